import type { Account } from '../account';
import { fieldsOf, saysNothingOf, TRASHED } from './fields';
import { type Marks, stamped } from './marks';
import { type Field, isGone, type SyncRecord } from './record';
import { bothKnow, compareStamps, type Stamp } from './stamp';

/** This browser's part in one account. */
export interface Own {
  readonly account: Account | undefined;
  readonly marks: Marks | undefined;
  /** Taken out of the trash for good, here. */
  readonly isPurged: boolean;
}

/** What the others know of it, in as many records as they wrote unaware of each other. */
export type Theirs = readonly SyncRecord[];

export interface At {
  /** Of what changed here since the last time. */
  readonly stamp: Stamp;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Where an account meets its records for the first time (both come from one backup), they are the older tale. */
function unlessRecorded(fields: Record<string, Field>, theirs: Theirs): Record<string, Field> {
  const isRecorded = (name: string) => theirs.some(({ fields: there }) => Object.hasOwn(there, name));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isRecorded(name)));
}

/** Deleted for good before they met: it goes where the person finds it again. */
const intoTrash = (fields: Record<string, Field>, { stamp }: At): Record<string, Field> => ({
  ...fields,
  [TRASHED]: [true, stamp],
});

function livingRecord(account: Account, marks: Marks | undefined, theirs: Theirs, at: At): SyncRecord {
  const { stamp } = at;
  const all = Object.entries(stamped(fieldsOf(account), marks, stamp));
  const said = Object.fromEntries(all.filter(([name]) => !saysNothingOf(account, name)));
  const isDeleted = !marks && theirs.some(isGone);
  const told = isDeleted ? intoTrash(said, at) : said;
  const fields = marks ? told : unlessRecorded(told, theirs);
  const isChanged = Object.values(fields).some(([, one]) => compareStamps(one, stamp) === 0);
  const before = marks?.known ?? {};
  return {
    id: account.id,
    fields,
    counters: account.type === 'hotp' ? { [account.secret]: account.counter } : {},
    known: isChanged ? bothKnow(before, { [stamp[1]]: stamp[0] }) : before,
    ...(marks?.gone ? { gone: marks.gone } : {}),
  };
}

const goneRecord = (id: string, { known, gone = {} }: Marks): SyncRecord => ({
  ...{ id, fields: {}, counters: {}, known },
  gone: bothKnow(known, gone),
});

/** What this browser has to say; nothing of what it has never met, or has lost without a word. */
export function ownRecord(
  id: string,
  { account, marks, isPurged }: Own,
  theirs: Theirs,
  at: At,
): SyncRecord | undefined {
  if (account) return livingRecord(account, marks, theirs, at);
  if (marks && (isPurged || marks.gone)) return goneRecord(id, marks);
  return undefined;
}
