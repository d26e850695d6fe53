import { useEffect, useState } from 'preact/hooks';
import type { BackupHealth } from '../messages';
import { newerInFolder, saveIntoFolder } from '../ui/automatic-backups';
import type { FolderBackup } from '../ui/backup-folder';
import { isPermitted, keptFolder } from '../ui/kept-folder';

/** What the folder of automatic backups needs from the person. */
export type FolderState =
  | { readonly kind: 'off' }
  | { readonly kind: 'none' }
  /** The browser asks again before it lets us write there. */
  | { readonly kind: 'paused'; readonly folder: FileSystemDirectoryHandle }
  | { readonly kind: 'gone'; readonly folder: FileSystemDirectoryHandle }
  /** `newer`: a backup that another browser put there. */
  | {
      readonly kind: 'ready';
      readonly folder: FileSystemDirectoryHandle;
      readonly newer: FolderBackup | null;
    };

async function readFolder(): Promise<FolderState> {
  const folder = await keptFolder();
  if (!folder) return { kind: 'none' };
  if (!(await isPermitted(folder))) return { kind: 'paused', folder };
  try {
    await saveIntoFolder(folder);
    return { kind: 'ready', folder, newer: await newerInFolder(folder) };
  } catch (error) {
    // A folder that was moved or deleted, or a drive that is not there.
    if (error instanceof DOMException) return { kind: 'gone', folder };
    throw error;
  }
}

interface Folder {
  /** Null before it is known. */
  readonly state: FolderState | null;
  readonly refresh: () => void;
}

/** Looks at the folder at first, when automatic backups are switched, and after each change of the vault. */
export function useFolder({ automatic, changes }: BackupHealth, onError: (error: unknown) => void): Folder {
  const [state, setState] = useState<FolderState | null>(null);
  const refresh = () => {
    if (automatic) void readFolder().then(setState, onError);
    else setState({ kind: 'off' });
  };
  useEffect(refresh, [automatic, changes]);
  return { state, refresh };
}
