import type { Account } from '../account';
import { nullable, open } from '../check';
import { UserError } from '../errors';
import { laterThan } from '../patch-account';
import { isSameJson } from '../same-json';
import { type VaultContent, withCleanTexts } from '../vault-content';
import { assemble, fieldsOf } from './fields';
import { checkConflict, isSameConflict, type KeptConflict, keptOf, withKept } from './sync-settings';
import { wholeAccount } from './sync-vault';

type Of = Pick<KeptConflict, 'id' | 'field' | 'at'>;

/** What was settled last, and all that is needed to undo it. */
export interface Settled {
  readonly conflict: KeptConflict;
  /** Where the value was taken back: its account before and after. */
  readonly taken: { readonly before: Account; readonly after: Account } | null;
}

/** Accounts are checked when they are saved. */
const account = (value: unknown): Account => value as Account;
/** Of a text that this browser wrote, sealed. */
export const checkSettled = open({
  conflict: checkConflict,
  taken: nullable(open({ before: account, after: account })),
});

/** With the value that gave way, as a change of today; null where it makes no account with the others any more. */
function withLost(account: Account, { field, lost }: KeptConflict, now: number): Account | null {
  const counter = account.type === 'hotp' ? account.counter : 0;
  const updatedAt = laterThan(account, now);
  const taken = assemble(account.id, { ...fieldsOf(account), [field]: lost }, counter, {
    ...account,
    updatedAt,
    trashedAt: account.trashedAt ?? now,
  });
  return wholeAccount(taken) && withCleanTexts(taken as unknown as Account);
}

const withAccount = (content: VaultContent, account: Account): VaultContent => ({
  ...content,
  accounts: content.accounts.map((one) => (one.id === account.id ? account : one)),
});

/**
 * A conflict that a person has seen is forgotten; with `take` the value that gave way comes back. Nothing is changed in an
 * account that is gone, or that the value does not fit any more.
 * @param now Unix milliseconds
 * @returns null where there is no such conflict
 */
export function settleConflict(
  content: VaultContent,
  of: Of,
  take: boolean,
  now: number,
): { readonly content: VaultContent; readonly settled: Settled } | null {
  const { state, conflicts: told } = keptOf(content);
  const conflict = told.find(isSameConflict(of));
  if (!conflict) return null;
  const before = content.accounts.find(({ id }) => id === of.id);
  const after = take && before ? withLost(before, conflict, now) : null;
  const conflicts = told.filter((one) => one !== conflict);
  return {
    content: withKept(after ? withAccount(content, after) : content, { state, conflicts }),
    settled: { conflict, taken: before && after ? { before, after } : null },
  };
}

/**
 * As if nobody had settled it: it is told again, and the account is as it was, as a change of today.
 * @param now Unix milliseconds
 * @throws UserError undo-late: the account is not what the settling made of it
 */
export function unsettleConflict(
  content: VaultContent,
  { conflict, taken }: Settled,
  now: number,
): VaultContent {
  const { state, conflicts: others } = keptOf(content);
  if (others.some(isSameConflict(conflict))) throw new UserError('undo-late');
  const conflicts = [...others, conflict].sort((one, other) => one.at - other.at);
  const told = withKept(content, { state, conflicts });
  if (!taken) return told;
  const account = content.accounts.find(({ id }) => id === conflict.id);
  if (!account || !isSameJson(account, taken.after)) throw new UserError('undo-late');
  return withAccount(told, { ...taken.before, updatedAt: laterThan(account, now) });
}
