import { isRecord } from '../core/check';

/** The folder that the person chose for automatic backups. Only IndexedDB can keep a handle; it holds no account. */
const DATABASE = 'folder';
const STORE = 'handles';
const KEY = 'backups';
/** The name of the last backup of another browser that was taken over, so that it is offered once. */
const TAKEN = 'taken';
/** Whose backup this browser wrote there last, so that nothing has to be sealed to learn it. */
const WRITTEN = 'written';

/** Chromium's alone, and so not in the types of the platform. */
interface Permitted {
  queryPermission(wanted: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission(wanted: { mode: 'readwrite' }): Promise<PermissionState>;
}
declare global {
  interface Window {
    showDirectoryPicker?(options: {
      id: string;
      mode: 'readwrite';
      startIn: 'documents';
    }): Promise<FileSystemDirectoryHandle>;
  }
  interface FileSystemDirectoryHandle extends Permitted {}
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs one request in a transaction of its own, and closes the database again. */
async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  try {
    return await answered(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

export const canKeepFolder = (): boolean => typeof window.showDirectoryPicker === 'function';

export async function keptFolder(): Promise<FileSystemDirectoryHandle | null> {
  if (!canKeepFolder()) return null;
  const kept: unknown = await inStore('readonly', (store) => store.get(KEY));
  return kept instanceof FileSystemDirectoryHandle ? kept : null;
}

/** Nothing was written there yet. */
export async function keepFolder(folder: FileSystemDirectoryHandle): Promise<void> {
  await inStore('readwrite', (store) => store.delete(WRITTEN));
  await inStore('readwrite', (store) => store.put(folder, KEY));
}

export async function forgetFolder(): Promise<void> {
  await inStore('readwrite', (store) => store.clear());
}

export async function keepTaken(name: string): Promise<void> {
  await inStore('readwrite', (store) => store.put(name, TAKEN));
}

export async function takenBackup(): Promise<string | null> {
  const name: unknown = await inStore('readonly', (store) => store.get(TAKEN));
  return typeof name === 'string' ? name : null;
}

export interface WrittenBackup {
  readonly vaultId: string;
  readonly rev: number;
}

export async function keepWritten({ vaultId, rev }: WrittenBackup): Promise<void> {
  await inStore('readwrite', (store) => store.put({ vaultId, rev }, WRITTEN));
}

export async function writtenBackup(): Promise<WrittenBackup | null> {
  const kept: unknown = await inStore('readonly', (store) => store.get(WRITTEN));
  const isKept = isRecord(kept) && typeof kept.vaultId === 'string' && typeof kept.rev === 'number';
  return isKept ? { vaultId: String(kept.vaultId), rev: Number(kept.rev) } : null;
}

/** Whether the folder can be written without asking the person. */
export async function isPermitted(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.queryPermission({ mode: 'readwrite' })) === 'granted';
}
