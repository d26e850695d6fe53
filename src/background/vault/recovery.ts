import { type Checked, integer, oneOf, shape } from '../../core/check';
import { applyCommand } from '../../core/commands';
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
/** It outlives a lock: the next save may come after it. */
const SKIP = 'skip';
const checkNotice = shape({
  kind: oneOf('damaged', 'older', 'tampered'),
  lostSaves: integer(0, Number.MAX_SAFE_INTEGER),
  savedAt: integer(0, Number.MAX_SAFE_INTEGER),
});

type Present = Extract<Stored, { state: 'present' }>;

/** Null where everything is as it was saved. */
function judge(stored: Present, used: StoredVault, content: VaultContent): RecoveryNotice | null {
  const lostSaves = Math.max(0, stored.expectedRev - used.rev);
  const isNewest = stored.candidates[0] === used;
  if (isNewest && lostSaves === 0 && stored.trouble.length === 0) return null;
  const kind = !isNewest ? 'tampered' : lostSaves > 0 ? 'older' : 'damaged';
  const notice: Checked<typeof checkNotice> = { kind, lostSaves, savedAt: content.savedAt };
  return notice;
}

/** A rollback of this many saves or more: counting that far ahead would leave the site's own window. */
const MOST_SKIPPED_CODES = 10;

/**
 * A code for each save that was lost is skipped, so that none is shown twice.
 * @returns the very same content where there is none to skip
 */
export function withSkipped(content: VaultContent, lostSaves: number, now: number): VaultContent {
  const by = Math.min(lostSaves, MOST_SKIPPED_CODES);
  if (by <= 0 || content.accounts.every(({ type }) => type !== 'hotp')) return content;
  return applyCommand(content, crypto.randomUUID(), { type: 'skip-counters', by }, now).content;
}

/** Keeps what there is to tell, and how many HOTP codes the next save has to skip, so that none is shown twice. */
export async function noteRecovery(
  host: Host,
  stored: Present,
  used: StoredVault,
  content: VaultContent,
): Promise<void> {
  const notice = judge(stored, used, content);
  if (!notice) return;
  const items = await inMemory(host.session.get([READ]));
  const skip = Math.min(notice.lostSaves, MOST_SKIPPED_CODES);
  const isNews = !isSameJson(items[READ], notice);
  await inMemory(host.session.set({ ...(isNews ? { [NOTICE]: notice } : {}), [SKIP]: skip }));
}

/** How many codes are to be skipped before anything else is saved; 0 mostly. */
export async function dueSkip(host: Host): Promise<number> {
  const items = await inMemory(host.session.get([SKIP]));
  return items[SKIP] === undefined ? 0 : integer(0, MOST_SKIPPED_CODES)(items[SKIP]);
}

export async function dropSkip(host: Host): Promise<void> {
  await inMemory(host.session.remove([SKIP]));
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
