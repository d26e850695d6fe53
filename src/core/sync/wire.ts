import { integer, isRecord, list, text } from '../check';
import type { Json } from './fields';
import { checkClock, checkDevice, named } from './marks';
import type { Field, SyncRecord } from './record';
import { compareStamps, NEVER, type Stamp } from './stamp';

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
    trashedAt: 't',
  },
  ...{ verifiedAt: 'v', submits: 'u', display: 'd', tags: 'g', note: 'e', icon: 'k', recoveryCodes: 'r' },
};
const LONG = new Map(Object.entries(SHORT).map(([long, short]) => [short, long]));
const shortName = (name: string): string => SHORT[name] ?? name;
const longName = (name: string): string => LONG.get(name) ?? name;

const VERSION = 1;
const MOST_FIELDS = 4096;

export function writeRecord({ id, fields, counters, gone = NEVER }: SyncRecord): Json {
  const devices: string[] = [];
  const numberOf = (device: string): number => {
    if (!devices.includes(device)) devices.push(device);
    return devices.indexOf(device);
  };
  const groups = new Map<string, [Stamp, Record<string, Json>]>();
  for (const [name, [value, stamp]] of Object.entries(fields)) {
    const group: [Stamp, Record<string, Json>] = groups.get(stamp.join()) ?? [stamp, {}];
    group[1][shortName(name)] = value;
    groups.set(stamp.join(), group);
  }
  const ordered = [...groups.values()].sort(([one], [other]) => compareStamps(one, other));
  const told = ordered.map(([[clock, device], values]) => [clock, numberOf(device), values]);
  return [VERSION, id, told, counters, gone[0], numberOf(gone[1]), devices];
}

const anything = (value: unknown) => value;
const counter = integer(0, Number.MAX_SAFE_INTEGER);
const outer = list(anything, 7);
const deviceList = list(checkDevice, MOST_FIELDS);

function readGroup(value: unknown, devices: readonly string[]): [string, Field][] {
  const [clock, number, values] = list(anything, 3)(value);
  const stamp: Stamp = [checkClock(clock), devices[integer(0, devices.length - 1)(number)] ?? ''];
  const entries = Object.entries(isRecord(values) ? values : {});
  return entries.map(([name, inner]) => [longName(name), [inner as Json, stamp]]);
}

/**
 * @returns null for a record of a later version, which stays as it is
 * @throws CheckError for anything that is no record
 */
export function readRecord(value: unknown): SyncRecord | null {
  const [version, id, groups, counters, clock, number, known] = outer(value);
  if (integer(VERSION, Number.MAX_SAFE_INTEGER)(version) > VERSION) return null;
  const devices = deviceList(known);
  const gone: Stamp = [checkClock(clock), devices[integer(0, devices.length - 1)(number)] ?? ''];
  const fields = list(anything, MOST_FIELDS)(groups).flatMap((group) => readGroup(group, devices));
  const record = {
    id: text(64, 1)(id),
    fields: Object.fromEntries(fields),
    counters: named(counter)(counters),
  };
  return compareStamps(gone, NEVER) > 0 ? { ...record, gone } : record;
}
