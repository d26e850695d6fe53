import { laterThan } from '../patch-account';
import { type VaultContent, withCleanTexts } from '../vault-content';
import type { SyncConflict } from './conflicts';
import { assemble, fieldsOf } from './fields';
import { isSameConflict, type KeptConflict, syncOf, withSync } from './sync-settings';
import { wholeAccount } from './sync-vault';

type Of = Pick<KeptConflict, 'id' | 'field' | 'at'>;

/** @returns the very same content where the account is gone, or the value makes no account with the others any more */
function takeLost(content: VaultContent, { id, field, lost }: SyncConflict, now: number): VaultContent {
  const account = content.accounts.find((one) => one.id === id);
  if (!account) return content;
  const counter = account.type === 'hotp' ? account.counter : 0;
  const updatedAt = laterThan(account, now);
  const taken = assemble(id, { ...fieldsOf(account), [field]: lost }, counter, {
    ...account,
    updatedAt,
    trashedAt: account.trashedAt ?? now,
  });
  const whole = wholeAccount(taken);
  if (!whole) return content;
  return {
    ...content,
    accounts: content.accounts.map((one) => (one === account ? withCleanTexts(whole) : one)),
  };
}

/**
 * A conflict that a person has seen is forgotten; with `take` the value that gave way comes back, as a change of today.
 * @param now Unix milliseconds
 */
export function settleConflict(content: VaultContent, of: Of, take: boolean, now: number): VaultContent {
  const sync = syncOf(content);
  const conflict = sync?.conflicts.find(isSameConflict(of));
  if (!sync || !conflict) return content;
  const settled = take ? takeLost(content, conflict, now) : content;
  return withSync(settled, { ...sync, conflicts: sync.conflicts.filter((one) => one !== conflict) });
}
