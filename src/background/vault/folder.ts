import { countChange } from '../../core/backup-health';
import { type ErrorCode, UserError } from '../../core/errors';
import { losesValue, merge, takenOver } from '../../core/merge';
import { readOutsideContent, type VaultContent } from '../../core/vault-content';
import { openWithKey } from '../../core/vault-file';
import type { FolderFile, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { policyOf } from '../policy';
import { keepInHistory } from '../store/vault-history';
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
  readonly merged: VaultContent;
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
    return { kind: 'own', theirs, rev: opened.rev, merged: merge(content, theirs, {}, host.now()) };
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

/** Whether the other browser would take something over from here, and no backup is on its way that tells it. */
const isAhead = (mine: VaultContent, theirs: VaultContent, now: number): boolean =>
  mine.backups.changes === 0 && merge(theirs, mine, {}, now) !== theirs;

/**
 * The later change stands; where a value gives way to it, the vault as it was stays in the history first. An earlier
 * file with nothing new leaves nothing behind. One that is later leaves a later revision, so that the next change here
 * is later than that file, and what it lacks counts as a change that the next backup has to bring.
 * @throws UserError locked, too-many-accounts, storage-failed, not-saved
 */
export async function mergeFolderFile(host: Host, file: string): Promise<Replies['mergeFolderFile']> {
  return host.exclusive(async () => {
    const open = await openCurrent(host);
    const { content, stored } = open;
    if (!isAutomatic(content, await policyOf(host))) return null;
    const found = await openOwn(host, open, file);
    if (found.kind !== 'own') return found;
    const { theirs, rev, merged } = found;
    const isNothingNew = merged === content;
    if (isNothingNew && rev < stored.rev) return viewOf(content, found);
    const counted = isNothingNew && isAhead(content, theirs, host.now()) ? countChange(content) : content;
    if (losesValue(content, merged)) await keepInHistory(host, stored.file, 'before-merge');
    const command = { type: 'merge', theirs, choices: {} } as const;
    const change = { opId: crypto.randomUUID(), command, leastRev: rev + 1 };
    await changeOpen(host, { ...open, content: counted }, change);
    return viewOf(content, found);
  });
}
