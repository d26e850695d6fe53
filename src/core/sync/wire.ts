import { integer, isRecord, list, text } from '../check';
import type { Json } from './fields';
import { checkClock, checkDevice, named } from './marks';
import type { Field, SyncRecord } from './record';
import { bothKnow, compareStamps, type Known, type Stamp } from './stamp';

/**
 * A record as short as JSON makes it, for a place of 100 KB: names of one letter, browsers by number, and every stamp
 * once with all that it holds for.
 */
const SHORT: Readonly<Record<string, string>> = {
  ...{
    code: 'c',
    issuer: 'i',
    name: 'n',
    pinned: 'p',
    order: 'o',
    createdAt: 'a',
    source: 's',
    trashed: 't',
  },
  ...{ verifiedAt: 'v', submits: 'u', display: 'd', tags: 'g', note: 'e', icon: 'k', recoveryCodes: 'r' },
};
const LONG = new Map(Object.entries(SHORT).map(([long, short]) => [short, long]));
export const shortName = (name: string): string => SHORT[name] ?? name;
export const longName = (name: string): string => LONG.get(name) ?? name;

const VERSION = 1;
const MOST_FIELDS = 4096;

export function writeRecord({ id, fields, counters, known, gone }: SyncRecord): Json {
  const stamps = new Map<string, { readonly stamp: Stamp; readonly values: Record<string, Json> }>();
  for (const [name, [value, stamp]] of Object.entries(fields)) {
    const key = JSON.stringify(stamp);
    const group = stamps.get(key) ?? { stamp, values: {} };
    group.values[shortName(name)] = value;
    stamps.set(key, group);
  }
  const groups = [...stamps.values()].sort((one, other) => compareStamps(one.stamp, other.stamp));
  const stampers = groups.map(({ stamp: [, device] }) => device);
  const devices = [...new Set([...stampers, ...Object.keys(known), ...Object.keys(gone ?? {})])];
  const told = groups.map(({ stamp: [clock, device], values }) => [clock, devices.indexOf(device), values]);
  return [
    ...[VERSION, id, told, counters],
    ...[writeKnown(known, devices), gone ? writeKnown(gone, devices) : 0, devices],
  ];
}

export const writeKnown = (known: Known, devices: readonly string[]): number[] =>
  devices.map((device) => known[device] ?? 0);

const anything = (value: unknown) => value;
const counter = integer(0, Number.MAX_SAFE_INTEGER);
const outer = list(anything, 7);
const deviceList = list(checkDevice, MOST_FIELDS);
const clockList = list(checkClock, MOST_FIELDS);

function readGroup(value: unknown, devices: readonly string[]): [string, Field][] {
  const [clock, number, values] = list(anything, 3)(value);
  const stamp: Stamp = [checkClock(clock), devices[integer(0, devices.length - 1)(number)] ?? ''];
  const entries = Object.entries(isRecord(values) ? values : {});
  return entries.map(([name, inner]) => [longName(name), [inner as Json, stamp]]);
}

export function readKnown(value: unknown, devices: readonly string[]): Known {
  const clocks = clockList(value);
  const entries = devices.map((device, index) => [device, clocks[index] ?? 0] as const);
  return Object.fromEntries(entries.filter(([, clock]) => clock > 0));
}

/** Of every change that stands in a record it is known that it was made, whatever its writer says. */
const standing = (fields: readonly (readonly [string, Field])[]): Known =>
  fields.map(([, [, [clock, device]]]): Known => ({ [device]: clock })).reduce(bothKnow, {});

/**
 * @returns null for a record of a later version, which stays as it is
 * @throws CheckError for anything that is no record
 */
export function readRecord(value: unknown): SyncRecord | null {
  const [version, id, groups, counters, known, gone, devices] = outer(value);
  if (integer(VERSION, Number.MAX_SAFE_INTEGER)(version) > VERSION) return null;
  const all = deviceList(devices);
  const fields = list(anything, MOST_FIELDS)(groups).flatMap((group) => readGroup(group, all));
  return {
    id: text(64, 1)(id),
    fields: Object.fromEntries(fields),
    counters: named(counter)(counters),
    known: bothKnow(readKnown(known, all), standing(fields)),
    ...(gone === 0 ? {} : { gone: readKnown(gone, all) }),
  };
}
