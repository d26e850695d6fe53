import type { Account } from '../account';
import { kindOf } from '../account';
import { UserError } from '../errors';
import { readOutsideContent } from '../vault-content';
import { openVault } from '../vault-file';
import type { Import, ImportedAccount } from './index';

/** Whether a text is a sealed vault of ours, damaged ones included: what is wrong with it is said on opening. */
export function isSealedVault(text: string): boolean {
  return text.startsWith('{') && /"format"\s*:\s*"counterfoil-vault"/u.test(text.slice(0, 200));
}

/** The parts that travel: what the codes come from, where they are filled, and whether the account is pinned. */
function portable(account: Account): ImportedAccount {
  const { issuer, name, secret, algorithm, digits, sites, pinned } = account;
  return { ...kindOf(account), issuer, name, secret, algorithm, digits, sites, pinned };
}

async function open(text: string, passphrase: string): Promise<unknown> {
  try {
    return (await openVault(text, { type: 'passphrase', passphrase })).content;
  } catch (error) {
    if (error instanceof UserError && error.code === 'E_UNLOCK') throw new UserError('wrong-password');
    throw error;
  }
}

/** A backup of ours (VAULT format v1). Accounts in the trash stay behind. */
export async function readSealedVault(text: string, passphrase?: string): Promise<Import> {
  if (!passphrase) throw new UserError('password-required');
  const content = readOutsideContent(await open(text, passphrase));
  const accounts = content.accounts.filter((account) => account.trashedAt === undefined).map(portable);
  if (accounts.length === 0) throw new UserError('no-entries');
  return { format: 'counterfoil', accounts, skipped: [] };
}
