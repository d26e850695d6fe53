import { integer, isRecord, list, text } from '../check';
import type { Json } from './fields';
import { checkClock, checkDevice, named } from './marks';
import { type Field, field, type SyncRecord } from './record';
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
  interface Group {
    readonly stamp: Stamp;
    readonly base: Stamp | undefined;
    readonly values: Record<string, Json>;
  }
  const groups = new Map<string, Group>();
  for (const [name, [value, stamp, base]] of Object.entries(fields)) {
    const key = JSON.stringify([stamp, base]);
    const group = groups.get(key) ?? { stamp, base, values: {} };
    group.values[shortName(name)] = value;
    groups.set(key, group);
  }
  const ordered = [...groups.values()].sort(
    (one, other) =>
      compareStamps(one.stamp, other.stamp) || compareStamps(one.base ?? NEVER, other.base ?? NEVER),
  );
  const short = ([clock, device]: Stamp): [number, number] => [clock, numberOf(device)];
  const told = ordered.map(({ stamp, base, values }) => [
    ...short(stamp),
    values,
    ...(base ? short(base) : []),
  ]);
  return [VERSION, id, told, counters, gone[0], numberOf(gone[1]), devices];
}

const anything = (value: unknown) => value;
const counter = integer(0, Number.MAX_SAFE_INTEGER);
const outer = list(anything, 7);
const deviceList = list(checkDevice, MOST_FIELDS);

function readGroup(value: unknown, devices: readonly string[]): [string, Field][] {
  const [clock, number, values, ...before] = list(anything, 5)(value);
  const long = (at: unknown, by: unknown): Stamp => [
    checkClock(at),
    devices[integer(0, devices.length - 1)(by)] ?? '',
  ];
  const stamp = long(clock, number);
  const base = before.length > 0 ? long(before[0], before[1]) : undefined;
  const entries = Object.entries(isRecord(values) ? values : {});
  return entries.map(([name, inner]) => [longName(name), field(inner as Json, stamp, base)]);
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
