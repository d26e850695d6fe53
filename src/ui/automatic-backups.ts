import { onAnnouncement } from './announcements';
import { ask } from './ask';
import { type FolderQuestion, keepInStep, type Meeting, questionIn } from './folder-step';
import { folderMemory, isPermitted, keptFolder } from './kept-folder';
import { showStatus } from './status';
import { t, tn } from './text';

/** Several changes in a row are one backup. */
const QUIET_MS = 2_000;

/** One page of ours is at the folder at a time; the others wait, and find nothing left to do. */
const LOCK = 'backup-folder';

/** Leads to the earlier versions, which are the way back from a merge. */
export type ShowHistory = () => void;

const meetIn = (folder: FileSystemDirectoryHandle): Meeting => ({ folder, memory: folderMemory, ask });

/**
 * `keepInStep`, and says what was taken over.
 * @throws as `keepInStep`
 */
export async function keepFolderInStep(
  folder: FileSystemDirectoryHandle,
  showHistory: ShowHistory,
): Promise<void> {
  const accounts = await navigator.locks.request(LOCK, () => keepInStep(meetIn(folder)));
  if (accounts > 0) showStatus(tn('folderTaken', accounts), { label: t('historyTitle'), run: showHistory });
}

/** `questionIn`, once no page of ours is at the folder. */
export function questionInFolder(folder: FileSystemDirectoryHandle): Promise<FolderQuestion | null> {
  return navigator.locks.request(LOCK, () => questionIn(meetIn(folder)));
}

async function keepQuietly(showHistory: ShowHistory): Promise<void> {
  try {
    const folder = await keptFolder();
    if (folder && (await isPermitted(folder))) await keepFolderInStep(folder, showHistory);
  } catch {
    // Nobody is waiting for it. The settings name the trouble, and the age of the last backup tells of it everywhere.
  }
}

/** Keeps this vault and the folder in step while this page is open, until the returned function is called. */
export function startAutomaticBackups(showHistory: ShowHistory): () => void {
  let timer = 0;
  const schedule = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void keepQuietly(showHistory), QUIET_MS);
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
