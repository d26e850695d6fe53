import type { Account } from './account';
import { highestCounters, withCounter } from './counters';
import { UserError } from './errors';
import { laterThan } from './patch-account';
import { countersOf } from './sync/record';
import { changeAccounts, findAccount } from './vault-accounts';
import { MAX_TOMBSTONES, tombstoneOf, type VaultContent } from './vault-content';

const TRASH_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/** When the trash is emptied of what came into it then; both in Unix milliseconds. */
export const goneAt = (trashedAt: number): number => trashedAt + TRASH_MILLISECONDS;

/** What lies in the trash, the last that came first. */
export function trashedAccounts(content: VaultContent): (Account & { readonly trashedAt: number })[] {
  return content.accounts
    .flatMap((one) => (one.trashedAt === undefined ? [] : [{ ...one, trashedAt: one.trashedAt }]))
    .sort((a, b) => b.trashedAt - a.trashedAt || a.order - b.order);
}

export function trash(content: VaultContent, ids: readonly string[], now: number): VaultContent {
  return changeAccounts(content, ids, (one) => ({ ...one, trashedAt: now, updatedAt: laterThan(one, now) }));
}

export function restore(content: VaultContent, ids: readonly string[], now: number): VaultContent {
  const counters = highestCounters(content.accounts);
  return changeAccounts(content, ids, ({ trashedAt: _trashedAt, ...kept }) => ({
    ...withCounter(kept, counters),
    updatedAt: laterThan(kept, now),
  }));
}

/** They leave a tombstone, so that no merge brings them back. */
export function withoutGone(content: VaultContent, gone: ReadonlySet<string>, now: number): VaultContent {
  if (gone.size === 0) return content;
  const going = new Map(content.accounts.map((one) => [one.id, one]));
  const added = [...gone].map((id) => tombstoneOf(id, countersOf(going.get(id)), now));
  const tombstones = [...content.tombstones, ...added];
  return {
    ...content,
    tombstones: tombstones.slice(-MAX_TOMBSTONES),
    accounts: content.accounts.filter(({ id }) => !gone.has(id)),
  };
}

/** @throws UserError account-gone, not-in-trash where one of them was restored meanwhile */
export function purge(content: VaultContent, ids: readonly string[], now: number): VaultContent {
  const isLiving = (id: string) => findAccount(content, id).trashedAt === undefined;
  if (ids.some(isLiving)) throw new UserError('not-in-trash');
  return withoutGone(content, new Set(ids), now);
}

/**
 * The trash gives way where a file would hold too much: first what comes in again, as after an import that was undone,
 * then what has lain there longest.
 * @param room how many may stay in the trash
 * @param coming the secrets of what is added
 */
export function makeRoom(
  content: VaultContent,
  room: number,
  coming: ReadonlySet<string>,
  now: number,
): VaultContent {
  const trashed = trashedAccounts(content);
  const comesAgain = ({ secret }: Account): boolean => coming.has(secret);
  const inTurn = [...trashed.filter((one) => !comesAgain(one)), ...trashed.filter(comesAgain)];
  return withoutGone(content, new Set(inTurn.slice(room).map(({ id }) => id)), now);
}

/**
 * What was due when the vault was last saved too: a clock that is wrong at one save destroys nothing.
 * @param content with the `savedAt` of that save
 */
export function emptyOldTrash(content: VaultContent, now: number): VaultContent {
  const due = Math.min(now, content.savedAt);
  const old = content.accounts.filter(({ trashedAt }) => trashedAt !== undefined && goneAt(trashedAt) < due);
  return withoutGone(content, new Set(old.map(({ id }) => id)), now);
}
