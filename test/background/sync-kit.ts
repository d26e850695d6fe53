/** Browsers of one person, each with its own sync storage; what one wrote comes to another when `carry` says so. */
import { syncNow } from '../../src/background/sync/engine';
import { turnOnSync } from '../../src/background/sync/switch';
import { viewSync } from '../../src/background/sync/view';
import { createVault } from '../../src/background/vault/unlocking';
import { changeVault, readVault } from '../../src/background/vault/vault';
import type { Command } from '../../src/core/command-types';
import { fieldsOf } from '../../src/core/sync/fields';
import { FakeHost } from '../fakes/fake-host';
import { add, addHotp, hostWith, own, withPassphrase } from './kit';

export const OTHER = 'another passphrase for the laptop';
export const NEW = 'a new passphrase since yesterday';
export const on = { credential: own, name: 'Chrome, desk' };

let serial = 0;

export const run = (host: FakeHost, command: Command) => {
  serial += 1;
  host.time += 1000;
  return changeVault(host, `op ${serial}`, command);
};
export const rename = async (host: FakeHost, id: string, name: string) => {
  const before = (await readVault(host)).accounts.find((one) => one.id === id);
  return run(host, { type: 'patch', id, base: { name: before?.name ?? '' }, fields: { name } });
};

/** What one browser wrote, as far as another knows of it: how much was looked at, and what is still on its way. */
interface Way {
  seen: number;
  readonly pending: Map<string, string | undefined>;
}
const ways = new WeakMap<FakeHost, Map<FakeHost, Way>>();

function wayOf(from: FakeHost, to: FakeHost): Way {
  const all = ways.get(from) ?? new Map<FakeHost, Way>();
  const way = all.get(to) ?? { seen: 0, pending: new Map() };
  ways.set(from, all.set(to, way));
  return way;
}

/** The browser's maker carries what was written: whole items, each as it was last; some come late. */
export function carry(from: FakeHost, to: FakeHost, isCarried: (name: string) => boolean = () => true): void {
  const way = wayOf(from, to);
  for (const [name, value] of from.sync.log.slice(way.seen)) way.pending.set(name, value);
  way.seen = from.sync.log.length;
  for (const [name, value] of [...way.pending]) {
    if (!isCarried(name)) continue;
    way.pending.delete(name);
    if (value === undefined) to.sync.items.delete(name);
    else to.sync.items.set(name, value);
  }
}

/** What one wrote, the browser's maker has from another as well, and later: it comes to nobody. */
export function overtake(from: FakeHost, to: FakeHost): void {
  carry(from, to, () => false);
  wayOf(from, to).pending.clear();
}

/** A browser that the person has just signed in to gets everything. */
export function introduce(from: FakeHost, to: FakeHost): void {
  for (const [name, value] of from.sync.items) to.sync.items.set(name, value);
}

/** The same browser once more, with what it has of the sync. */
export function copyOf(host: FakeHost): FakeHost {
  const other = host.copy();
  introduce(host, other);
  return other;
}

/** Everything goes to and fro until nothing changes any more. */
export async function settleAll(...hosts: readonly FakeHost[]): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    for (const from of hosts) {
      await syncNow(from);
      for (const to of hosts) if (to !== from) carry(from, to);
    }
  }
}

export const shapes = async (host: FakeHost) =>
  (await readVault(host)).accounts
    .map((one) => ({ id: one.id, ...fieldsOf(one), counter: one.type === 'hotp' ? one.counter : null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

export const standing = async (host: FakeHost) => (await viewSync(host)).standing;

/** Both take part; the laptop has a passphrase of its own. */
export interface Browsers {
  readonly desk: FakeHost;
  readonly laptop: FakeHost;
}

/** @returns what gives a copy of both, as they have just met */
export async function twoBrowsers(): Promise<() => Browsers> {
  const desk = await hostWith(add('a', 'b'), addHotp);
  const laptop = new FakeHost();
  await createVault(laptop, OTHER);
  await changeVault(laptop, 'its own', add('c'));
  await turnOnSync(desk, on);
  introduce(desk, laptop);
  await turnOnSync(laptop, { credential: withPassphrase(OTHER), other: own, name: 'Firefox, laptop' });
  await settleAll(desk, laptop);
  return () => ({ desk: copyOf(desk), laptop: copyOf(laptop) });
}
