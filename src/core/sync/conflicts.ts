import type { Account } from '../account';
import { isSameJson } from '../same-json';
import { fieldsOf, isQuiet, type Json, saysNothingOf, TRASHED } from './fields';
import type { Own, Theirs } from './own-record';
import { mergeRecords, type SyncRecord } from './record';
import { knows } from './stamp';

/** A field that was changed in two browsers, neither knowing of the other; told by the one that first has both. */
export interface SyncConflict {
  readonly id: string;
  readonly field: string;
  readonly kept: Json;
  /** What gave way; null: it was not there. */
  readonly lost: Json;
}

const valueIn = (record: SyncRecord, name: string): Json => record.fields[name]?.[0] ?? null;

export interface Lost {
  readonly field: string;
  readonly value: Json;
}

/** Which values of two records came about without either knowing of the other; who first has both tells it. */
function lostOfTwo(one: SyncRecord, other: SyncRecord): Lost[] {
  return Object.entries(other.fields).flatMap(([field, [value, stamp]]) => {
    const [before, beforeStamp] = one.fields[field] ?? [];
    if (before === undefined || beforeStamp === undefined) return [];
    if (knows(one.known, stamp) || knows(other.known, beforeStamp)) return [];
    return [
      { field, value },
      { field, value: before },
    ];
  });
}

const inTrash: Lost = { field: TRASHED, value: true };

/** Where an account meets its record for the first time, nobody knew of anybody. */
export function lostOfFirst({ account, marks }: Own, theirs: Theirs): Lost[] {
  if (!account || marks || theirs.length === 0) return [];
  const here = Object.entries(fieldsOf(account)).map(([field, value]) => ({ field, value }));
  const isLiving = account.trashedAt === undefined;
  const there = theirs.some((record) => valueIn(record, TRASHED) === true) ? [inTrash] : [];
  return [...here, ...there, ...(isLiving ? [{ field: TRASHED, value: null }] : [])];
}

const isToldOf = (account: Account, field: string): boolean =>
  !isQuiet(field) && !saysNothingOf(account, field);

/** All that gave way in what has become of an account, once each. */
export function conflictsIn(account: Account, merged: SyncRecord, lost: readonly Lost[]): SyncConflict[] {
  const told: SyncConflict[] = [];
  for (const { field, value } of lost) {
    const kept = valueIn(merged, field);
    const isTold = told.some((one) => one.field === field && isSameJson(one.lost, value));
    if (isTold || isSameJson(value, kept) || !isToldOf(account, field)) continue;
    told.push({ id: account.id, field, kept, lost: value });
  }
  return told;
}

/** All records of one account in one, and what gave way in it. */
export function mergeAll(records: readonly SyncRecord[]): { merged: SyncRecord | undefined; lost: Lost[] } {
  const lost: Lost[] = [];
  const [first, ...others] = records;
  let merged = first;
  for (const other of others) {
    if (!merged) continue;
    lost.push(...lostOfTwo(merged, other));
    merged = mergeRecords(merged, other);
  }
  return { merged, lost };
}
