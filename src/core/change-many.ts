import type { Account } from './account';
import type { Outcome, UnitedGroup } from './command-types';
import { UserError } from './errors';
import { goBack, readWayBack, retag, type TagChange, unite } from './manage';
import { restore, trash } from './trash';
import { changeAccounts, findLiving } from './vault-accounts';
import type { VaultContent } from './vault-content';

/** What is done to many accounts at once. */

/** Each account as it would be with the changes; the others are as they are. */
export function tag(content: VaultContent, changes: readonly TagChange[], now: number): VaultContent {
  return changes.reduce(
    (before, change) => changeAccounts(before, change.ids, (one) => retag(one, change, now)),
    content,
  );
}

export function uniteGroups(content: VaultContent, groups: readonly UnitedGroup[], now: number): Outcome {
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
export function separate(content: VaultContent, of: string, now: number): VaultContent {
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

export function reorder(content: VaultContent, ids: readonly string[]): VaultContent {
  const place = new Map(ids.map((id, index) => [id, index]));
  const last = ids.length;
  const accounts = content.accounts.map((one) => ({ ...one, order: place.get(one.id) ?? last + one.order }));
  return { ...content, accounts };
}
