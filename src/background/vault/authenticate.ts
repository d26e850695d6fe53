import * as vaultFile from '../../core/vault-file';
import type { Credential } from '../../messages';
import type { Host } from '../../platform/host';
import { tryCredential } from '../lock/wrong-tries';
import { withCredential } from './credential';
import { type OpenVault, openCurrent } from './vault';

/**
 * Asks the vault itself whether a credential is one of its own, with the whole derivation, although it is unlocked:
 * before secrets leave it, its ways in change, or it would lock less. What follows goes on under the same lock.
 * @throws UserError locked, E_UNLOCK, wait, bad-recovery-key, storage-failed
 */
export async function authenticated<T>(
  host: Host,
  credential: Credential,
  task: (open: OpenVault) => Promise<T>,
): Promise<T> {
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    await withCredential(credential, (own) =>
      tryCredential(host, () => vaultFile.openVault(open.stored.file, own)),
    );
    return task(open);
  });
}
