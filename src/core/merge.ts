import { type Account, LIMITS, type Site } from './account';
import { pictureSize, withinLimit } from './account-icon';
import { highestCounters, withCounter } from './counters';
import { UserError } from './errors';
import { hostForPeople } from './match';
import { type Difference, differencesOf, type FieldChoices, mergeAccount } from './merge-account';
import { laterThan } from './patch-account';
import { isSameJson } from './same-json';
import { makeRoom } from './trash';
import { living } from './vault-accounts';
import { MAX_TOMBSTONES, type Tombstone, type VaultContent } from './vault-content';

export type { Difference, FieldChoices, Side } from './merge-account';

/** By account id. */
export type Choices = Readonly<Record<string, FieldChoices>>;

export interface NamedAccount {
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
}

/** `hosts`: where its code may be filled, as people should read them: a file must not bring one in unseen. */
export interface AddedByMerge extends NamedAccount {
  readonly hosts: readonly string[];
}

/** `fields`: what the person may choose; none where only sites or a counter come along. */
export interface ChangedByMerge extends NamedAccount {
  readonly fields: readonly Difference[];
  /** Of the sites that come from theirs and are not here, as people should read them. */
  readonly newHosts: readonly string[];
}

/** What a merge would do, for a preview: no secret is in it. */
export interface Comparison {
  /** Only theirs: they come. */
  readonly added: readonly AddedByMerge[];
  readonly changed: readonly ChangedByMerge[];
  /** Theirs that were deleted here for good, and not changed there since: they stay gone. */
  readonly deleted: readonly NamedAccount[];
  /** They go to the trash here, or come and lie there. */
  readonly trashed: readonly NamedAccount[];
  /** Theirs whose secret lives here under another id: they stay away. */
  readonly sameSecret: number;
  /** Mine that stay as they are, without the trash. */
  readonly unchanged: number;
}

/** The vault of the person and the one that comes in. */
interface Vaults {
  readonly mine: VaultContent;
  readonly theirs: VaultContent;
}

const isLiving = ({ trashedAt }: Account): boolean => trashedAt === undefined;
const byId = (accounts: readonly Account[]) => new Map(accounts.map((account) => [account.id, account]));

function tombstonesById(tombstones: readonly Tombstone[]): Map<string, number> {
  const ats = new Map<string, number>();
  for (const { id, at } of tombstones) ats.set(id, Math.max(at, ats.get(id) ?? 0));
  return ats;
}

function withHighestCounters(accounts: readonly Account[], { mine, theirs }: Vaults): Account[] {
  const highest = highestCounters([...mine.accounts, ...theirs.accounts]);
  return accounts.map((account) => withCounter(account, highest));
}

/** What becomes of the accounts that are here, before any comes. */
function keepMine({ mine, theirs }: Vaults, choices: Choices, now: number): Account[] {
  const theirAccounts = byId(theirs.accounts);
  const theirTombstones = tombstonesById(theirs.tombstones);
  return mine.accounts.map((account) => {
    const other = theirAccounts.get(account.id);
    if (other) return mergeAccount({ mine: account, theirs: other }, choices[account.id] ?? {}, now);
    const deletedAt = theirTombstones.get(account.id);
    const isDeleted = deletedAt !== undefined && account.updatedAt <= deletedAt;
    if (!isDeleted || !isLiving(account)) return account;
    return { ...account, trashedAt: now, updatedAt: laterThan(account, now) };
  });
}

interface Comers {
  readonly added: readonly Account[];
  readonly deleted: readonly Account[];
  readonly sameSecret: readonly Account[];
}

/** Sorts what is only theirs. `kept`: mine after the merge, so that no secret is skipped for one that goes. */
function sortComers({ mine, theirs }: Vaults, kept: readonly Account[]): Comers {
  const here = byId(kept);
  const gone = tombstonesById(mine.tombstones);
  const secrets = new Set(kept.filter(isLiving).map(({ secret }) => secret));
  const only = [...byId(theirs.accounts).values()].filter(({ id }) => !here.has(id));
  const isGone = ({ id, updatedAt }: Account): boolean => updatedAt <= (gone.get(id) ?? -1);
  const comers = only.filter((one) => !isGone(one));
  return {
    added: comers.filter(({ secret }) => !secrets.has(secret)).sort((a, b) => a.order - b.order),
    deleted: only.filter(isGone),
    sameSecret: comers.filter(({ secret }) => secrets.has(secret)),
  };
}

interface Merged extends Comers {
  /** In the order of mine. */
  readonly kept: readonly Account[];
}

function mergeAll(vaults: Vaults, choices: Choices, now: number): Merged {
  const kept = keepMine(vaults, choices, now);
  const comers = sortComers(vaults, kept);
  const first = kept.reduce((highest, { order }) => Math.max(highest, order), -1) + 1;
  const used = kept.reduce((sum, account) => sum + pictureSize(account), 0);
  const added = withinLimit(comers.added, used).map((account, index) => ({
    ...account,
    order: first + index,
    ...(isLiving(account) ? {} : { trashedAt: now }),
  }));
  const raised = (accounts: readonly Account[]) => withHighestCounters(accounts, vaults);
  return { ...comers, kept: raised(kept), added: raised(added) };
}

/** A tombstone whose account is there (it was changed after the deletion, or lies in the trash) has no say. */
function unitedTombstones({ mine, theirs }: Vaults, accounts: readonly Account[]): Tombstone[] {
  const here = byId(accounts);
  return [...tombstonesById([...mine.tombstones, ...theirs.tombstones])]
    .filter(([id]) => !here.has(id))
    .map(([id, at]) => ({ id, at }))
    .sort((a, b) => a.at - b.at)
    .slice(-MAX_TOMBSTONES);
}

/**
 * Only living accounts count: the trash gives way where there would be more than a vault holds, and what comes into it
 * before what lies in it here.
 * @param added what comes
 * @throws UserError too-many-accounts
 */
function withinRoom(content: VaultContent, added: readonly Account[], now: number): VaultContent {
  const room = LIMITS.accounts - living(content).length;
  if (room < 0) throw new UserError('too-many-accounts', { max: LIMITS.accounts });
  return makeRoom(content, room, new Set(added.map(({ secret }) => secret)), now);
}

/** Whichever order they lie in. */
function isSameTombstones(one: readonly Tombstone[], other: readonly Tombstone[]): boolean {
  const there = tombstonesById(other);
  return one.length === other.length && one.every(({ id, at }) => there.get(id) === at);
}

/**
 * The accounts of two vaults in one. The order, the settings and all else stay mine.
 * @param now Unix milliseconds
 * @returns the very same `mine` where there is nothing to take over, as after a merge with the same vault before
 * @throws UserError too-many-accounts, name-missing
 */
export function merge(mine: VaultContent, theirs: VaultContent, choices: Choices, now: number): VaultContent {
  const vaults = { mine, theirs };
  const { kept, added } = mergeAll(vaults, choices, now);
  const all = [...kept, ...added];
  const united = { ...mine, accounts: all, tombstones: unitedTombstones(vaults, all) };
  const { accounts, tombstones } = withinRoom(united, added, now);
  const isSame = isSameJson(accounts, mine.accounts) && isSameTombstones(tombstones, mine.tombstones);
  return isSame ? mine : { ...mine, accounts, tombstones };
}

/** How many accounts came with a merge, and how many of those that were here are not what they were. */
export interface TakenOver {
  readonly added: number;
  readonly changed: number;
}

export function takenOver(before: VaultContent, after: VaultContent): TakenOver {
  const here = byId(before.accounts);
  const stayed = after.accounts.filter(({ id }) => here.has(id));
  const changed = stayed.filter((one) => !isSameJson(one, here.get(one.id))).length;
  return { added: after.accounts.length - stayed.length, changed };
}

function losesOf(mine: Account, theirs: Account): boolean {
  const { sites, recoveryCodes = [] } = theirs;
  return (
    differencesOf({ mine, theirs }).length > 0 ||
    mine.sites.some(({ origin }) => sites.every((site) => site.origin !== origin)) ||
    (mine.recoveryCodes ?? []).some(({ code }) => recoveryCodes.every((one) => one.code !== code))
  );
}

/** Whether something that an account had before a merge is not in it any more: a value, a site, a recovery code. */
export function losesValue(before: VaultContent, after: VaultContent): boolean {
  const there = byId(after.accounts);
  return before.accounts.some((mine) => {
    const merged = there.get(mine.id);
    return merged !== undefined && losesOf(mine, merged);
  });
}

const named = ({ id, issuer, name }: Account): NamedAccount => ({ id, issuer, name });

/** Two origins of one host (`http:` and `https:` at home) read the same. */
const hostsOf = (sites: readonly Site[]): string[] => [
  ...new Set(sites.map(({ origin }) => hostForPeople(origin))),
];

function newHosts(before: Account, after: Account): string[] {
  const here = new Set(before.sites.map(({ origin }) => origin));
  return hostsOf(after.sites.filter(({ origin }) => !here.has(origin)));
}

/** What `merge` without choices would do. */
export function compare(mine: VaultContent, theirs: VaultContent): Comparison {
  const { kept, added, deleted, sameSecret } = mergeAll({ mine, theirs }, {}, 0);
  const theirAccounts = byId(theirs.accounts);
  const fates = mine.accounts.map((before, index) => {
    const after = kept[index] ?? before;
    const other = theirAccounts.get(before.id);
    const fields = other ? differencesOf({ mine: before, theirs: other }) : [];
    const isTrashed = !other && isLiving(before) && !isLiving(after);
    const gains = !isTrashed && !isSameJson(before, { ...after, updatedAt: before.updatedAt });
    return { before, after, fields, isTrashed, isChanged: fields.length > 0 || gains };
  });
  const trashed = fates.filter(({ isTrashed }) => isTrashed).map(({ before }) => before);
  return {
    added: added.filter(isLiving).map((account) => ({ ...named(account), hosts: hostsOf(account.sites) })),
    changed: fates
      .filter(({ isChanged }) => isChanged)
      .map(({ before, after, fields }) => ({ ...named(before), fields, newHosts: newHosts(before, after) })),
    deleted: deleted.map(named),
    trashed: [...trashed, ...added.filter((account) => !isLiving(account))].map(named),
    sameSecret: sameSecret.length,
    unchanged: fates.filter(
      ({ before, isTrashed, isChanged }) => !isTrashed && !isChanged && isLiving(before),
    ).length,
  };
}

/**
 * The accounts of the backup in place of mine; the settings, the ways in and all else stay mine. Counters of secrets
 * that were here as well never go back, and what lies in the trash there lies here from now on.
 * @param now Unix milliseconds
 * @throws UserError too-many-accounts
 */
export function replaceAccounts(mine: VaultContent, theirs: VaultContent, now: number): VaultContent {
  const counted = withHighestCounters([...byId(theirs.accounts).values()], { mine, theirs });
  const taken = { ...mine, accounts: counted, tombstones: theirs.tombstones };
  const roomy = withinRoom(taken, counted, now);
  const accounts = roomy.accounts.map((one) => (isLiving(one) ? one : { ...one, trashedAt: now }));
  return { ...roomy, accounts };
}
