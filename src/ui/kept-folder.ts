import { isRecord } from '../core/check';
import type { FolderMemory, WrittenBackup } from './folder-step';

/** The folder that the person chose for automatic backups. Only IndexedDB can keep a handle; it holds no account. */
const DATABASE = 'folder';
const STORE = 'handles';
const KEY = 'backups';
/** As `FolderMemory` names them. */
const KNOWN = 'taken';
const WRITTEN = 'written';
const TAKES_OVER = 'takes-over';
const LATER = 'later';

/** A folder holds few of them, because each browser removes those it knows but for ten. One that is forgotten is read again. */
const MOST_KNOWN = 100;

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

const get = (key: string): Promise<unknown> => inStore('readonly', (store) => store.get(key));
const put = async (key: string, value: unknown): Promise<void> => {
  await inStore('readwrite', (store) => store.put(value, key));
};

/** A folder of which nothing is known yet: neither what was written there, nor what the person wants of it. */
export async function keepFolder(folder: FileSystemDirectoryHandle): Promise<void> {
  await forgetFolder();
  await put(KEY, folder);
}

export async function forgetFolder(): Promise<void> {
  await inStore('readwrite', (store) => store.clear());
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

async function written(): Promise<WrittenBackup | null> {
  const kept = await get(WRITTEN);
  if (!isRecord(kept)) return null;
  const { name, vaultId, rev } = kept;
  const isWhole = typeof name === 'string' && typeof vaultId === 'string' && typeof rev === 'number';
  return isWhole ? { name, vaultId, rev } : null;
}

export const folderMemory: FolderMemory = {
  written,
  keepWritten: (one) => put(WRITTEN, one),
  known: async () => texts(await get(KNOWN)),
  keepKnown: async (name) => put(KNOWN, [...texts(await get(KNOWN)), name].slice(-MOST_KNOWN)),
  forgetKnown: () => put(KNOWN, []),
  takesOver: async () => (await get(TAKES_OVER)) === true,
  later: async () => texts(await get(LATER)),
};

/** What the person answers to the question about changes of other browsers, for this browser and this folder. */
export const keepTakesOver = (takesOver: boolean): Promise<void> => put(TAKES_OVER, takesOver);

export const keepLater = (names: readonly string[]): Promise<void> => put(LATER, names);

/** Whether the folder can be written without asking the person. */
export async function isPermitted(folder: FileSystemDirectoryHandle): Promise<boolean> {
  return (await folder.queryPermission({ mode: 'readwrite' })) === 'granted';
}
