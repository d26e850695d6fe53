import { type Account, type CodeKind, kindOf, LIMITS, type NewAccount, type Site } from './account';
import { isRecord, list, open, text } from './check';
import { UserError } from './errors';
import { fitInOne } from './fit-in-one';
import { unitedSites } from './merge-account';
import { cleanLines, UNCUT } from './outside-text';
import { laterThan } from './patch-account';
import { uniteRecoveryCodes } from './recovery-codes';
import { isSameJson } from './same-json';
import { cleanTags, readTags } from './tags';
import { readContent } from './vault-content';

/** What a person does to many accounts at once, one account at a time. */

/**
 * Tags put on, or one taken off. `tag` is typed where it is put on, and may be several between commas. `at`: its place
 * among the account's tags, from 0; absent: the last.
 */
export interface TagChange {
  readonly ids: readonly string[];
  readonly tag: string;
  readonly on: boolean;
  readonly at?: number | undefined;
}

/** @throws UserError too-many-tags */
function withTags(tags: readonly string[], { tag, at }: TagChange): readonly string[] {
  const more = cleanTags([tag]).filter((one) => !tags.includes(one));
  // What goes back to its place was there before.
  const max = at === undefined ? LIMITS.tags : LIMITS.storedTags;
  if (more.length > 0 && tags.length + more.length > max) throw new UserError('too-many-tags', { max });
  return tags.toSpliced(at ?? tags.length, 0, ...more);
}

/**
 * @param now Unix milliseconds
 * @returns the very same account where nothing changes
 * @throws UserError too-many-tags
 */
export function retag(account: Account, change: TagChange, now: number): Account {
  const { tags = [], ...rest } = account;
  const changed = change.on ? withTags(tags, change) : tags.filter((one) => one !== change.tag);
  if (changed.length === tags.length) return account;
  return {
    ...rest,
    ...(changed.length > 0 ? { tags: changed } : {}),
    updatedAt: laterThan(account, now),
  };
}

/** @returns the very same account where nothing changes */
export const repin = (account: Account, pinned: boolean, now: number): Account =>
  account.pinned === pinned ? account : { ...account, pinned, updatedAt: laterThan(account, now) };

/** Ids, each group in the order of the list. */
export interface Duplicates {
  /** Whatever they are called, they have one secret, and the same PIN or none. */
  readonly sameSecret: readonly (readonly string[])[];
  /** They too, but together they have more than one account holds. */
  readonly overfull: readonly (readonly string[])[];
  /** One issuer and name, but more than one secret. */
  readonly sameName: readonly (readonly string[])[];
}

/** Alike for accounts that people call the same, in capitals or not. */
export const nameKey = ({ issuer, name }: Pick<Account, 'issuer' | 'name'>): string =>
  JSON.stringify([issuer, name]).toLowerCase();

function grouped(accounts: readonly Account[], keyOf: (account: Account) => string): Account[][] {
  const groups = new Map<string, Account[]>();
  for (const account of accounts) {
    const group = groups.get(keyOf(account));
    if (group) group.push(account);
    else groups.set(keyOf(account), [account]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

const idsOf = (accounts: readonly Account[]): string[] => accounts.map(({ id }) => id);

/** @param accounts those of the list, in its order */
export function findDuplicates(accounts: readonly Account[]): Duplicates {
  const hasOther = ([first, ...rest]: readonly Account[]) => rest.some((one) => one.secret !== first?.secret);
  const sameSecret = grouped(accounts, ({ secret, pin = '' }) => `${secret} ${pin}`);
  return {
    sameSecret: sameSecret.filter(fitInOne).map(idsOf),
    overfull: sameSecret.filter((group) => !fitInOne(group)).map(idsOf),
    sameName: grouped(accounts, nameKey).filter(hasOther).map(idsOf),
  };
}

/** Where the first says nothing of filling by itself on a site, the second has the say. */
const withAutomatic = (first: readonly Site[], second: readonly Site[]): Site[] =>
  first.map((site) => ({ ...second.find(({ origin }) => origin === site.origin), ...site }));

/** Each line once; nothing is cut. */
function unitedNotes(first = '', second = ''): string {
  const lines = first.split('\n');
  const more = second.split('\n').filter((line) => !lines.includes(line));
  return second === '' || more.length === 0 ? first : cleanLines([first, ...more].join('\n'), UNCUT);
}

/** What an account needs to be united with another, saved or not. */
type Unitable = NewAccount &
  Pick<Account, 'sites' | 'pinned' | 'submits' | 'display' | 'tags' | 'note' | 'icon' | 'recoveryCodes'>;

/** RFC 4226 §7.2: a counter never goes back. */
export const unitedKind = (keep: CodeKind, other: CodeKind): CodeKind =>
  keep.type === 'hotp' && other.type === 'hotp'
    ? { type: keep.type, counter: Math.max(keep.counter, other.counter) }
    : kindOf(keep);

/**
 * The kept one, with what the other has and it has not; what both say stays as the kept one says it. It may have more
 * than an account is given by hand (`LIMITS`).
 */
export function united(keep: Account, other: Unitable): Account {
  // Own pictures have a limit for all accounts together; each keeps its own.
  const { period: _period, counter: _counter, icon: _icon, ...details } = { period: 0, counter: 0, ...other };
  const tags = readTags(...(keep.tags ?? []), ...(other.tags ?? []));
  const note = unitedNotes(keep.note, other.note);
  const recoveryCodes = uniteRecoveryCodes(keep.recoveryCodes ?? [], other.recoveryCodes ?? []);
  return {
    ...details,
    ...keep,
    ...unitedKind(keep, other),
    sites: unitedSites(withAutomatic(keep.sites, other.sites), other.sites),
    pinned: keep.pinned || other.pinned,
    ...(tags.length > 0 ? { tags } : {}),
    ...(note ? { note } : {}),
    ...(recoveryCodes.length > 0 ? { recoveryCodes } : {}),
  };
}

/** What a field was after a change (`base`) and is to be again (`fields`); without a value where it was absent. */
interface Way {
  readonly id: string;
  readonly base: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The secret is the same, counters never go back, and the instant of a change only goes on. Recovery codes are secrets,
 * which no way back may hold: the kept account has those of the others too then.
 */
const NEVER_BACK: ReadonlySet<string> = new Set([
  'id',
  'secret',
  'pin',
  'type',
  'counter',
  'recoveryCodes',
  'removals',
  'updatedAt',
]);

const namesOf = (...records: readonly object[]): string[] => [...new Set(records.flatMap(Object.keys))];

/** Null where nothing is to be undone. */
function wayBack(before: Account, after: Account): Way | null {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const changed = namesOf(before, after).filter(
    (name) => !NEVER_BACK.has(name) && !isSameJson(was.get(name), is.get(name)),
  );
  if (changed.length === 0) return null;
  const valuesIn = (values: Map<string, unknown>) =>
    Object.fromEntries(changed.filter((name) => values.has(name)).map((name) => [name, values.get(name)]));
  return { id: before.id, base: valuesIn(is), fields: valuesIn(was) };
}

/**
 * One account takes over what its duplicates have.
 * @param now Unix milliseconds
 * @throws UserError account-gone where one of them has another secret or PIN, too-much-to-merge where something would be
 *   lost
 */
export function unite(
  keep: Account,
  others: readonly Account[],
  now: number,
): { readonly account: Account; readonly back: Way | null } {
  const isOther = ({ id, secret, pin }: Account) =>
    secret !== keep.secret || pin !== keep.pin || id === keep.id;
  if (others.some(isOther)) throw new UserError('account-gone');
  if (!fitInOne([keep, ...others])) throw new UserError('too-much-to-merge');
  const account = { ...others.reduce(united, keep), updatedAt: laterThan(keep, now) };
  return { account, back: wayBack(keep, account) };
}

const record = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
/** Reads the result of the command `unite`: how it is undone, without a secret. @throws CheckError */
export const readWayBack = open({
  edits: list(open({ id: text(64), base: record, fields: record }), LIMITS.accounts),
  restore: list(text(64), LIMITS.accounts),
});

/** Undoes a change; a field that was changed again since stays as it is now. @param now Unix milliseconds */
export function goBack(account: Account, { base, fields }: Way, now: number): Account {
  const values = new Map<string, unknown>(Object.entries(account));
  for (const name of namesOf(base, fields)) {
    if (!isSameJson(values.get(name), base[name])) continue;
    if (Object.hasOwn(fields, name)) values.set(name, fields[name]);
    else values.delete(name);
  }
  const changed = { ...Object.fromEntries(values), updatedAt: laterThan(account, now) };
  return readContent({ schema: 1, accounts: [changed] }).accounts[0] ?? account;
}
