import { type Checked, integer, oneOf, shape } from '../../core/check';
import { isSameJson } from '../../core/same-json';
import type { VaultContent } from '../../core/vault-content';
import type { RecoveryNotice } from '../../messages';
import type { Host } from '../../platform/host';
import { inMemory } from '../lock/memory';
import type { Stored, StoredVault } from '../store/vault-store';

/**
 * What to tell a person when the vault that opened is not quite the one that was saved last. Kept in memory until it
 * was read.
 */
const NOTICE = 'notice';
/** The one that was read last: until the next save the disk gives the same one to every request. */
const READ = 'noticeRead';
const checkNotice = shape({
  kind: oneOf('damaged', 'older', 'tampered'),
  lostSaves: integer(0, Number.MAX_SAFE_INTEGER),
  savedAt: integer(0, Number.MAX_SAFE_INTEGER),
});

type Present = Extract<Stored, { state: 'present' }>;

/** Null where everything is as it was saved. */
export function judge(stored: Present, used: StoredVault, content: VaultContent): RecoveryNotice | null {
  const lostSaves = Math.max(0, stored.expectedRev - used.rev);
  const isNewest = stored.candidates[0] === used;
  if (isNewest && lostSaves === 0 && stored.trouble.length === 0) return null;
  const kind = !isNewest ? 'tampered' : lostSaves > 0 ? 'older' : 'damaged';
  const notice: Checked<typeof checkNotice> = { kind, lostSaves, savedAt: content.savedAt };
  return notice;
}

export async function keepNotice(host: Host, notice: RecoveryNotice): Promise<void> {
  const items = await inMemory(host.session.get([READ]));
  if (!isSameJson(items[READ], notice)) await inMemory(host.session.set({ [NOTICE]: notice }));
}

export async function findNotice(host: Host): Promise<RecoveryNotice | null> {
  const items = await inMemory(host.session.get([NOTICE]));
  return items[NOTICE] === undefined ? null : checkNotice(items[NOTICE]);
}

export async function dropNotice(host: Host): Promise<void> {
  const notice = await findNotice(host);
  if (notice) await inMemory(host.session.set({ [READ]: notice }));
  await inMemory(host.session.remove([NOTICE]));
}
