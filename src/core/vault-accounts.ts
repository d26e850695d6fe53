import type { Account } from './account';
import { pictureSize } from './account-icon';
import { UserError } from './errors';
import type { VaultContent } from './vault-content';

/** The accounts of a vault, found and changed. */

/** @throws UserError account-gone */
export function findAccount(content: VaultContent, id: string): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new UserError('account-gone');
  return found;
}

export const living = (content: VaultContent) =>
  content.accounts.filter((account) => account.trashedAt === undefined);

/** The accounts in the order of the list: pinned first, then as the person arranged them. */
export function listedAccounts(content: VaultContent): Account[] {
  return living(content).sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.order - b.order);
}

/** In the order of the list; of those in the trash none. @throws UserError account-gone */
export function chosenAccounts(content: VaultContent, ids: readonly string[]): Account[] {
  for (const id of ids) findAccount(content, id);
  const chosen = new Set(ids);
  return listedAccounts(content).filter(({ id }) => chosen.has(id));
}

/** @throws UserError account-gone, account-deleted */
export function findLiving(content: VaultContent, id: string): Account {
  const account = findAccount(content, id);
  if (account.trashedAt !== undefined) throw new UserError('account-deleted');
  return account;
}

export function changeAccount(
  content: VaultContent,
  id: string,
  change: (account: Account) => Account,
): VaultContent {
  const before = findAccount(content, id);
  const after = change(before);
  if (after === before) return content;
  return { ...content, accounts: content.accounts.map((one) => (one.id === id ? after : one)) };
}

/** All of them or none: what was added at once is undone at once. */
export function changeAccounts(
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

/** Characters of all own pictures. */
export const picturesIn = ({ accounts }: VaultContent): number =>
  accounts.reduce((sum, account) => sum + pictureSize(account), 0);
