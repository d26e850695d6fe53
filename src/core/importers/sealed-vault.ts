import { portable } from '../account';
import { UserError } from '../errors';
import { listedAccounts } from '../vault-accounts';
import { readOutsideContent } from '../vault-content';
import { openVault } from '../vault-file';
import type { Importer } from './importer';
import { Entries } from './reading/entries';

async function open(text: string, passphrase: string): Promise<unknown> {
  try {
    return (await openVault(text, { type: 'passphrase', passphrase })).content;
  } catch (error) {
    if (error instanceof UserError && error.code === 'E_UNLOCK') throw new UserError('wrong-password');
    throw error;
  }
}

/** A backup of ours (`vault-file/FORMAT.md`), damaged ones included. Accounts in the trash stay behind. */
export const sealedVault: Importer = {
  format: 'counterfoil',
  recognise: ({ text }) => /^\s*\{[\s\S]{0,200}?"format"\s*:\s*"counterfoil-vault"/u.test(text ?? ''),
  read: async ({ text }, passphrase) => {
    if (!passphrase) throw new UserError('password-required');
    const content = readOutsideContent(await open((text ?? '').trim(), passphrase));
    const entries = new Entries();
    for (const account of listedAccounts(content)) entries.take(account.name, () => portable(account));
    return entries.finish(sealedVault.format);
  },
};
