import { LIMITS } from '../../core/account';
import { countChange } from '../../core/backup-health';
import { type ErrorCode, UserError } from '../../core/errors';
import { losesValue, merge, takenOver } from '../../core/merge';
import { isSameJson } from '../../core/same-json';
import type { SyncRecord } from '../../core/sync/record';
import { keptOf } from '../../core/sync/sync-settings';
import { syncVault } from '../../core/sync/sync-vault';
import { readOutsideContent, type VaultContent } from '../../core/vault-content';
import { openWithKey } from '../../core/vault-file';
import type { FolderFile, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { policyOf } from '../policy';
import { keepInHistory } from '../store/vault-history';
import { meetAtFolder, recordsOf, SOMEBODY } from './at-folder';
import { isAutomatic } from './backups';
import { changeOpen, type OpenVault, openCurrent } from './vault';

/** Files that other browsers with the same vault have saved into the folder of automatic backups. */

/** What opens with no credential either. */
const DAMAGED: readonly ErrorCode[] = ['E_TOO_BIG', 'E_FORMAT', 'E_SUM', 'E_KDF', 'bad-content'];

/** Under the key of the open vault, and what a merge with it would make. */
interface OwnFile {
  readonly kind: 'own';
  readonly theirs: VaultContent;
  readonly rev: number;
  /** What it tells; null where it was saved by a version that does not. */
  readonly records: readonly SyncRecord[] | null;
  readonly merged: VaultContent;
  readonly isNothingNew: boolean;
  /** Whether the other browser would take something over from here. */
  readonly lacks: () => boolean;
}

type Merged = Pick<OwnFile, 'merged' | 'isNothingNew' | 'lacks'>;

function mergeTold(mine: VaultContent, records: readonly SyncRecord[], now: number): Merged {
  const synced = syncVault({ content: mine, state: keptOf(mine).state, records, device: SOMEBODY, now });
  const { content: merged, records: all, unread } = synced;
  if (unread.length > 0 && merged.accounts.length >= LIMITS.accounts)
    throw new UserError('too-many-accounts', { max: LIMITS.accounts });
  const theirs = new Map(records.map((one) => [one.id, one]));
  const said = ({ known: _known, ...rest }: Partial<SyncRecord>) => rest;
  return {
    merged,
    isNothingNew: isSameJson(merged.accounts, mine.accounts),
    lacks: () => all.some((one) => !isSameJson(said(one), said(theirs.get(one.id) ?? {}))),
  };
}

function mergeUntold(mine: VaultContent, theirs: VaultContent, now: number): Merged {
  const merged = merge(mine, theirs, {}, now);
  const lacks = () => merge(theirs, mine, {}, now) !== theirs;
  return { merged, isNothingNew: merged === mine, lacks };
}

/** @throws UserError too-many-accounts */
async function openOwn(
  host: Host,
  { content, key }: OpenVault,
  file: string,
): Promise<OwnFile | Exclude<FolderFile, { kind: 'own' }>> {
  try {
    const opened = await openWithKey(file, key.vaultKey);
    if (opened.vaultId !== key.vaultId) return { kind: 'other' };
    const theirs = readOutsideContent(opened.content);
    const now = host.now();
    const records = recordsOf(theirs, now);
    const outcome = records ? mergeTold(content, records, now) : mergeUntold(content, theirs, now);
    return { kind: 'own', theirs, rev: opened.rev, records, ...outcome };
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'too-many-accounts') throw error;
    return { kind: DAMAGED.includes(error.code) ? 'damaged' : 'other' };
  }
}

const viewOf = (content: VaultContent, { merged }: OwnFile): FolderFile => ({
  kind: 'own',
  ...takenOver(content, merged),
});

/** @throws UserError locked, too-many-accounts */
export async function readFolderFile(host: Host, file: string): Promise<Replies['readFolderFile']> {
  const open = await openCurrent(host);
  if (!isAutomatic(open.content, await policyOf(host))) return null;
  const found = await openOwn(host, open, file);
  return found.kind === 'own' ? viewOf(open.content, found) : found;
}

/** What tells nothing of how its fields came about: of one account the later version stands. */
async function takeOver(host: Host, open: OpenVault, { theirs, rev, merged }: OwnFile): Promise<void> {
  if (losesValue(open.content, merged)) await keepInHistory(host, open.stored.file, 'before-merge');
  const command = { type: 'merge', theirs, choices: {} } as const;
  await changeOpen(host, open, { opId: crypto.randomUUID(), command, leastRev: rev + 1 });
}

/**
 * Every field has the value that it got last, as in the browser's sync; where a value gives way to it, the vault as it
 * was stays in the history first. An earlier file with nothing new leaves nothing behind. One that is later leaves a
 * later revision, so that the next change here is later than that file, and what it lacks counts as a change that the
 * next backup has to bring.
 * @throws UserError locked, too-many-accounts, storage-failed, not-saved
 */
export async function mergeFolderFile(host: Host, file: string): Promise<Replies['mergeFolderFile']> {
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    const { content, stored } = open;
    if (!isAutomatic(content, await policyOf(host))) return null;
    const found = await openOwn(host, open, file);
    if (found.kind !== 'own') return found;
    const { rev, records, isNothingNew, lacks } = found;
    const isLate = rev >= stored.rev;
    // Where a backup is on its way anyway, it tells all.
    const isAhead = isNothingNew && isLate && content.backups.changes === 0 && lacks();
    const vault = isAhead ? { ...open, content: countChange(content) } : open;
    if (records) await meetAtFolder(host, vault, { records, leastRev: rev + 1 });
    else if (!isNothingNew || isLate) await takeOver(host, vault, found);
    return viewOf(content, found);
  });
}
