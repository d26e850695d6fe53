import { isSameJson } from '../same-json';
import type { Json } from './fields';
import { compareStamps, laterStamp, NEVER, type Stamp } from './stamp';

/**
 * A field's value and when it got it (null: it was taken away), and when the value before it had come, where there was
 * one: who has that or a later one knew of it, and what neither knew of the other was changed on both sides.
 */
export type Field = readonly [value: Json, stamp: Stamp, base?: Stamp];

export const field = (value: Json, stamp: Stamp, base?: Stamp): Field =>
  base ? [value, stamp, base] : [value, stamp];

export const baseOf = ([, , base = NEVER]: Field): Stamp => base;

/**
 * All that browsers know of one account together. Any two of them make one by `mergeRecords`, in any order and however
 * often, and it is the same one.
 */
export interface SyncRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** By secret: the next counter of HOTP, which never goes back (RFC 4226 §7.2), whichever secret is in force. */
  readonly counters: Readonly<Record<string, number>>;
  /**
   * It was taken out of the trash for good: when it had got there. Whoever put it back, or into the trash again, did so
   * later, and keeps it.
   */
  readonly gone?: Stamp;
}

/** Names every value, whatever the order of its fields, so that two browsers choose the same of two. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner as Json)}`).join()}}`;
}

/** A stamp that two values have (a browser whose profile was copied) decides nothing: then the greater text stays. */
function laterField(one: Field, other: Field): Field {
  const order = compareStamps(one[1], other[1]);
  if (order !== 0) return order > 0 ? one : other;
  return canonical(one[0]) >= canonical(other[0]) ? one : other;
}

function mergeNamed<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  choose: (a: T, b: T) => T,
): Record<string, T> {
  const merged: Record<string, T> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const before = Object.hasOwn(merged, name) ? merged[name] : undefined;
    merged[name] = before === undefined ? value : choose(before, value);
  }
  return merged;
}

/** @param one and `other` are of one account */
export function mergeRecords(one: SyncRecord, other: SyncRecord): SyncRecord {
  const gone = laterStamp(one.gone ?? NEVER, other.gone ?? NEVER);
  const merged = {
    id: one.id,
    fields: mergeNamed(one.fields, other.fields, laterField),
    counters: mergeNamed(one.counters, other.counters, Math.max),
  };
  return compareStamps(gone, NEVER) > 0 ? withoutGone({ ...merged, gone }) : merged;
}

/** When it came into the trash, or out of it, last. */
export const trashStamp = ({ fields }: SyncRecord): Stamp => fields.trashedAt?.[1] ?? NEVER;

export const isGone = (record: SyncRecord): boolean =>
  record.gone !== undefined && compareStamps(trashStamp(record), record.gone) <= 0;

/** Of what is gone for good nothing is kept but that it is. */
function withoutGone(record: SyncRecord): SyncRecord {
  const { id, gone } = record;
  if (gone === undefined || !isGone(record)) return record;
  return { id, fields: {}, counters: {}, gone };
}

/** The latest clock in it. */
export function latestClock({ fields, gone = NEVER }: SyncRecord): number {
  return Math.max(gone[0], ...Object.values(fields).map(([, [clock]]) => clock));
}

export const isSameRecord = (one: SyncRecord, other: SyncRecord): boolean => isSameJson(one, other);
