import { type Account, LIMITS } from '../account';
import { UserError } from '../errors';
import { isSameJson } from '../same-json';
import {
  MAX_TOMBSTONES,
  readSoundContent,
  type Tombstone,
  tombstoneOf,
  type VaultContent,
  withCleanTexts,
} from '../vault-content';
import { conflictsIn, lostOfFirst, mergeAll, type SyncConflict } from './conflicts';
import { digestOf } from './digest';
import {
  assemble,
  type Fields,
  fieldsOf,
  isKnownField,
  isUseWithoutCode,
  nothingOwn,
  PICTURE,
} from './fields';
import { marksOf, type SyncState } from './marks';
import { underOneId } from './one-account';
import { type At, type Own, ownRecord, type Theirs } from './own-record';
import { isGone, latestClock, latestGone, type SyncRecord } from './record';

export interface Synced {
  readonly content: VaultContent;
  readonly state: SyncState;
  /** One for each account, and for each that is gone: what every browser shall know. */
  readonly records: readonly SyncRecord[];
  readonly conflicts: readonly SyncConflict[];
  /** Records that make no account in this version, or none that fits in: they stay as they are. */
  readonly unread: readonly SyncRecord[];
}

const latestOf = (records: readonly SyncRecord[]): number => Math.max(0, ...records.map(latestClock));

const liveFields = ({ fields }: SyncRecord): Fields => {
  const codes = fields.recoveryCodes?.[0] ?? [];
  const hasPicture = typeof fields[PICTURE]?.[0] === 'string';
  const isInUse = (name: string) =>
    isKnownField(name) && !isUseWithoutCode(name, codes) && !(hasPicture && name === 'icon');
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, [value]]) =>
      value === null || !isInUse(name) ? [] : [[name, value]],
    ),
  );
};

/** The account that a record makes; null where it makes none that this version keeps as it is. */
function accountOf(record: SyncRecord, own: Account | undefined, now: number): Account | null {
  const fields = liveFields(record);
  const secret = (fields.code as { readonly secret?: unknown } | undefined)?.secret;
  const counter = typeof secret === 'string' ? (record.counters[digestOf(secret)] ?? 0) : 0;
  const checked = wholeAccount(assemble(record.id, fields, counter, nothingOwn(now)));
  if (!checked || !isSameJson(fieldsOf(checked), fields)) return null;
  const kept = own ? { ...own, trashedAt: own.trashedAt ?? now } : nothingOwn(now);
  // Cleaned is another value than the record has: it goes out as a change of this browser, and all end up alike.
  return withCleanTexts(assemble(record.id, fields, counter, kept) as unknown as Account);
}

/** An account that came together from fields; null where they make none. */
export function wholeAccount(account: Record<string, unknown>): Account | null {
  try {
    return readSoundContent({ schema: 2, accounts: [account] }).accounts[0] ?? null;
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

function meet(id: string, own: Own, theirs: Theirs, at: At): Met {
  const mine = ownRecord(id, own, theirs, at);
  const { merged, lost } = mergeAll(mine ? [mine, ...theirs] : theirs);
  if (!merged || isGone(merged))
    return { account: undefined, record: merged, isUnread: false, conflicts: [] };
  const account = accountOf(merged, own.account, at.now);
  if (!account)
    return { account: own.account, record: mergeAll(theirs).merged, isUnread: true, conflicts: [] };
  return {
    account: asVersion(account, own.account, at.now),
    record: merged,
    isUnread: false,
    conflicts: conflictsIn(account, merged, [...lost, ...lostOfFirst(own, theirs)]),
  };
}

function tombstonesAfter(
  content: VaultContent,
  accounts: readonly Account[],
  gone: readonly Told[],
  now: number,
): readonly Tombstone[] {
  const here = new Set(accounts.map(({ id }) => id));
  const kept = content.tombstones.filter(({ id }) => !here.has(id));
  const known = new Set(kept.map(({ id }) => id));
  const added = gone
    .filter(({ id }) => !known.has(id))
    .map(({ id, record: { counters } }) => tombstoneOf(id, counters, now));
  if (added.length === 0 && kept.length === content.tombstones.length) return content.tombstones;
  return [...kept, ...added].slice(-MAX_TOMBSTONES);
}

export interface SyncInput {
  readonly content: VaultContent;
  /** What is remembered of the last time; `NOT_SYNCED` the first time. */
  readonly state: SyncState;
  /** What the others have written: of one account several, where they did not know of each other. */
  readonly records: readonly SyncRecord[];
  /** This browser, among the person's. */
  readonly device: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** An account, or one that is gone, of which every browser shall know. */
interface Told extends Met {
  readonly id: string;
  readonly record: SyncRecord;
}

function groupById(records: readonly SyncRecord[]): Map<string, Theirs> {
  const byId = new Map<string, SyncRecord[]>();
  for (const record of records) byId.set(record.id, [...(byId.get(record.id) ?? []), record]);
  return byId;
}

/**
 * Brings the accounts of a vault and what other browsers have made of them together: every field has the value that it
 * got last, counters the highest. Whatever order the browsers meet in, and however often, they end up alike. Nothing of
 * an account is dropped that somebody still has and has changed since it was deleted.
 */
export function syncVault({ content, state, records, device, now }: SyncInput): Synced {
  const clock = Math.max(state.clock, latestOf(records));
  const at: At = { stamp: [clock + 1, device], now };
  const sides = underOneId({ ...content, ...state, theirs: groupById(records) });
  const { marks: before, theirs } = sides;
  const purged = new Map(content.tombstones.map((one) => [one.id, one]));
  const mine = new Map(sides.accounts.map((one) => [one.id, one]));
  const ids = [...new Set([...mine.keys(), ...Object.keys(before), ...theirs.keys()])];
  const met = ids.map((id) => {
    const marks = Object.hasOwn(before, id) ? before[id] : undefined;
    const own = { account: mine.get(id), marks, tombstone: purged.get(id) };
    return { id, ...meet(id, own, theirs.get(id) ?? [], at) };
  });
  const accounts = met.flatMap(({ account }) => (account ? [account] : []));
  const [kept, left] = [accounts.slice(0, LIMITS.accounts), new Set(accounts.slice(LIMITS.accounts))];
  const isLeft = ({ account }: Met) => account !== undefined && left.has(account);
  const isTold = (one: Met & { readonly id: string }): one is Told =>
    one.record !== undefined && !one.isUnread && !isLeft(one);
  const all = latestGone(
    met.filter(isTold).map(({ record }) => record),
    LIMITS.accounts,
  );
  const marks = all.map((record) => [record.id, marksOf(record)] as const);
  const unread = met.filter((one) => one.record && (one.isUnread || isLeft(one)));
  const isUnread = (id: string) => unread.some((one) => one.id === id && one.isUnread);
  const asBefore = Object.entries(before).filter(([id]) => isUnread(id));
  const gone = met.filter((one): one is Told => one.record !== undefined && one.account === undefined);
  return {
    content: { ...content, accounts: kept, tombstones: tombstonesAfter(content, kept, gone, now) },
    state: { clock: Math.max(clock, latestOf(all)), marks: Object.fromEntries([...asBefore, ...marks]) },
    records: all,
    conflicts: met.flatMap(({ conflicts }) => conflicts),
    unread: unread.map(({ record }) => record as SyncRecord),
  };
}
