import { type Account, LIMITS } from './account';
import { PICTURE_LIMITS } from './account-icon';
import { rememberSite, setAutomatic } from './account-sites';
import { add } from './add-accounts';
import { backedUp, countChange } from './backup-health';
import { reorder, separate, tag, uniteGroups } from './change-many';
import { integer } from './check';
import type { Command, Outcome } from './command-types';
import { UserError } from './errors';
import { repin } from './manage';
import { merge, replaceAccounts, takenOver } from './merge';
import { laterThan, patchAccount } from './patch-account';
import { editRecoveryCodes, type RecoveryEdit } from './recovery-codes';
import { noteRemovals } from './removals';
import { isSameJson } from './same-json';
import { changedSettings } from './settings';
import { syncOf } from './sync/sync-settings';
import { emptyOldTrash, purge, restore, trash, withoutGone } from './trash';
import { changeAccount, changeAccounts, findAccount, picturesIn } from './vault-accounts';
import { MAX_TOMBSTONES, type VaultContent } from './vault-content';

/** How each command changes a vault. The functions are pure: content in, content and result out. */

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
  command: Exclude<Command, { type: 'add' | 'count-up' | 'merge' | 'unite' | 'replace' }>,
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
  }
}

function takeOver(
  content: VaultContent,
  { theirs, choices }: Extract<Command, { type: 'merge' }>,
  now: number,
): Outcome {
  const merged = merge(content, theirs, choices, now);
  return { content: merged, result: takenOver(content, merged) };
}

/** The person's other browsers hear of what gave way: they would bring it back. */
function replaceBy(
  content: VaultContent,
  { theirs }: Extract<Command, { type: 'replace' }>,
  now: number,
): VaultContent {
  const replaced = replaceAccounts(content, theirs, now);
  if (!syncOf(content)) return replaced;
  const told = new Set([...replaced.accounts, ...replaced.tombstones].map(({ id }) => id));
  const isUntold = ({ id }: { readonly id: string }): boolean => !told.has(id);
  const going = content.accounts.filter(isUntold);
  const both = {
    ...replaced,
    accounts: [...replaced.accounts, ...going],
    tombstones: [...replaced.tombstones, ...content.tombstones.filter(isUntold)].slice(-MAX_TOMBSTONES),
  };
  return withoutGone(both, new Set(going.map(({ id }) => id)), now);
}

function withRemovals(before: VaultContent, after: VaultContent): VaultContent {
  const was = new Map(before.accounts.map((one) => [one.id, one]));
  const noted = after.accounts.map((one) => noteRemovals(was.get(one.id) ?? one, one));
  return noted.every((one, index) => one === after.accounts[index]) ? after : { ...after, accounts: noted };
}

function executeOwn(
  content: VaultContent,
  command: Exclude<Command, { type: 'merge' | 'replace' }>,
  now: number,
): Outcome {
  if (command.type === 'add') return add(content, command, now);
  if (command.type === 'count-up') return countUp(content, command.id);
  if (command.type === 'unite') return uniteGroups(content, command.groups, now);
  return { content: change(content, command, now), result: null };
}

/** What another vault brings leaves no trace of its own: it has those that a person has left. */
function execute(content: VaultContent, command: Command, now: number): Outcome {
  if (command.type === 'merge') return takeOver(content, command, now);
  if (command.type === 'replace') return { content: replaceBy(content, command, now), result: null };
  const { content: changed, result } = executeOwn(content, command, now);
  return { content: withRemovals(content, changed), result };
}

/**
 * Carries out a command once. The same `opId` again changes nothing and gives the first result (the worker may die
 * after the write and before the answer, and the page asks again).
 * @param now Unix milliseconds
 * @throws UserError account-gone, account-deleted, conflict, name-missing, too-many-accounts, too-many-sites,
 *   too-many-tags, tags-over-limit, tag-too-long, text-too-long, not-in-trash, undo-gone, too-much-to-merge, too-many-pictures,
 *   too-many-recovery-codes, counter-exhausted
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
