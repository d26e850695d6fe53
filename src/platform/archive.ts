/**
 * A second place on disk, apart from `storage.local`: one damaged file of the browser's takes the one or the other.
 * Plain IndexedDB, opened and closed on each call, because the background keeps nothing between two requests.
 */
export type ArchiveStore = 'mirror' | 'history' | 'high';

export interface ArchiveChange {
  readonly store: ArchiveStore;
  readonly key: string;
  /** A JSON value; undefined removes the record. */
  readonly value: unknown;
}

export interface Archive {
  /** Every record of one store, by key. Rejects where IndexedDB cannot be had: never "empty". */
  read(store: ArchiveStore): Promise<ReadonlyMap<string, unknown>>;
  /** All or nothing, on the disk when it resolves. */
  write(changes: readonly ArchiveChange[]): Promise<void>;
}

const DATABASE = 'vault';
const VERSION = 1;
const STORES: readonly ArchiveStore[] = ['mirror', 'history', 'high'];
/** Behind a deletion that another connection holds up, an opening gets no event at all. */
const OPENING_MILLISECONDS = 5_000;

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    let isGivenUp = false;
    const giveUp = (error: unknown) => {
      isGivenUp = true;
      reject(error);
    };
    const timer = setTimeout(() => giveUp(new Error('IndexedDB does not answer')), OPENING_MILLISECONDS);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store);
    };
    // Another connection does not let go: waiting for it would hold up a save that is already safe.
    request.onblocked = () => giveUp(new Error('IndexedDB is blocked'));
    request.onerror = () => {
      clearTimeout(timer);
      giveUp(request.error);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      database.onversionchange = () => database.close();
      if (isGivenUp) database.close();
      else resolve(database);
    };
  });
}

/** Settles with the transaction: an error of one request, a full disk and a closed database all end in `abort`. */
function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave the transaction up'));
  });
}

async function withDatabase<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

export const browserArchive: Archive = {
  read: (store) =>
    withDatabase(async (database) => {
      const transaction = database.transaction(store, 'readonly');
      const keys = transaction.objectStore(store).getAllKeys();
      const values: IDBRequest<unknown[]> = transaction.objectStore(store).getAll();
      await finished(transaction);
      return new Map(keys.result.map((key, index) => [String(key), values.result[index]]));
    }),

  write: (changes) =>
    withDatabase(async (database) => {
      // Without "strict", `complete` means that the system has been told, not that the disk has it.
      const transaction = database.transaction([...STORES], 'readwrite', { durability: 'strict' });
      const end = finished(transaction);
      try {
        for (const { store, key, value } of changes) {
          if (value === undefined) transaction.objectStore(store).delete(key);
          else transaction.objectStore(store).put(value, key);
        }
      } catch {
        // What cannot be cloned throws here and would leave the changes before it: none of them is kept.
        transaction.abort();
      }
      await end;
    }),
};
