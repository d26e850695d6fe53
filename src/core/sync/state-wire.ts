import { integer, isRecord, list, text } from '../check';
import type { Json } from './fields';
import { checkClock, checkDevice, type Mark, type Marks, named, type SyncState } from './marks';
import { compareStamps, type Stamp } from './stamp';
import { longName, readKnown, shortName, writeKnown } from './wire';

/**
 * What is remembered of every account, as short as JSON makes it: a vault of a thousand accounts is written whole at
 * every save. As with records, every stamp stands once with the fields that have it, and browsers are numbers.
 */
const VERSION = 1;
const MOST_ACCOUNTS = 100_000;

function writeMarks({ fields, known, gone }: Marks, devices: readonly string[]): Json {
  const groups = new Map<string, { readonly stamp: Stamp; readonly digests: Record<string, string> }>();
  for (const [name, [clock, device, digest]] of Object.entries(fields)) {
    const key = `${clock} ${device}`;
    const group = groups.get(key) ?? { stamp: [clock, device], digests: {} };
    group.digests[shortName(name)] = digest;
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((one, other) => compareStamps(one.stamp, other.stamp));
  const told = sorted.map(({ stamp: [clock, device], digests }) => [clock, devices.indexOf(device), digests]);
  return [told, writeKnown(known, devices), ...(gone ? [writeKnown(gone, devices)] : [])];
}

const devicesOf = ({ fields, known, gone = {} }: Marks): string[] => [
  ...Object.values(fields).map(([, device]) => device),
  ...Object.keys(known),
  ...Object.keys(gone),
];

export function writeState({ clock, marks }: SyncState): Json {
  const devices = [...new Set(Object.values(marks).flatMap(devicesOf))].sort();
  const written = Object.entries(marks).map(([id, one]) => [id, writeMarks(one, devices)] as const);
  return [VERSION, clock, devices, Object.fromEntries(written)];
}

const anything = (value: unknown) => value;
const digest = text(16);

function readGroup(value: unknown, devices: readonly string[]): [string, Mark][] {
  const [clock, number, digests] = list(anything, 3)(value);
  const stamp: Stamp = [checkClock(clock), devices[integer(0, devices.length - 1)(number)] ?? ''];
  const entries = Object.entries(isRecord(digests) ? digests : {});
  return entries.map(([name, one]) => [longName(name), [...stamp, digest(one)]]);
}

function readMarks(value: unknown, devices: readonly string[]): Marks {
  const [groups, known, gone] = list(anything, 3)(value);
  const fields = list(anything, MOST_ACCOUNTS)(groups).flatMap((one) => readGroup(one, devices));
  return {
    fields: Object.fromEntries(fields),
    known: readKnown(known, devices),
    ...(gone === undefined ? {} : { gone: readKnown(gone, devices) }),
  };
}

/** @throws CheckError for what this version did not write */
export function readState(value: unknown, path = ''): SyncState {
  const [version, clock, devices, marks] = list(anything, 4)(value, path);
  integer(VERSION, VERSION)(version, path);
  const all = list(checkDevice, MOST_ACCOUNTS)(devices, path);
  return { clock: checkClock(clock, path), marks: named((one) => readMarks(one, all))(marks, path) };
}
