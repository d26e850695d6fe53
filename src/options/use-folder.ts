import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackupHealth } from '../messages';
import { keepFolderInStep, questionInFolder } from '../ui/automatic-backups';
import type { FolderQuestion } from '../ui/folder-step';
import { folderMemory, isPermitted, keptFolder } from '../ui/kept-folder';
import { showHistory } from './show-history';

/** What the folder of automatic backups needs from the person. */
export type FolderState =
  | { readonly kind: 'off' }
  | { readonly kind: 'none' }
  /** The browser asks again before it lets us write there. */
  | { readonly kind: 'paused'; readonly folder: FileSystemDirectoryHandle }
  | { readonly kind: 'gone'; readonly folder: FileSystemDirectoryHandle }
  /** `question`: about a backup that another browser put there. */
  | {
      readonly kind: 'ready';
      readonly folder: FileSystemDirectoryHandle;
      readonly question: FolderQuestion | null;
      readonly takesOver: boolean;
    };

async function readFolder(): Promise<FolderState> {
  const folder = await keptFolder();
  if (!folder) return { kind: 'none' };
  if (!(await isPermitted(folder))) return { kind: 'paused', folder };
  try {
    await keepFolderInStep(folder, showHistory);
    const question = await questionInFolder(folder);
    return { kind: 'ready', folder, question, takesOver: await folderMemory.takesOver() };
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
  const turn = useRef(0);
  /** Looks can overtake each other; only the last one counts. */
  const refresh = () => {
    const mine = ++turn.current;
    const settle = (read: FolderState) => mine === turn.current && setState(read);
    if (automatic) void readFolder().then(settle, onError);
    else settle({ kind: 'off' });
  };
  useEffect(refresh, [automatic, changes]);
  return { state, refresh };
}
