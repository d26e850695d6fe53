import type { Account } from '../account';
import type { Tombstone } from '../vault-content';
import { fieldsOf, saysNothingOf, TRASHED } from './fields';
import { type Marks, stamped } from './marks';
import { countersOf, type Field, isGone, mergeRecords, type SyncRecord } from './record';
import { bothKnow, compareStamps, type Stamp } from './stamp';

/** This browser's part in one account. */
export interface Own {
  readonly account: Account | undefined;
  readonly marks: Marks | undefined;
  /** Taken out of the trash for good, here. */
  readonly tombstone: Tombstone | undefined;
}

/** What the others know of it, in as many records as they wrote unaware of each other. */
export type Theirs = readonly SyncRecord[];

export interface At {
  /** Of what changed here since the last time. */
  readonly stamp: Stamp;
  /** Unix milliseconds. */
  readonly now: number;
}

const isTrashed = (fields: SyncRecord['fields']): boolean => fields[TRASHED]?.[0] === true;

/** Before anybody has heard of the account: that it is in the trash here counts for less than what another says. */
const unheardOf = (fields: Record<string, Field>, [, device]: Stamp): Record<string, Field> =>
  isTrashed(fields) ? { ...fields, [TRASHED]: [true, [0, device]] } : fields;

/**
 * Where an account meets its records for the first time (both come from one backup), they are the older tale; but what
 * lives in one of the browsers is in use there, and leaves the trash of the others. Deleted for good before they met, it
 * goes where the person finds it again.
 */
function firstFields(fields: Record<string, Field>, theirs: Theirs, stamp: Stamp): Record<string, Field> {
  const [first, ...others] = theirs;
  if (!first) return unheardOf(fields, stamp);
  const met = others.reduce(mergeRecords, first);
  if (isGone(met)) return { ...fields, [TRASHED]: [true, stamp] };
  const isNews = ([name, [value]]: [string, Field]) =>
    name === TRASHED ? value === null && isTrashed(met.fields) : !Object.hasOwn(met.fields, name);
  return Object.fromEntries(Object.entries(fields).filter(isNews));
}

function livingRecord(account: Account, marks: Marks | undefined, theirs: Theirs, at: At): SyncRecord {
  const { stamp } = at;
  // Also that it lives: where another browser has it in the trash, the two can be told apart by their stamps.
  const all = Object.entries(stamped({ [TRASHED]: null, ...fieldsOf(account) }, marks, stamp));
  const said = Object.fromEntries(all.filter(([name]) => !saysNothingOf(account, name)));
  const fields = marks ? said : firstFields(said, theirs, stamp);
  const isChanged = Object.values(fields).some(([, one]) => compareStamps(one, stamp) === 0);
  const before = marks?.known ?? {};
  return {
    id: account.id,
    fields,
    counters: countersOf(account),
    known: isChanged ? bothKnow(before, { [stamp[1]]: stamp[0] }) : before,
    ...(marks?.gone ? { gone: marks.gone } : {}),
  };
}

const goneRecord = ({ known, gone = {} }: Marks, { id, counters = {} }: Tombstone): SyncRecord => ({
  ...{ id, fields: {}, counters, known },
  gone: bothKnow(known, gone),
});

/** What this browser has to say; nothing of what it has never met, or has lost without a word. */
export function ownRecord(
  id: string,
  { account, marks, tombstone }: Own,
  theirs: Theirs,
  at: At,
): SyncRecord | undefined {
  if (account) return livingRecord(account, marks, theirs, at);
  if (marks && (tombstone || marks.gone)) return goneRecord(marks, tombstone ?? { id, at: at.now });
  return undefined;
}
