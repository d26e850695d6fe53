/**
 * Storage, time and locks as the browsers give them (BROWSER facts measured), in memory, with faults that can be
 * switched on: calls that fail, that resolve and store nothing, or that store a cut string; a disk that is full; a
 * second place that is not there; a worker that dies between two calls.
 */
import type { Announcement } from '../../src/messages/channel';
import type { Archive, ArchiveChange, ArchiveStore } from '../../src/platform/archive';
import type { Area, Host } from '../../src/platform/host';

export type Fault = 'none' | 'reject' | 'full' | 'drop' | 'truncate';
/** `off`: every call from then on rejects, until the next `fail`. */
export type ArchiveFault = 'none' | 'reject' | 'drop' | 'off';

/** What a worker lives on: one count over all its storage. When it is out, nothing answers and nothing is stored. */
export class FakePower {
  calls = 0;
  #last = Number.POSITIVE_INFINITY;
  #struck = -1;
  #strike: 'reject' | 'drop' = 'reject';

  /** The k-th call from now, whichever area it is of, goes wrong. */
  strike(call: number, how: 'reject' | 'drop'): void {
    this.#struck = this.calls + call;
    this.#strike = how;
  }

  dieAfter(calls: number): void {
    this.#last = this.calls + calls;
  }

  revive(): void {
    this.#last = Number.POSITIVE_INFINITY;
  }

  #hooked = -1;
  #hook: () => unknown = () => undefined;

  /** Something else begins just before the k-th call from now. */
  before(call: number, task: () => unknown): void {
    this.#hooked = this.calls + call;
    this.#hook = task;
  }

  use(): 'none' | 'reject' | 'drop' {
    if (this.calls >= this.#last) throw new Error('The worker is gone');
    if (this.calls === this.#hooked) {
      this.#hooked = -1;
      this.#hook();
    }
    this.calls += 1;
    return this.calls - 1 === this.#struck ? this.#strike : 'none';
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As Chromium stores: JSON, the members of every object in alphabetical order. */
const stored = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

/** One storage area. `fail(k, fault)`: the k-th call from now goes wrong. */
export class FakeArea implements Area {
  readonly items = new Map<string, string>();
  calls = 0;
  /** What the browser says when the disk or the quota is full. */
  fullMessage = 'Resource::kQuotaBytes quota exceeded';
  #faultAt = -1;
  #fault: Fault = 'none';
  #setFault: Fault = 'none';
  readonly #power: FakePower;

  constructor(power = new FakePower()) {
    this.#power = power;
  }

  fail(call: number, fault: Fault): void {
    this.#faultAt = this.calls + call;
    this.#fault = fault;
  }

  /** The next `set` goes wrong, however many calls of other kinds come before it. */
  failNextSet(fault: Fault): void {
    this.#setFault = fault;
  }

  #next(): Fault {
    const struck = this.#power.use();
    this.calls += 1;
    return this.calls - 1 === this.#faultAt ? this.#fault : struck;
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
    const struck = this.#next();
    const fault = struck === 'none' ? this.#setFault : struck;
    this.#setFault = 'none';
    if (fault === 'reject') throw new Error('IO error: Unable to create writable file');
    if (fault === 'full') throw new Error(this.fullMessage);
    if (fault === 'drop') return;
    for (const [key, value] of Object.entries(items)) {
      const cut =
        fault === 'truncate' && typeof value === 'string' ? value.slice(0, value.length / 2) : value;
      this.items.set(key, stored(cut));
    }
  }

  async remove(keys: string[]): Promise<void> {
    if (this.#next() === 'reject') throw new Error('IO error');
    for (const key of keys) this.items.delete(key);
  }
}

/** The second place on disk. `items` holds the records of all stores under `store/key`. */
export class FakeArchive implements Archive {
  readonly items = new Map<string, string>();
  calls = 0;
  #faultAt = -1;
  #fault: ArchiveFault = 'none';
  readonly #power: FakePower;

  constructor(power = new FakePower()) {
    this.#power = power;
  }

  fail(call: number, fault: ArchiveFault): void {
    this.#faultAt = this.calls + call;
    this.#fault = fault;
  }

  #next(): ArchiveFault {
    const struck = this.#power.use();
    if (struck === 'reject') throw new Error('UnknownError: Internal error.');
    if (struck === 'drop') return 'drop';
    const call = this.calls;
    this.calls += 1;
    const isStruck = this.#fault === 'off' ? call >= this.#faultAt : call === this.#faultAt;
    if (!isStruck) return 'none';
    if (this.#fault === 'drop') return 'drop';
    throw new Error('A mutation operation was attempted on a database that did not allow mutations.');
  }

  async read(store: ArchiveStore): Promise<ReadonlyMap<string, unknown>> {
    this.#next();
    const records = [...this.items].filter(([name]) => name.startsWith(`${store}/`));
    return new Map(records.map(([name, value]) => [name.slice(store.length + 1), JSON.parse(value)]));
  }

  async write(changes: readonly ArchiveChange[]): Promise<void> {
    if (this.#next() === 'drop') return;
    for (const { store, key, value } of changes) {
      if (value === undefined) this.items.delete(`${store}/${key}`);
      else this.items.set(`${store}/${key}`, JSON.stringify(value));
    }
  }
}

/** `chrome.storage.sync` with its quotas (`QUOTA_BYTES`, `QUOTA_BYTES_PER_ITEM`); what one `set` brings fits or is refused whole. */
export class FakeSync {
  readonly items = new Map<string, string>();
  /** All that was written here, in order; undefined: it was removed. */
  readonly log: (readonly [name: string, value: string | undefined])[] = [];
  isOff = false;
  sets = 0;
  /** Every `set` is refused. */
  isRefusing = false;
  readonly #power: FakePower;

  constructor(power = new FakePower()) {
    this.#power = power;
  }

  /** @returns whether it does what it says */
  #next(): boolean {
    if (this.isOff) throw new Error('Sync is disabled');
    const struck = this.#power.use();
    if (struck === 'reject')
      throw new Error('This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota');
    return struck === 'none';
  }

  async all(): Promise<Record<string, unknown>> {
    this.#next();
    return Object.fromEntries([...this.items].map(([name, value]) => [name, JSON.parse(value)]));
  }

  async set(items: Record<string, unknown>): Promise<void> {
    const isKept = this.#next();
    this.sets += 1;
    const next = new Map(this.items);
    for (const [name, value] of Object.entries(items)) next.set(name, JSON.stringify(value));
    const sizes = [...next].map(([name, value]) => name.length + value.length);
    if (this.isRefusing || sizes.some((size) => size > 8_192))
      throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
    if (sizes.reduce((sum, size) => sum + size, 0) > 102_400) throw new Error('QUOTA_BYTES quota exceeded');
    if (isKept) for (const name of Object.keys(items)) this.write(name, next.get(name));
  }

  async remove(names: string[]): Promise<void> {
    if (this.#next()) for (const name of names) this.write(name, undefined);
  }

  write(name: string, value: string | undefined): void {
    this.log.push([name, value]);
    if (value === undefined) this.items.delete(name);
    else this.items.set(name, value);
  }
}

export class FakeHost implements Host {
  origin = 'chrome-extension://this-browser';
  readonly power = new FakePower();
  readonly local = new FakeArea(this.power);
  session = new FakeArea(this.power);
  readonly sync = new FakeSync(this.power);
  readonly archive = new FakeArchive(this.power);
  readonly announced: Announcement[] = [];
  readonly alarms = new Map<string, number>();
  reloads = 0;
  /** What the organisation has settled. */
  policy: Readonly<Record<string, unknown>> = {};
  time = Date.UTC(2026, 0, 1);
  #queue: Promise<unknown> = Promise.resolve();

  async managed(): Promise<Readonly<Record<string, unknown>>> {
    return this.policy;
  }

  now(): number {
    return this.time;
  }

  exclusive<T>(task: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(task, task);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  readonly #turns = new Map<string, Promise<unknown>>();

  inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
    const run = (this.#turns.get(name) ?? Promise.resolve()).then(task, task);
    this.#turns.set(
      name,
      run.catch(() => undefined),
    );
    return run;
  }

  announce(announcement: Announcement): void {
    this.announced.push(announcement);
  }

  async setAlarm(name: string, at: number): Promise<void> {
    this.alarms.set(name, at);
  }

  reload(): void {
    this.reloads += 1;
  }

  /** Another host with the same disk, the same memory and the same time. */
  copy(): FakeHost {
    const other = new FakeHost();
    const areas = [
      [this.local.items, other.local.items],
      [this.session.items, other.session.items],
      [this.archive.items, other.archive.items],
    ] as const;
    for (const [from, to] of areas) for (const [key, value] of from) to.set(key, value);
    other.time = this.time;
    return other;
  }

  /** Something else begins just before the k-th storage call from now. */
  before(call: number, task: () => unknown): void {
    this.power.before(call, task);
  }

  /** The k-th storage call from now, over all areas together, goes wrong. */
  strike(call: number, how: 'reject' | 'drop'): void {
    this.power.strike(call, how);
  }

  /** The worker carries out so many more storage calls, over all areas together, and dies. */
  dieAfter(calls: number): void {
    this.power.dieAfter(calls);
  }

  /** The next worker: storage answers again. */
  revive(): void {
    this.power.revive();
  }

  /** What a restart of the browser leaves: the disk. */
  restart(): void {
    this.session = new FakeArea(this.power);
    this.alarms.clear();
  }
}
