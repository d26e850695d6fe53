import { goneAt, trashedAccounts } from '../../core/trash';
import type { Arguments, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { summaryOf } from '../summary';
import { authenticated } from './authenticate';
import { changeOpen, readVault } from './vault';

/** What lies in the trash, the last that came first. */
export async function viewTrash(host: Host): Promise<Replies['trashed']> {
  return trashedAccounts(await readVault(host)).map((account) => ({
    account: summaryOf(account),
    goneAt: goneAt(account.trashedAt),
  }));
}

/**
 * Accounts out of the trash, for good: nothing brings them back, so whoever asks shows a credential.
 * @throws UserError account-gone, not-in-trash, those of `authenticated`, not-saved
 */
export async function purge(host: Host, { opId, credential, ids }: Arguments<'purge'>): Promise<void> {
  const command = { type: 'purge', ids } as const;
  await authenticated(
    host,
    credential,
    async (open) => void (await changeOpen(host, open, { opId, command })),
  );
}
