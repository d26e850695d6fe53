import { onAnnouncement } from './announcements';
import { ask } from './ask';
import { backupsIn, writeBackup } from './backup-folder';
import { isPermitted, keptFolder } from './kept-folder';

/** Several changes in a row are one backup. */
const QUIET_MS = 2_000;

/** One page of ours writes at a time; the others try again a little later, and find nothing left to do. */
const LOCK = 'backup-folder';

/** Noting a backup is a save of its own and counts as no change, so it does not lead to the next backup. */
async function saveInto(folder: FileSystemDirectoryHandle): Promise<void> {
  const { at, changes } = await ask('backupHealth', {});
  const backup = await ask('automaticBackup', {});
  if (!backup) return;
  const isBehind = at === null || changes > 0 || (await backupsIn(folder, backup.vaultId)).length === 0;
  if (!isBehind) return;
  await writeBackup(folder, backup, new Date());
  await ask('backedUp', { opId: crypto.randomUUID() });
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
