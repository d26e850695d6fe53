import { integer, isRecord, list, open, optional, text } from '../check';
import { digestOf } from './digest';
import type { Fields } from './fields';
import type { Field, SyncRecord } from './record';
import type { Known, Stamp } from './stamp';

/**
 * What is remembered of each account in the sealed vault, so that a later look tells which fields the person has changed
 * since: no command of the vault needs to know of it.
 */
export interface Marks {
  /** By the name of the field: its stamp, and what tells its value from another. */
  readonly fields: Readonly<Record<string, Mark>>;
  /** As in `SyncRecord`. */
  readonly known: Known;
  readonly gone?: Known;
}
export type Mark = readonly [clock: number, device: string, digest: string];

export interface SyncState {
  /** The latest that this browser has heard of. */
  readonly clock: number;
  /** By the id of the account. */
  readonly marks: Readonly<Record<string, Marks>>;
}

export const NOT_SYNCED: SyncState = { clock: 0, marks: {} };

/** Larger than any that counting reaches; a later one would leave no room to count on. */
export const LATEST_CLOCK = 2 ** 48;
export const checkClock = integer(0, LATEST_CLOCK);
export const checkDevice = text(32);

const listed = list((value: unknown) => value, 3);

const mark = (value: unknown, path = ''): Mark => {
  const [clock, device, digest] = listed(value, path);
  return [checkClock(clock, path), checkDevice(device, path), text(16)(digest, path)];
};
/** A record of any names, each value checked. */
export const named =
  <T>(check: (value: unknown, path?: string) => T) =>
  (value: unknown, path = ''): Record<string, T> => {
    const entries = Object.entries(isRecord(value) ? value : {});
    return Object.fromEntries(entries.map(([name, inner]) => [name, check(inner, `${path}.${name}`)]));
  };

const checkKnown = named(checkClock);

/** @throws CheckError for what this version did not write */
export const checkSyncState = open({
  clock: checkClock,
  marks: named(open({ fields: named(mark), known: checkKnown, gone: optional(checkKnown) })),
});

/** What the marks of an account would be, if it stood as this record says. */
export function marksOf({ fields, known, gone }: SyncRecord): Marks {
  const marks = Object.entries(fields).map(([name, [value, [clock, device]]]): [string, Mark] => [
    name,
    [clock, device, digestOf(value)],
  ]);
  return { fields: Object.fromEntries(marks), known, ...(gone ? { gone } : {}) };
}

/** The fields with their stamps of before, and with a new one those that have changed since. */
export function stamped(fields: Fields, marks: Marks | undefined, stamp: Stamp): Record<string, Field> {
  const names = new Set([...Object.keys(fields), ...Object.keys(marks?.fields ?? {})]);
  return Object.fromEntries(
    [...names].map((name): [string, Field] => {
      const value = fields[name] ?? null;
      const before = marks?.fields[name];
      if (!before || before[2] !== digestOf(value)) return [name, [value, stamp]];
      return [name, [value, [before[0], before[1]]]];
    }),
  );
}
