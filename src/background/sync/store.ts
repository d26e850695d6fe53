import { integer, open, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { isPackName, itemBytes, readPack, SYNC_QUOTA } from '../../core/sync/packs';
import type { SyncRecord } from '../../core/sync/record';
import { openRecord, type RecordKeys } from '../../core/sync/sealed-record';
import { openNote, sealNote } from '../../core/vault-file';
import type { Host } from '../../platform/host';

/**
 * What lies in the browser's sync storage, all of it sealed: the door (a sealed file, whose content is the sync key,
 * under the ways into the vault of the browser that made it), the accounts in packs, and a note of each browser.
 */
export type Items = Readonly<Record<string, unknown>>;

const DOOR = 'door';
const BROWSER = 'browser.';
const LONGEST_NAME = 64;

const isNote = (name: string): boolean => name.startsWith(BROWSER);
const isOurs = (name: string): boolean => name === DOOR || isNote(name) || isPackName(name);

/** @throws UserError sync-unavailable */
export async function reach<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('sync-unavailable');
  }
}

/** @throws UserError sync-unavailable */
export const readItems = (host: Host): Promise<Items> => reach(() => host.sync.all());

/** Takes away whatever is ours. @throws UserError sync-unavailable */
export async function clearItems(host: Host, items: Items): Promise<void> {
  const names = Object.keys(items).filter(isOurs);
  if (names.length > 0) await reach(() => host.sync.remove(names));
}

/** Whether something of ours lies there, and no door to it. */
export const isLeftOver = (items: Items): boolean =>
  !Object.hasOwn(items, DOOR) && Object.keys(items).some(isOurs);

/**
 * Takes away what lies there without a door, as far as it is of these keys: a browser that was out of reach when sync was
 * turned off has written what it still had to. Packs of another key are of browsers whose door is on its way, and so may
 * the notes be then. @throws UserError sync-unavailable
 */
export async function clearLeftOver(host: Host, items: Items, epochs: readonly string[]): Promise<void> {
  if (!isLeftOver(items)) return;
  const isKnown = (name: string) => epochs.some((epoch) => readPack(epoch, items[name]).length > 0);
  const packs = Object.keys(items).filter(isPackName);
  const known = packs.filter(isKnown);
  const notes = known.length === packs.length ? Object.keys(items).filter(isNote) : [];
  const names = [...known, ...notes];
  if (names.length > 0) await reach(() => host.sync.remove(names));
}

export interface Door {
  readonly epoch: string;
  /** Of the browser that made it, and sees to it that its ways in are those of its vault. */
  readonly device: string;
  readonly file: string;
}

const doorShape = open({ epoch: text(32, 1), device: text(32, 1), file: text(SYNC_QUOTA.itemBytes, 1) });

/** @returns null where there is none that can be one */
export function doorIn(items: Items): Door | null {
  const value = items[DOOR];
  if (typeof value !== 'string') return null;
  const [epoch = '', device = '', ...file] = value.split('.');
  try {
    return doorShape({ epoch, device, file: file.join('.') });
  } catch {
    return null;
  }
}

const doorText = ({ epoch, device, file }: Door): string => `${epoch}.${device}.${file}`;

/** @throws UserError sync-full */
export function requireRoom(door: Door): void {
  if (itemBytes(DOOR, doorText(door)) > SYNC_QUOTA.itemBytes) throw new UserError('sync-full');
}

/** @throws UserError sync-unavailable */
export const writeDoor = (host: Host, door: Door): Promise<void> =>
  reach(() => host.sync.set({ [DOOR]: doorText(door) }));

/** A sealed record where it lies. `record` is null for one of a later version, which stays as it is. */
export interface StoredRecord {
  readonly name: string;
  readonly text: string;
  readonly record: SyncRecord | null;
}

/** What does not open (damaged, or of another key) is passed over: the browsers that have it write it again. */
export async function recordsIn(items: Items, keys: RecordKeys, epoch: string): Promise<StoredRecord[]> {
  const names = Object.keys(items).filter(isPackName).sort();
  const texts = names.flatMap((name) =>
    readPack(epoch, items[name]).map((sealed) => ({ name, text: sealed })),
  );
  const opened = await Promise.all(texts.map((one) => openRecord(keys, one.text)));
  return texts.flatMap((one, index) => {
    const record = opened[index];
    if (record === undefined || record === 'foreign') return [];
    return [{ ...one, record: record === 'later' ? null : record }];
  });
}

/** A browser that takes part. */
export interface SyncBrowser {
  readonly id: string;
  readonly name: string;
  /** When it was there last, to the day; Unix milliseconds. */
  readonly at: number;
}

const note = open({ name: text(LONGEST_NAME), at: integer(0, Number.MAX_SAFE_INTEGER) });

const openedNote = async (value: unknown, syncKey: string): Promise<string | null> =>
  typeof value === 'string' ? openNote(syncKey, value) : null;

/** Those of this key alone. */
export async function browsersIn(items: Items, syncKey: string): Promise<SyncBrowser[]> {
  const names = Object.keys(items).filter(isNote);
  const found = await Promise.all(
    names.map(async (name): Promise<SyncBrowser[]> => {
      const opened = await openedNote(items[name], syncKey);
      try {
        return opened === null ? [] : [{ id: name.slice(BROWSER.length), ...note(JSON.parse(opened)) }];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}

/** @throws UserError sync-unavailable */
export async function writeBrowser(
  host: Host,
  syncKey: string,
  { id, name, at }: SyncBrowser,
): Promise<void> {
  const value = await sealNote(syncKey, JSON.stringify({ name: name.slice(0, LONGEST_NAME), at }));
  await reach(() => host.sync.set({ [BROWSER + id]: value }));
}

/** The names of notes that no browser of this key has written. */
export async function foreignNotes(items: Items, syncKey: string): Promise<string[]> {
  const names = Object.keys(items).filter(isNote);
  const opened = await Promise.all(names.map((name) => openedNote(items[name], syncKey)));
  return names.filter((_name, index) => opened[index] === null);
}

/** Bytes of what is no pack. */
export const bytesBeside = (items: Items): number =>
  Object.entries(items)
    .filter(([name]) => !isPackName(name))
    .reduce((sum, [name, value]) => sum + name.length + JSON.stringify(value).length, 0);
