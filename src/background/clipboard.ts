import { readSettings } from '../core/settings';
import type { Host } from '../platform/host';
import { readVault } from './vault/vault';

/** A code stays in the clipboard for half a minute where the person wants it so; alarms cannot be sooner. */
export const CLIPBOARD_ALARM = 'clear-clipboard';
const CLEAR_AFTER_MILLISECONDS = 30_000;

/** @throws UserError locked */
export async function codeCopied(host: Host): Promise<void> {
  const { clearClipboard } = readSettings(await readVault(host));
  if (clearClipboard) await host.setAlarm(CLIPBOARD_ALARM, host.now() + CLEAR_AFTER_MILLISECONDS);
}
