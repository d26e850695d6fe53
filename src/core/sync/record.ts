import type { Account } from '../account';
import { isSameJson } from '../same-json';
import { canonical, digestOf } from './digest';
import { isQuiet, type Json } from './fields';
import { bothKnow, compareStamps, type Known, knows, latestKnown, type Stamp } from './stamp';

/** A field's value and when it got it; null: it was taken away. */
export type Field = readonly [value: Json, stamp: Stamp];

/**
 * All that browsers know of one account together. Any two of them make one by `mergeRecords`, in any order and however
 * often, and it is the same one.
 */
export interface SyncRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, Field>>;
  /**
   * By what names a secret (`digestOf`): the next counter of HOTP, which never goes back (RFC 4226 §7.2), whichever
   * secret is in force, nor where the account was deleted for good and stays after all.
   */
  readonly counters: Readonly<Record<string, number>>;
  /** The changes that are in it: those whose values stand in it, and those that gave way to them. */
  readonly known: Known;
  /**
   * It was taken out of the trash for good: what was known of it then. Whoever changed it meanwhile, or put it back,
   * did so unaware of that, and keeps it.
   */
  readonly gone?: Known;
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
  const gone = one.gone && other.gone ? bothKnow(one.gone, other.gone) : (one.gone ?? other.gone);
  return withoutGone({
    id: one.id,
    fields: mergeNamed(one.fields, other.fields, laterField),
    counters: mergeNamed(one.counters, other.counters, Math.max),
    known: bothKnow(one.known, other.known),
    ...(gone ? { gone } : {}),
  });
}

/** Whoever took it out of the trash for good knew all of it that matters to a person. */
export const isGone = ({ fields, gone }: SyncRecord): boolean =>
  gone !== undefined &&
  Object.entries(fields).every(([name, [, stamp]]) => isQuiet(name) || knows(gone, stamp));

/** Of what is gone for good nothing is kept but that it is, and how far it had counted. */
function withoutGone(record: SyncRecord): SyncRecord {
  const { id, counters, known, gone } = record;
  return gone && isGone(record) ? { id, fields: {}, counters, known, gone } : record;
}

/** What an account has counted, as `SyncRecord` has it. */
export const countersOf = (account: Account | undefined): SyncRecord['counters'] =>
  account?.type === 'hotp' ? { [digestOf(account.secret)]: account.counter } : {};

/** All that is there, and of what is gone the latest: what is gone longest nobody hears of any more. */
export function latestGone(records: readonly SyncRecord[], most: number): readonly SyncRecord[] {
  const gone = records.filter(isGone);
  if (gone.length <= most) return records;
  const latest = ({ gone: known = {}, id }: SyncRecord) => [latestKnown(known), id] as const;
  const oldest = [...gone].sort((one, other) => compareStamps(latest(one), latest(other)));
  const forgotten = new Set(oldest.slice(0, -most));
  return records.filter((one) => !forgotten.has(one));
}

/** The latest clock in it. */
export const latestClock = ({ known, gone = {} }: SyncRecord): number =>
  Math.max(latestKnown(known), latestKnown(gone));

export const isSameRecord = (one: SyncRecord, other: SyncRecord): boolean => isSameJson(one, other);
