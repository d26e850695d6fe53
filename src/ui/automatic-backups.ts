import { onAnnouncement } from './announcements';
import { ask } from './ask';
import { backupsIn, type FolderBackup, writeBackup } from './backup-folder';
import { isPermitted, keepWritten, keptFolder, takenBackup, writtenBackup } from './kept-folder';

/** Several changes in a row are one backup. */
const QUIET_MS = 2_000;

/** One page of ours writes at a time; the others try again a little later, and find nothing left to do. */
const LOCK = 'backup-folder';

/** Whether the folder lacks something, without sealing anything: that is dear. */
async function isBehind(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const { at, changes } = await ask('backupHealth', {});
  const written = await writtenBackup();
  if (at === null || changes > 0 || !written) return true;
  return (await backupsIn(folder, written.vaultId)).length === 0;
}

/**
 * Noting a backup is a save of its own and counts as no change, so it does not lead to the next backup. What was
 * changed while the file was written is not in it, and still counts.
 */
async function saveInto(folder: FileSystemDirectoryHandle): Promise<void> {
  if (!(await isBehind(folder))) return;
  const backup = await ask('automaticBackup', {});
  if (!backup) return;
  await writeBackup(folder, backup, new Date());
  await keepWritten(backup);
  await ask('backedUp', { opId: crypto.randomUUID(), changes: backup.changes });
}

/**
 * Saves the vault into the folder where something changed since the last backup. A later revision in the folder
 * (another browser writes there too) does not stop it: what changed here is in no other place.
 * @returns false where another page of ours is at it
 * @throws UserError not-saved; DOMException where the folder is gone or closed
 */
export function saveIntoFolder(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) await saveInto(folder);
    return lock !== null;
  });
}

/**
 * The backup with the latest revision, where that is later than what was written here: another browser put it there.
 * Null for one that was taken over. Waits while a page of ours writes.
 */
export function newerInFolder(folder: FileSystemDirectoryHandle): Promise<FolderBackup | null> {
  return navigator.locks.request(LOCK, async () => {
    const written = await writtenBackup();
    if (!written) return null;
    const [newest] = await backupsIn(folder, written.vaultId);
    return newest && newest.rev > written.rev && newest.name !== (await takenBackup()) ? newest : null;
  });
}

async function saveQuietly(): Promise<boolean> {
  try {
    const folder = await keptFolder();
    return !folder || !(await isPermitted(folder)) || (await saveIntoFolder(folder));
  } catch {
    // Nobody is waiting for it. The settings name the trouble, and the age of the last backup tells of it everywhere.
    return true;
  }
}

/** Keeps the folder up to date while this page is open, until the returned function is called. */
export function startAutomaticBackups(): () => void {
  let timer = 0;
  const schedule = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void run(), QUIET_MS);
  };
  const run = async (): Promise<void> => {
    if (!(await saveQuietly())) schedule();
  };
  const stop = onAnnouncement(({ type }) => {
    if (type === 'changed') schedule();
  });
  schedule();
  return () => {
    stop();
    clearTimeout(timer);
  };
}
