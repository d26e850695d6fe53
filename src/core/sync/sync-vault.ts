import { type Account, LIMITS } from '../account';
import { pictureSize } from '../account-icon';
import { UserError } from '../errors';
import { isSameJson } from '../same-json';
import { MAX_TOMBSTONES, readOutsideContent, type VaultContent } from '../vault-content';
import { assemble, type Fields, fieldsOf, isKnownField, type Json, NOTHING_OWN } from './fields';
import { type Marks, marksOf, type SyncState, stamped } from './marks';
import { baseOf, type Field, isGone, latestClock, mergeRecords, type SyncRecord } from './record';
import { compareStamps, type Stamp } from './stamp';

/** A field that was changed here and elsewhere, neither knowing of the other, and got the other's value. */
export interface SyncConflict {
  readonly id: string;
  readonly field: string;
  readonly kept: Json;
  /** What was here, and gave way; null: it was not there. */
  readonly lost: Json;
}

export interface Synced {
  readonly content: VaultContent;
  readonly state: SyncState;
  /** One for each account, and for each that is gone: what every browser shall know. */
  readonly records: readonly SyncRecord[];
  readonly conflicts: readonly SyncConflict[];
  /** Records that make no account in this version, or none that fits in: they stay as they are. */
  readonly unread: readonly SyncRecord[];
}

/** Which value of these stays is no matter for a person. */
const QUIET: ReadonlySet<string> = new Set(['order', 'createdAt', 'source', 'verifiedAt']);

/** This browser's part in one account. */
interface Own {
  readonly account: Account | undefined;
  readonly marks: Marks | undefined;
  /** Taken out of the trash for good, here. */
  readonly isPurged: boolean;
}

/**
 * A browser that keeps a picture of its own says nothing of the icon of the others, and nobody of a field that a later
 * version has made.
 */
const saysNothingOf = (account: Account, name: string): boolean =>
  !isKnownField(name) || (name === 'icon' && pictureSize(account) > 0);

const latestOf = (records: readonly SyncRecord[]): number => Math.max(0, ...records.map(latestClock));

/** Where an account meets its record for the first time (both come from one backup), the record is the older tale. */
function unlessRecorded(fields: Record<string, Field>, theirs: SyncRecord): Record<string, Field> {
  const mine = Object.entries(fields).filter(([name]) => !Object.hasOwn(theirs.fields, name));
  return Object.fromEntries(mine);
}

/** Put back from a backup after it was gone for good: that it is not in the trash is news. */
function revived(fields: Record<string, Field>, { gone }: Marks, stamp: Stamp): Record<string, Field> {
  const trashed = fields.trashedAt;
  const isLater = trashed !== undefined && gone !== undefined && compareStamps(trashed[1], gone) > 0;
  return gone === undefined || isLater ? fields : { ...fields, trashedAt: [trashed?.[0] ?? null, stamp] };
}

function livingRecord(
  account: Account,
  marks: Marks | undefined,
  { theirs, stamp }: { readonly theirs: SyncRecord | undefined; readonly stamp: Stamp },
): SyncRecord {
  const all = Object.entries(stamped(fieldsOf(account), marks, stamp));
  const said = Object.fromEntries(all.filter(([name]) => !saysNothingOf(account, name)));
  const fields = marks || !theirs ? said : unlessRecorded(said, theirs);
  const counters = account.type === 'hotp' ? { [account.secret]: account.counter } : {};
  const record = { id: account.id, fields: marks ? revived(fields, marks, stamp) : fields, counters };
  return marks?.gone ? { ...record, gone: marks.gone } : record;
}

/** It was in the trash when it was last looked at, or came into it and out of it since. */
function goneRecord(id: string, { fields, gone }: Marks, stamp: Stamp): SyncRecord {
  const mark = fields.trashedAt;
  const inTrash: Stamp = mark ? [mark[0], mark[1]] : stamp;
  return { id, fields: {}, counters: {}, gone: gone ?? inTrash };
}

/** What this browser has to say; nothing of what it has never met, or has lost without a word. */
function ownRecord(
  id: string,
  { account, marks, isPurged }: Own,
  at: { readonly theirs: SyncRecord | undefined; readonly stamp: Stamp },
): SyncRecord | undefined {
  if (account) return livingRecord(account, marks, at);
  if (marks && (isPurged || marks.gone)) return goneRecord(id, marks, at.stamp);
  return undefined;
}

const valueIn = (record: SyncRecord, name: string): Json => record.fields[name]?.[0] ?? null;

/** Whether this browser's own value and the other's came about without either knowing of the other. */
function isUnaware(mine: Field, theirs: Field, device: string): boolean {
  const knows = (one: Field, other: Field) => compareStamps(baseOf(one), other[1]) >= 0;
  return mine[1][1] === device && !knows(theirs, mine) && !knows(mine, theirs);
}

/** What this browser changed and what gave way to another's change; the browser whose value stays says nothing. */
function conflictsOf(
  { account, marks }: Own,
  { mine, theirs, merged }: Record<'mine' | 'theirs' | 'merged', SyncRecord>,
  device: string,
): SyncConflict[] {
  if (!account || isGone(theirs)) return [];
  const here = fieldsOf(account);
  return Object.entries(theirs.fields).flatMap(([field, their]) => {
    if (QUIET.has(field) || saysNothingOf(account, field)) return [];
    const [lost = null, kept, own] = [here[field], valueIn(merged, field), mine.fields[field]];
    // Where they meet for the first time, neither knew of the other.
    const isLost = own ? isUnaware(own, their, device) : !marks && lost !== null;
    return isLost && !isSameJson(lost, kept) ? [{ id: account.id, field, kept, lost }] : [];
  });
}

const liveFields = ({ fields }: SyncRecord): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, [value]]) =>
      value === null || !isKnownField(name) ? [] : [[name, value]],
    ),
  );

/** The account that a record makes; null where it makes none that this version keeps as it is. */
function accountOf(record: SyncRecord, own: Account | undefined): Account | null {
  const fields = liveFields(record);
  const secret = (fields.code as { readonly secret?: unknown } | undefined)?.secret;
  const counter = typeof secret === 'string' ? (record.counters[secret] ?? 0) : 0;
  const checked = wholeAccount(assemble(record.id, fields, counter, NOTHING_OWN));
  if (!checked || !isSameJson(fieldsOf(checked), fields)) return null;
  return assemble(record.id, fields, counter, own ?? NOTHING_OWN) as unknown as Account;
}

/** An account that came together from fields; null where they make none. */
export function wholeAccount(account: Record<string, unknown>): Account | null {
  try {
    return readOutsideContent({ schema: 2, accounts: [account] }).accounts[0] ?? null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** As it is here, but for what has changed; then it is a new version of it (`updatedAt`). */
function asVersion(account: Account, before: Account | undefined, now: number): Account {
  if (!before) return { ...account, updatedAt: now };
  if (isSameJson(account, before)) return before;
  return { ...account, updatedAt: Math.max(now, before.updatedAt + 1) };
}

interface Met {
  readonly account: Account | undefined;
  readonly record: SyncRecord | undefined;
  readonly isUnread: boolean;
  readonly conflicts: readonly SyncConflict[];
}

function meet(
  id: string,
  own: Own,
  at: { readonly theirs: SyncRecord | undefined; readonly stamp: Stamp; readonly now: number },
): Met {
  const { theirs } = at;
  const mine = ownRecord(id, own, at);
  const merged = mine && theirs ? mergeRecords(mine, theirs) : (mine ?? theirs);
  if (!merged || isGone(merged))
    return { account: undefined, record: merged, isUnread: false, conflicts: [] };
  const account = accountOf(merged, own.account);
  if (!account) return { account: own.account, record: theirs, isUnread: true, conflicts: [] };
  const conflicts = mine && theirs ? conflictsOf(own, { mine, theirs, merged }, at.stamp[1]) : [];
  return { account: asVersion(account, own.account, at.now), record: merged, isUnread: false, conflicts };
}

function tombstonesAfter(
  content: VaultContent,
  accounts: readonly Account[],
  gone: readonly string[],
  now: number,
) {
  const here = new Set(accounts.map(({ id }) => id));
  const kept = content.tombstones.filter(({ id }) => !here.has(id));
  const known = new Set(kept.map(({ id }) => id));
  const added = gone.filter((id) => !known.has(id)).map((id) => ({ id, at: now }));
  if (added.length === 0 && kept.length === content.tombstones.length) return content.tombstones;
  return [...kept, ...added].slice(-MAX_TOMBSTONES);
}

export interface SyncInput {
  readonly content: VaultContent;
  /** What is remembered of the last time; `NOT_SYNCED` the first time. */
  readonly state: SyncState;
  /** What the browsers know together, one for each account. */
  readonly records: readonly SyncRecord[];
  /** This browser, among the person's. */
  readonly device: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/**
 * Brings the accounts of a vault and what other browsers have made of them together: every field has the value that it
 * got last, counters the highest. Whatever order the browsers meet in, and however often, they end up alike. Nothing of
 * an account is dropped that somebody still has and has not deleted.
 */
export function syncVault({ content, state, records, device, now }: SyncInput): Synced {
  const clock = Math.max(state.clock, latestOf(records));
  const stamp: Stamp = [clock + 1, device];
  const theirs = new Map(records.map((record) => [record.id, record]));
  const purged = new Set(content.tombstones.map(({ id }) => id));
  const mine = new Map(content.accounts.map((account) => [account.id, account]));
  const ids = [...new Set([...mine.keys(), ...Object.keys(state.marks), ...theirs.keys()])];
  const met = ids.map((id) => {
    const own = {
      account: mine.get(id),
      marks: Object.hasOwn(state.marks, id) ? state.marks[id] : undefined,
      isPurged: purged.has(id),
    };
    return { id, ...meet(id, own, { theirs: theirs.get(id), stamp, now }) };
  });
  const accounts = met.flatMap(({ account }) => (account ? [account] : []));
  const [kept, left] = [accounts.slice(0, LIMITS.accounts), new Set(accounts.slice(LIMITS.accounts))];
  const isLeft = ({ account }: Met) => account !== undefined && left.has(account);
  const told = met.filter((one) => one.record !== undefined && !one.isUnread && !isLeft(one));
  const marks = told.map(({ id, record }) => [id, marksOf(record as SyncRecord)] as const);
  const asBefore = Object.entries(state.marks).filter(([id]) =>
    met.some((one) => one.id === id && one.isUnread),
  );
  const gone = told.filter(({ account }) => account === undefined).map(({ id }) => id);
  const all = told.map(({ record }) => record as SyncRecord);
  return {
    content: { ...content, accounts: kept, tombstones: tombstonesAfter(content, kept, gone, now) },
    state: { clock: Math.max(clock, latestOf(all)), marks: Object.fromEntries([...asBefore, ...marks]) },
    records: all,
    conflicts: met.flatMap(({ conflicts }) => conflicts),
    unread: met
      .filter((one) => one.record && (one.isUnread || isLeft(one)))
      .map(({ record }) => record as SyncRecord),
  };
}
