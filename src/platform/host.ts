/**
 * What the background stands on: storage, time, one writer at a time, and a word to our pages. An interface, so
 * that the vault runs in Node under storage that fails, lies or loses power.
 */
import { type Announcement, CHANNEL } from '../messages';
import { browser } from './browser';

/** Keys and JSON values. A rejected call is a failure, never "empty". */
export interface Area {
  get(keys: string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

export interface Host {
  /** On disk. */
  readonly local: Area;
  /** In memory, gone with the browser; survives the end of the worker. */
  readonly session: Area;
  /** Unix milliseconds. */
  now(): number;
  /** One writer at a time, over all contexts of the extension. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
  announce(announcement: Announcement): void;
  /** Wakes the background at an instant (Unix milliseconds); late after sleep, never relied on alone. */
  setAlarm(name: string, at: number): Promise<void>;
}

function announce(announcement: Announcement): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(announcement);
  channel.close();
}

export const browserHost: Host = {
  local: browser.storage.local,
  session: browser.storage.session,
  now: () => Date.now(),
  exclusive: (task) => navigator.locks.request('vault', { mode: 'exclusive' }, task),
  announce,
  setAlarm: (name, at) => browser.alarms.create(name, { when: at }),
};
