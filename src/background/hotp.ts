import { integer, open } from '../core/check';
import { codeAt } from '../core/otp';
import { findAccount } from '../core/vault-accounts';
import type { Host } from '../platform/host';
import { changeVault, readVault } from './vault/vault';

const checkCounted = open({ counter: integer(0, Number.MAX_SAFE_INTEGER) });

/**
 * The next code of an HOTP account. The counter is counted up and verified on disk before the code leaves this
 * function (RFC 4226 §7.2), so no code is ever given twice.
 * @throws UserError locked, account-gone, counter-exhausted, not-saved
 */
export async function nextHotpCode(host: Host, opId: string, id: string): Promise<string> {
  const result = await changeVault(host, opId, { type: 'count-up', id });
  const { counter } = checkCounted(result);
  return codeAt(findAccount(await readVault(host), id), counter);
}
