/**
 * What the background stands on: storage, time, one writer at a time, and a word to our pages. An interface, so
 * that the vault runs in Node under storage that fails, lies or loses power.
 */
import type { Announcement } from '../messages/channel';
import { announce } from './announcements';
import { type Archive, browserArchive } from './archive';
import { browser, type Storage } from './browser';
import { readManaged } from './policy';

/** Keys and JSON values. A rejected call is a failure, never "empty". */
export interface Area {
  get(keys: string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** What the browser carries between the person's browsers; kept on this one's disk like the others. */
export interface SyncArea extends Pick<Area, 'set' | 'remove'> {
  all(): Promise<Record<string, unknown>>;
}

export interface Host {
  /** Of this browser's copy of the extension; security keys are bound to it. */
  readonly origin: string;
  /** On disk. */
  readonly local: Area;
  /** In memory, gone with the browser; survives the end of the worker. */
  readonly session: Area;
  readonly sync: SyncArea;
  /** On disk, in another place than `local`. */
  readonly archive: Archive;
  /** What the organisation has settled, of any shape; empty where nobody has. */
  managed(): Promise<Readonly<Record<string, unknown>>>;
  /** Unix milliseconds. */
  now(): number;
  /** One writer at a time, over all contexts of the extension. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
  /** One after the other among the tasks of this name; those of the vault are not waited for. */
  inTurn<T>(name: string, task: () => Promise<T>): Promise<T>;
  announce(announcement: Announcement): void;
  /** Wakes the background at an instant (Unix milliseconds); late after sleep, never relied on alone. */
  setAlarm(name: string, at: number): Promise<void>;
  /** Starts the extension anew, in a version that waits to be installed. */
  reload(): void;
}

export const browserHost: Host = {
  origin: new URL(browser.runtime.getURL('')).origin,
  local: browser.storage.local,
  session: browser.storage.session,
  sync: {
    all: () => browser.storage.sync.get(null),
    set: (items) => browser.storage.sync.set(items),
    remove: (keys) => browser.storage.sync.remove(keys),
  },
  archive: browserArchive,
  managed: readManaged,
  now: () => Date.now(),
  exclusive: (task) => navigator.locks.request('vault', { mode: 'exclusive' }, task),
  inTurn: (name, task) => navigator.locks.request(`turn ${name}`, { mode: 'exclusive' }, task),
  announce,
  setAlarm: (name, at) => browser.alarms.create(name, { when: at }),
  reload: () => browser.runtime.reload(),
};

/** Chromium's alone (Firefox 153 has it on no area), and so not in the polyfill's types. */
interface Guarded {
  setAccessLevel?(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Keeps the sealed vault from what runs inside web pages, where the browser can: by default it gives `storage.local`
 * to injected code, and so to a page that broke out of its world (SECURITY T4). Asked at each start of the worker.
 */
export async function closeStorageToPages(): Promise<void> {
  const local: Storage.StorageArea & Guarded = browser.storage.local;
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
