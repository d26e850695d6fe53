import { UserError } from '../../core/errors';
import { epochsOf, type SyncSettings, syncOf } from '../../core/sync/sync-settings';
import type { Host } from '../../platform/host';
import { findKey } from '../lock/session-key';
import { policyOf } from '../policy';
import { type OpenVault, openCurrent } from '../vault/vault';
import { keepDoor, makeDoor } from './door';
import { meet } from './meet';
import { keepStatus, partOf, readStatus } from './status';
import { clearLeftOver, doorIn, isLeftOver, readItems } from './store';

export const SYNC_ALARM = 'sync';
/** The browser takes so many writes a minute and an hour (`MAX_WRITE_OPERATIONS_PER_MINUTE`, 120; `_PER_HOUR`, 1,800). */
const PATIENCE_MILLISECONDS = 2 * 60 * 1000;

async function attempt(host: Host, vault: OpenVault, settings: SyncSettings): Promise<void> {
  const items = await readItems(host);
  const door = doorIn(items);
  const before = await readStatus(host);
  if (!door) {
    // The first time it may be on its way.
    if (before.result === 'gone') await clearLeftOver(host, items, epochsOf(vault.content));
    return keepStatus(host, { ...before, result: 'gone' });
  }
  // Somebody put back what was there before, to have the key of then used again.
  const isPast = settings.past.includes(door.epoch);
  if (isPast) await makeDoor(host, vault, settings);
  else if (door.epoch !== settings.epoch) return keepStatus(host, { ...before, result: 'rotated' });
  else if (await keepDoor(host, vault, { items, settings, door })) return;
  await meet(host, vault, { items, settings });
}

/** In a browser that takes no part any more. */
async function clearAfter(host: Host): Promise<void> {
  const items = await readItems(host);
  if (!isLeftOver(items)) return;
  await clearLeftOver(host, items, epochsOf((await openCurrent(host)).content));
}

/** Whether the organisation has it rest; what is stored stays. */
export const isHidden = async (host: Host): Promise<boolean> =>
  (await policyOf(host)).hideFeatures.includes('sync');

async function bring(host: Host): Promise<void> {
  const vault = await openCurrent(host);
  const settings = syncOf(vault.content);
  if (settings) await attempt(host, vault, settings);
}

/**
 * After a change here or elsewhere, and after unlocking: nothing while locked, and nothing where it is off. What cannot
 * be reached now is for the next time.
 */
export async function syncNow(host: Host): Promise<void> {
  await host.exclusive(async () => {
    if ((await findKey(host)) === null || (await isHidden(host))) return;
    const part = await partOf(host);
    // Another browser may have begun, which the settings tell.
    if (part !== 'taken') host.announce({ type: 'synced' });
    if (part === 'none') return;
    try {
      await (part === 'left' ? clearAfter(host) : bring(host));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error.code !== 'sync-unavailable' || part === 'left') return;
      await keepStatus(host, { ...(await readStatus(host)), result: 'unavailable' });
      await host.setAlarm(SYNC_ALARM, host.now() + PATIENCE_MILLISECONDS);
    }
  });
}
