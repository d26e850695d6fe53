import { type Account, LIMITS, type NewAccount, type RecoveryCode, type Site } from './account';
import { PICTURE_LIMITS, pictureSize, withinLimit } from './account-icon';
import { backedUp, countChange } from './backup-health';
import { integer } from './check';
import { UserError } from './errors';
import { goBack, readWayBack, repin, retag, type TagChange, unite } from './manage';
import { type Choices, highestCounters, merge, replaceAccounts, withCounter } from './merge';
import { type Edit, laterThan, patchAccount } from './patch-account';
import { editRecoveryCodes, type RecoveryEdit, uniteRecoveryCodes } from './recovery-codes';
import { isSameJson } from './same-json';
import { changedSettings, type Settings } from './settings';
import { cleanTags } from './tags';
import { MAX_TOMBSTONES, type SlotInfo, type VaultContent } from './vault-content';

export type { AccountPatch } from './patch-account';

/** Everything that changes a vault. The functions below are pure: content in, content and result out. */
export type Command =
  | { readonly type: 'add'; readonly accounts: readonly AddedAccount[]; readonly source: string }
  | ({ readonly type: 'patch'; readonly id: string } & Edit)
  /** `restore`: what had given way to them, and comes back. */
  | {
      readonly type: 'trash';
      readonly ids: readonly string[];
      readonly restore?: readonly string[] | undefined;
    }
  | { readonly type: 'restore'; readonly ids: readonly string[] }
  | { readonly type: 'reorder'; readonly ids: readonly string[] }
  | { readonly type: 'tag'; readonly changes: readonly TagChange[] }
  | { readonly type: 'pin'; readonly ids: readonly string[]; readonly pinned: boolean }
  /** Out of the trash, for good. */
  | { readonly type: 'purge'; readonly ids: readonly string[] }
  /** Duplicates become one each: the others give it what they have, and go to the trash. */
  | { readonly type: 'unite'; readonly groups: readonly UnitedGroup[] }
  /** Undoes what was united by the command with this `opId`. */
  | { readonly type: 'separate'; readonly of: string }
  | { readonly type: 'remember-site'; readonly id: string; readonly origin: string }
  /** Whether the account is filled by itself on this origin, which becomes one of its sites. */
  | { readonly type: 'automatic'; readonly id: string; readonly origin: string; readonly on: boolean }
  /** A site took the account's first code. */
  | { readonly type: 'verified'; readonly id: string }
  | { readonly type: 'count-up'; readonly id: string }
  | ({ readonly type: 'recovery-codes'; readonly id: string } & RecoveryEdit)
  /** After saves were lost: each of them may have counted one up. 1 to 10. */
  | { readonly type: 'skip-counters'; readonly by: number }
  | { readonly type: 'settings'; readonly change: Partial<Settings> }
  | { readonly type: 'slots-info'; readonly remove: readonly string[]; readonly add: readonly SlotInfo[] }
  /** `changes`: how many of the counted ones the backup holds. */
  | { readonly type: 'backed-up'; readonly changes: number }
  /** Unix milliseconds. */
  | { readonly type: 'remind-later'; readonly until: number }
  | { readonly type: 'merge'; readonly theirs: VaultContent; readonly choices: Choices }
  | { readonly type: 'replace'; readonly theirs: VaultContent };

/** `id` is chosen by the caller, so that the command itself stays pure. */
export type AddedAccount = NewAccount & {
  readonly id: string;
  readonly sites: readonly Site[];
  readonly pinned: boolean;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly icon?: string;
  readonly recoveryCodes?: readonly RecoveryCode[];
  /** The person chose that it takes the place of the account with its secret, instead of being left out. */
  readonly replaces?: boolean;
};

/** Ids of living accounts with one secret. */
export interface UnitedGroup {
  readonly keep: string;
  readonly others: readonly string[];
}

export interface Outcome {
  readonly content: VaultContent;
  /** JSON: it is kept with the `opId` and is the answer to a repeated command. Never a secret or a code. */
  readonly result: unknown;
}

/**
 * What a backup made before does not have. Counters are raised on merging, what belongs to this browser is in no backup,
 * and the rest is not about accounts.
 */
const COUNTED: ReadonlySet<Command['type']> = new Set([
  'add',
  'patch',
  'trash',
  'restore',
  'reorder',
  'tag',
  'pin',
  'purge',
  'unite',
  'separate',
  'remember-site',
  'recovery-codes',
  'merge',
  'replace',
]);

const REMEMBERED_COMMANDS = 32;
const TRASH_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/** When the trash is emptied of what came into it then; both in Unix milliseconds. */
export const goneAt = (trashedAt: number): number => trashedAt + TRASH_MILLISECONDS;

/** @throws UserError account-gone */
export function findAccount(content: VaultContent, id: string): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new UserError('account-gone');
  return found;
}

const living = (content: VaultContent) =>
  content.accounts.filter((account) => account.trashedAt === undefined);

/** The accounts in the order of the list: pinned first, then as the person arranged them. */
export function listedAccounts(content: VaultContent): Account[] {
  return living(content).sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.order - b.order);
}

/** What lies in the trash, the last that came first. */
export function trashedAccounts(content: VaultContent): (Account & { readonly trashedAt: number })[] {
  return content.accounts
    .flatMap((one) => (one.trashedAt === undefined ? [] : [{ ...one, trashedAt: one.trashedAt }]))
    .sort((a, b) => b.trashedAt - a.trashedAt || a.order - b.order);
}

function changeAccount(
  content: VaultContent,
  id: string,
  change: (account: Account) => Account,
): VaultContent {
  const before = findAccount(content, id);
  const after = change(before);
  if (after === before) return content;
  return { ...content, accounts: content.accounts.map((one) => (one.id === id ? after : one)) };
}

const picturesIn = ({ accounts }: VaultContent): number =>
  accounts.reduce((sum, account) => sum + pictureSize(account), 0);

/** @throws UserError too-many-pictures, conflict and others of `patchAccount` */
function patch(
  content: VaultContent,
  command: Extract<Command, { type: 'patch' }>,
  now: number,
): VaultContent {
  const patched = changeAccount(content, command.id, (one) => patchAccount(one, command, now));
  const [before, after] = [content, patched].map(picturesIn);
  const isMore = after !== undefined && before !== undefined && after > before;
  if (isMore && after > PICTURE_LIMITS.together) throw new UserError('too-many-pictures');
  return patched;
}

/** The counter of what takes its place never goes back. */
function countOn(account: AddedAccount, holder: Account): AddedAccount {
  if (holder.type !== 'hotp' || account.type !== 'hotp') return account;
  return { ...account, counter: Math.max(holder.counter, account.counter) };
}

/** The chosen details over all that the person made of the account before. */
function inPlaceOf(holder: Account, account: AddedAccount): AddedAccount {
  const { period: _period, counter: _counter, pin: _pin, ...kept } = { period: 0, counter: 0, ...holder };
  const recoveryCodes = uniteRecoveryCodes(holder.recoveryCodes ?? [], account.recoveryCodes ?? []);
  const tags = cleanTags([...(holder.tags ?? []), ...(account.tags ?? [])]);
  const note = holder.note || account.note;
  const icon = holder.icon || account.icon;
  return {
    ...kept,
    ...countOn(account, holder),
    sites: holder.sites.length > 0 ? holder.sites : account.sites,
    pinned: holder.pinned || account.pinned,
    ...(tags.length > 0 ? { tags } : {}),
    ...(note ? { note } : {}),
    ...(icon ? { icon } : {}),
    ...(recoveryCodes.length > 0 ? { recoveryCodes } : {}),
  };
}

interface Sorted {
  readonly added: readonly AddedAccount[];
  /** Those that give way, by the id of what takes their place. */
  readonly replaced: ReadonlyMap<string, Account>;
}

/** What of the given accounts is new here, or takes another's place. */
function sorted(content: VaultContent, given: readonly AddedAccount[]): Sorted {
  const holders = new Map(living(content).map((account) => [account.secret, account]));
  const replaced = new Map<string, Account>();
  const seen = new Set<string>();
  const added = given.flatMap(({ replaces = false, ...account }): AddedAccount[] => {
    const holder = holders.get(account.secret);
    if (seen.has(account.secret) || (holder && !replaces)) return [];
    seen.add(account.secret);
    if (!holder) return [account];
    replaced.set(account.id, holder);
    return [inPlaceOf(holder, account)];
  });
  return { added, replaced };
}

function add(content: VaultContent, command: Extract<Command, { type: 'add' }>, now: number): Outcome {
  const { added, replaced } = sorted(content, command.accounts);
  if (content.accounts.length + added.length > LIMITS.accounts) {
    throw new UserError('too-many-accounts', { max: LIMITS.accounts });
  }
  const gone = [...replaced.values()].map(({ id }) => id);
  const ids = added.map(({ id }) => id);
  const result = { ids, alreadySaved: command.accounts.length - added.length, replaced: gone };
  if (added.length === 0) return { content, result };
  const first = content.accounts.reduce((highest, account) => Math.max(highest, account.order), -1) + 1;
  const accounts = withinLimit(added, picturesIn(content)).map((account, index) => ({
    ...account,
    order: replaced.get(account.id)?.order ?? first + index,
    createdAt: now,
    updatedAt: now,
    source: command.source,
  }));
  const { accounts: kept } = trash(content, gone, now);
  return { content: { ...content, accounts: [...kept, ...accounts] }, result };
}

/** All of them or none: what was added at once is undone at once. */
function changeAccounts(
  content: VaultContent,
  ids: readonly string[],
  change: (account: Account) => Account,
): VaultContent {
  for (const id of ids) findAccount(content, id);
  const changed = new Set(ids);
  const accounts = content.accounts.map((one) => (changed.has(one.id) ? change(one) : one));
  const isSame = accounts.every((one, index) => one === content.accounts[index]);
  return isSame ? content : { ...content, accounts };
}

function trash(content: VaultContent, ids: readonly string[], now: number): VaultContent {
  return changeAccounts(content, ids, (one) => ({ ...one, trashedAt: now, updatedAt: laterThan(one, now) }));
}

function restore(content: VaultContent, ids: readonly string[], now: number): VaultContent {
  const counters = highestCounters(content.accounts);
  return changeAccounts(content, ids, ({ trashedAt: _trashedAt, ...kept }) => ({
    ...withCounter(kept, counters),
    updatedAt: laterThan(kept, now),
  }));
}

/** Each account as it would be with the changes; the others are as they are. */
function tag(content: VaultContent, changes: readonly TagChange[], now: number): VaultContent {
  return changes.reduce(
    (before, change) => changeAccounts(before, change.ids, (one) => retag(one, change, now)),
    content,
  );
}

/** @throws UserError account-gone, account-deleted */
function findLiving(content: VaultContent, id: string): Account {
  const account = findAccount(content, id);
  if (account.trashedAt !== undefined) throw new UserError('account-deleted');
  return account;
}

function uniteGroups(content: VaultContent, groups: readonly UnitedGroup[], now: number): Outcome {
  const ids = groups.flatMap(({ keep, others }) => [keep, ...others]);
  if (new Set(ids).size < ids.length) throw new UserError('account-gone');
  const living = new Map(ids.map((id) => [id, findLiving(content, id)]));
  const find = (id: string): Account => living.get(id) ?? findLiving(content, id);
  const united = groups.map(({ keep, others }) => unite(find(keep), others.map(find), now));
  const accounts = new Map(united.map(({ account }) => [account.id, account]));
  const kept = changeAccounts(content, [...accounts.keys()], (one) => accounts.get(one.id) ?? one);
  const gone = groups.flatMap(({ others }) => others);
  const edits = united.flatMap(({ back }) => (back ? [back] : []));
  return { content: trash(kept, gone, now), result: { edits, restore: gone } };
}

/** @throws UserError undo-gone, account-gone */
function separate(content: VaultContent, of: string, now: number): VaultContent {
  const united = content.ops.find(({ opId }) => opId === of);
  if (!united) throw new UserError('undo-gone');
  const { edits, restore: gone } = readWayBack(united.result);
  const back = new Map(edits.map((edit) => [edit.id, edit]));
  const kept = changeAccounts(content, [...back.keys()], (one) => {
    const edit = back.get(one.id);
    return edit ? goBack(one, edit, now) : one;
  });
  return restore(kept, gone, now);
}

/** They leave a tombstone, so that no merge brings them back. */
function withoutGone(content: VaultContent, gone: ReadonlySet<string>, now: number): VaultContent {
  if (gone.size === 0) return content;
  const tombstones = [...content.tombstones, ...[...gone].map((id) => ({ id, at: now }))];
  return {
    ...content,
    tombstones: tombstones.slice(-MAX_TOMBSTONES),
    accounts: content.accounts.filter(({ id }) => !gone.has(id)),
  };
}

/** @throws UserError account-gone, not-in-trash where one of them was restored meanwhile */
function purge(content: VaultContent, ids: readonly string[], now: number): VaultContent {
  const isLiving = (id: string) => findAccount(content, id).trashedAt === undefined;
  if (ids.some(isLiving)) throw new UserError('not-in-trash');
  return withoutGone(content, new Set(ids), now);
}

function reorder(content: VaultContent, ids: readonly string[]): VaultContent {
  const place = new Map(ids.map((id, index) => [id, index]));
  const last = ids.length;
  const accounts = content.accounts.map((one) => ({ ...one, order: place.get(one.id) ?? last + one.order }));
  return { ...content, accounts };
}

function rememberSite(content: VaultContent, id: string, origin: string, now: number): VaultContent {
  const { sites } = findAccount(content, id);
  if (sites.some((site) => site.origin === origin)) return content;
  if (sites.length >= LIMITS.sites) throw new UserError('too-many-sites', { max: LIMITS.sites });
  const widened = [...sites, { origin, subdomains: false }];
  return changeAccount(content, id, (one) => ({
    ...one,
    sites: widened,
    updatedAt: laterThan(one, now),
  }));
}

/** One account for one origin: turning it on for the second turns it off for the first. */
function setAutomatic(
  content: VaultContent,
  { id, origin, on }: Extract<Command, { type: 'automatic' }>,
  now: number,
): VaultContent {
  const saved = on ? rememberSite(content, id, origin, now) : content;
  const changed = (one: Account, site: Site): Site => {
    if (site.origin !== origin) return site;
    if (one.id === id) return site.automatic === on ? site : { ...site, automatic: on };
    return on && site.automatic ? { ...site, automatic: false } : site;
  };
  const accounts = saved.accounts.map((one) => {
    const sites = one.sites.map((site) => changed(one, site));
    if (sites.every((site, index) => site === one.sites[index])) return one;
    return { ...one, sites, updatedAt: laterThan(one, now) };
  });
  const isSame = accounts.every((one, index) => one === content.accounts[index]);
  return isSame ? content : { ...saved, accounts };
}

/** RFC 4226 §7.2: the counter goes up before the code is shown, so a crash skips a code and never repeats one. */
function countUp(content: VaultContent, id: string): Outcome {
  const account = findAccount(content, id);
  if (account.type !== 'hotp') throw new UserError('account-gone');
  if (account.counter >= LIMITS.counter.max) throw new UserError('counter-exhausted');
  const { counter } = account;
  return {
    content: changeAccount(content, id, (one) => ({ ...one, ...account, counter: counter + 1 })),
    result: { counter },
  };
}

/** No list is left behind where it is empty. */
function editCodes(account: Account, edit: RecoveryEdit, now: number): Account {
  if (account.trashedAt !== undefined) throw new UserError('account-deleted');
  const { recoveryCodes: before = [], ...rest } = account;
  const recoveryCodes = editRecoveryCodes(before, edit);
  if (isSameJson(before, recoveryCodes)) return account;
  const updatedAt = laterThan(account, now);
  return recoveryCodes.length > 0 ? { ...rest, recoveryCodes, updatedAt } : { ...rest, updatedAt };
}

const checkSkip = integer(1, 10);

function skipCounters(content: VaultContent, by: number): VaultContent {
  const skip = checkSkip(by);
  const raise = (one: Account): Account =>
    one.type === 'hotp' ? { ...one, counter: Math.min(one.counter + skip, LIMITS.counter.max) } : one;
  if (content.accounts.every(({ type }) => type !== 'hotp')) return content;
  return { ...content, accounts: content.accounts.map(raise) };
}

function nameSlots(
  content: VaultContent,
  { remove, add }: Extract<Command, { type: 'slots-info' }>,
): VaultContent {
  const gone = new Set([...remove, ...add.map(({ slotId }) => slotId)]);
  const kept = content.slotsInfo.filter(({ slotId }) => !gone.has(slotId));
  return { ...content, slotsInfo: [...kept, ...add] };
}

/** The commands that answer nothing. */
function change(
  content: VaultContent,
  command: Exclude<Command, { type: 'add' | 'count-up' | 'merge' | 'unite' }>,
  now: number,
): VaultContent {
  switch (command.type) {
    case 'patch':
      return patch(content, command, now);
    case 'trash':
      return restore(trash(content, command.ids, now), command.restore ?? [], now);
    case 'restore':
      return restore(content, command.ids, now);
    case 'reorder':
      return reorder(content, command.ids);
    case 'tag':
      return tag(content, command.changes, now);
    case 'pin':
      return changeAccounts(content, command.ids, (one) => repin(one, command.pinned, now));
    case 'purge':
      return purge(content, command.ids, now);
    case 'separate':
      return separate(content, command.of, now);
    case 'remember-site':
      return rememberSite(content, command.id, command.origin, now);
    case 'automatic':
      return setAutomatic(content, command, now);
    case 'verified':
      return changeAccount(content, command.id, (one) =>
        one.verifiedAt === undefined ? { ...one, verifiedAt: now, updatedAt: laterThan(one, now) } : one,
      );
    case 'recovery-codes':
      return changeAccount(content, command.id, (one) => editCodes(one, command, now));
    case 'skip-counters':
      return skipCounters(content, command.by);
    case 'settings':
      return { ...content, settings: changedSettings(content.settings, command.change) };
    case 'slots-info':
      return nameSlots(content, command);
    case 'backed-up':
      return backedUp(content, command.changes, now);
    case 'remind-later':
      return { ...content, backups: { ...content.backups, remindAt: command.until } };
    case 'replace':
      return replaceAccounts(content, command.theirs, now);
  }
}

/** Answers how many accounts came, and how many of those that were here are not what they were. */
function takeOver(
  content: VaultContent,
  { theirs, choices }: Extract<Command, { type: 'merge' }>,
  now: number,
): Outcome {
  const merged = merge(content, theirs, choices, now);
  const before = new Map(content.accounts.map((one) => [one.id, one]));
  const there = merged.accounts.filter(({ id }) => before.has(id));
  const changed = there.filter((one) => !isSameJson(one, before.get(one.id))).length;
  return { content: merged, result: { added: merged.accounts.length - there.length, changed } };
}

function execute(content: VaultContent, command: Command, now: number): Outcome {
  if (command.type === 'merge') return takeOver(content, command, now);
  if (command.type === 'add') return add(content, command, now);
  if (command.type === 'count-up') return countUp(content, command.id);
  if (command.type === 'unite') return uniteGroups(content, command.groups, now);
  return { content: change(content, command, now), result: null };
}

function emptyOldTrash(content: VaultContent, now: number): VaultContent {
  const old = content.accounts.filter(({ trashedAt }) => trashedAt !== undefined && goneAt(trashedAt) < now);
  return withoutGone(content, new Set(old.map(({ id }) => id)), now);
}

/**
 * Carries out a command once. The same `opId` again changes nothing and gives the first result (the worker may die
 * after the write and before the answer, and the page asks again).
 * @param now Unix milliseconds
 * @throws UserError account-gone, account-deleted, conflict, name-missing, too-many-accounts, too-many-sites,
 *   too-many-tags, not-in-trash, undo-gone, too-many-pictures, too-many-recovery-codes, counter-exhausted
 */
export function applyCommand(content: VaultContent, opId: string, command: Command, now: number): Outcome {
  const before = content.ops.find((op) => op.opId === opId);
  if (before) return { content, result: before.result };
  const { content: changed, result } = execute(content, command, now);
  const counted = changed !== content && COUNTED.has(command.type) ? countChange(changed) : changed;
  const kept = emptyOldTrash(counted, now);
  const savedAt = kept === content ? content.savedAt : now;
  const ops = [...kept.ops, { opId, result }].slice(-REMEMBERED_COMMANDS);
  return { content: { ...kept, savedAt, ops }, result };
}
