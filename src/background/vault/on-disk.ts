import { UserError } from '../../core/errors';
import type { Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { findKey } from '../lock/session-key';
import { historyFile, listHistory } from '../store/vault-history';
import { rawExport, setAside } from '../store/vault-raw';
import { readStored } from '../store/vault-store';
import { isNewer } from './newer';

/** What lies on disk besides the vault itself: earlier generations, and what cannot be read any more. */

/** An earlier state is shown to whom the vault is open, and to whom it is damaged. @throws UserError locked */
async function requireOpenOrUnreadable(host: Host): Promise<void> {
  if (await findKey(host)) return;
  const { state } = await readStored(host);
  if (state === 'present') throw new UserError('locked');
}

export async function history(host: Host): Promise<Replies['history']> {
  await requireOpenOrUnreadable(host);
  const entries = await listHistory(host);
  return entries.map(({ key, rev, writtenAt, why }) => ({ key, rev, savedAt: writtenAt, why }));
}

/** @throws UserError locked, history-gone, storage-failed */
export async function readHistoryFile(host: Host, key: string): Promise<Replies['historyFile']> {
  await requireOpenOrUnreadable(host);
  return { file: await historyFile(host, key) };
}

/** @throws UserError locked */
export async function exportRaw(host: Host): Promise<Replies['exportRaw']> {
  const isUnreadable = await isNewer(host);
  if (!isUnreadable)
    await requireOpenOrUnreadable(host).catch((error: unknown) => {
      // Storage that cannot be read is what this is for.
      if (!(error instanceof UserError && error.code === 'storage-failed')) throw error;
    });
  return { file: await rawExport(host), name: 'counterfoil-raw.json' };
}

/** @throws UserError vault-exists where the vault can be opened, E_NEWER, storage-failed */
export async function startOver(host: Host): Promise<void> {
  await host.exclusive(async () => {
    const { state } = await readStored(host);
    if (state === 'newer') throw new UserError('E_NEWER');
    if (state === 'present') throw new UserError('vault-exists');
    if (state === 'damaged') await setAside(host);
  });
}
