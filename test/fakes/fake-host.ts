/**
 * Storage, time and locks as the browsers give them (BROWSER facts measured), in memory, with faults that can be
 * switched on: calls that fail, that resolve and store nothing, or that store a cut string.
 */
import type { Announcement } from '../../src/messages';
import type { Area, Host } from '../../src/platform/host';

export type Fault = 'none' | 'reject' | 'drop' | 'truncate';

/** One storage area. Values go through JSON, as in Chromium. `fail(k, fault)`: the k-th call from now goes wrong. */
export class FakeArea implements Area {
  readonly items = new Map<string, string>();
  calls = 0;
  #faultAt = -1;
  #fault: Fault = 'none';

  fail(call: number, fault: Fault): void {
    this.#faultAt = this.calls + call;
    this.#fault = fault;
  }

  #next(): Fault {
    this.calls += 1;
    return this.calls - 1 === this.#faultAt ? this.#fault : 'none';
  }

  async get(keys: string[]): Promise<Record<string, unknown>> {
    if (this.#next() === 'reject') throw new Error('IO error: Unable to create sequential file');
    return Object.fromEntries(
      keys.flatMap((key) => {
        const value = this.items.get(key);
        return value === undefined ? [] : [[key, JSON.parse(value)]];
      }),
    );
  }

  async set(items: Record<string, unknown>): Promise<void> {
    const fault = this.#next();
    if (fault === 'reject') throw new Error('Resource::kQuotaBytes quota exceeded');
    if (fault === 'drop') return;
    for (const [key, value] of Object.entries(items)) {
      const cut =
        fault === 'truncate' && typeof value === 'string' ? value.slice(0, value.length / 2) : value;
      this.items.set(key, JSON.stringify(cut));
    }
  }

  async remove(keys: string[]): Promise<void> {
    if (this.#next() === 'reject') throw new Error('IO error');
    for (const key of keys) this.items.delete(key);
  }
}

export class FakeHost implements Host {
  readonly local = new FakeArea();
  session = new FakeArea();
  readonly announced: Announcement[] = [];
  readonly alarms = new Map<string, number>();
  time = Date.UTC(2026, 0, 1);
  #queue: Promise<unknown> = Promise.resolve();

  now(): number {
    return this.time;
  }

  exclusive<T>(task: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(task, task);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  announce(announcement: Announcement): void {
    this.announced.push(announcement);
  }

  async setAlarm(name: string, at: number): Promise<void> {
    this.alarms.set(name, at);
  }

  /** What a restart of the browser leaves: the disk. */
  restart(): void {
    this.session = new FakeArea();
    this.alarms.clear();
  }
}
