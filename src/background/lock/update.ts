import type { Host } from '../../platform/host';

/**
 * A new version of Counterfoil waits until the vault is locked: loading it ends every page of ours, and with it what
 * somebody is typing. Kept in memory, since the browser installs it by itself at its next start.
 */
const UPDATE = 'update';

export async function reloadIfUpdated(host: Host): Promise<void> {
  const items = await host.session.get([UPDATE]);
  if (items[UPDATE] !== undefined) host.reload();
}

/** @param isLocked whether nothing is open that would be lost */
export async function onUpdateAvailable(host: Host, isLocked: boolean): Promise<void> {
  await host.session.set({ [UPDATE]: true });
  if (isLocked) host.reload();
}
