import { readSettings } from '../core/settings';
import type { Host } from '../platform/host';
import { noteUse } from './vault/uses';
import { readVault } from './vault/vault';

/** A code stays in the clipboard for half a minute where the person wants it so; alarms cannot be sooner. */
export const CLIPBOARD_ALARM = 'clear-clipboard';
const CLEAR_AFTER_MILLISECONDS = 30_000;

/** @param id whose code it was, if it was one, for the list that is sorted by use @throws UserError locked */
export async function codeCopied(host: Host, id: string | undefined): Promise<void> {
  const { clearClipboard } = readSettings(await readVault(host));
  if (clearClipboard) await host.setAlarm(CLIPBOARD_ALARM, host.now() + CLEAR_AFTER_MILLISECONDS);
  if (id !== undefined) await noteUse(host, id);
}
