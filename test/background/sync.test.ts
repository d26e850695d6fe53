import { beforeAll, describe, expect, it, vi } from 'vitest';
import { liveKey } from '../../src/background/lock/session-key';
import { listHistory } from '../../src/background/store/vault-history';
import { syncNow } from '../../src/background/sync/engine';
import { settle, unsettle } from '../../src/background/sync/settle';
import { recordsIn } from '../../src/background/sync/store';
import { leaveOthersOut, turnOffSync, turnOnSync } from '../../src/background/sync/switch';
import { viewSync } from '../../src/background/sync/view';
import { automaticBackup, exportBackup, replaceByBackup } from '../../src/background/vault/backups';
import { viewHealth } from '../../src/background/vault/health';
import { setAutomaticBackups } from '../../src/background/vault/settings';
import { changePassphrase, issueRecoveryKey } from '../../src/background/vault/slots';
import { createVault, restoreVault, unlock } from '../../src/background/vault/unlocking';
import { readVault } from '../../src/background/vault/vault';
import type { Command } from '../../src/core/command-types';
import { UserError } from '../../src/core/errors';
import { writePack } from '../../src/core/sync/packs';
import type { Field } from '../../src/core/sync/record';
import { recordKeys, sealRecord } from '../../src/core/sync/sealed-record';
import { syncOf } from '../../src/core/sync/sync-settings';
import * as vaultFile from '../../src/core/vault-file';
import { type Random, seeded } from '../core/importers/mutations';
import { FakeHost } from '../fakes/fake-host';
import { account, add, hostWith, names, own, PASSPHRASE, refusal, withPassphrase } from './kit';
import {
  type Browsers,
  carry,
  introduce,
  NEW,
  OTHER,
  on,
  overtake,
  rename,
  run,
  settleAll,
  shapes,
  standing,
  twoBrowsers,
} from './sync-kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

const DAY = 24 * 60 * 60 * 1000;

let desk: FakeHost;
let laptop: FakeHost;

let copies: () => Browsers;
beforeAll(async () => {
  copies = await twoBrowsers();
});

function again(): void {
  ({ desk, laptop } = copies());
}

describe('two browsers', () => {
  it('have the accounts of both', async () => {
    again();
    expect((await names(desk)).sort()).toEqual(['a', 'b', 'c', 'h']);
    expect(await shapes(laptop)).toEqual(await shapes(desk));
    const { standing: state, browsers, left, conflicts, at } = await viewSync(laptop);
    expect([state, left, conflicts]).toEqual(['on', [], []]);
    expect(at).toBe(laptop.time);
    expect(browsers.map(({ name, isOwn }) => [name, isOwn]).sort()).toEqual([
      ['Chrome, desk', false],
      ['Firefox, laptop', true],
    ]);
  });

  it('ask for the passphrase of the other vault where theirs does not open the door, and say when it is wrong', async () => {
    again();
    const third = new FakeHost();
    await createVault(third, OTHER);
    introduce(desk, third);
    expect(await viewSync(third)).toMatchObject({ standing: 'off', isThere: true });
    const args = { credential: withPassphrase(OTHER), name: 'third' };
    expect(await refusal(turnOnSync(third, args))).toBe('sync-other-passphrase');
    expect(await refusal(turnOnSync(third, { ...args, other: withPassphrase('wrong') }))).toBe('E_UNLOCK');
    expect(await standing(third)).toBe('off');
    await turnOnSync(third, { ...args, other: own });
    expect((await names(third)).sort()).toEqual(['a', 'b', 'c', 'h']);
  });

  it.each([
    { there: 'fair', here: 'good', least: null, result: 'sync-weak-passphrase' },
    { there: 'good', here: 'fair', least: 'strong', result: 'sync-weak-passphrase' },
    { there: 'good', here: 'good', least: 'good', result: 'accepted' },
    { there: 'strong', here: 'weak', least: null, result: 'accepted' },
    { there: undefined, here: 'strong', least: 'strong', result: 'accepted' },
  ] as const)(
    '(a passphrase there that is $there, here $here, at least $least) join behind none that is weaker',
    async ({ there, here, least, result }) => {
      const first = new FakeHost();
      await createVault(first, PASSPHRASE, there);
      await turnOnSync(first, on);
      const second = new FakeHost();
      await createVault(second, OTHER, here);
      introduce(first, second);
      second.policy = least === null ? {} : { minimumPassphraseStrength: least };
      const args = { credential: withPassphrase(OTHER), other: own, name: 'Firefox, laptop' };
      expect(await refusal(turnOnSync(second, args))).toBe(result);
      expect(await standing(second)).toBe(result === 'accepted' ? 'on' : 'off');
    },
  );

  it('join once the other browser has a stronger passphrase', async () => {
    const first = new FakeHost();
    await createVault(first, PASSPHRASE, 'weak');
    await turnOnSync(first, on);
    const passphrase = { passphrase: NEW, strength: 'strong' } as const;
    await changePassphrase(first, { credential: own, ...passphrase, keys: [], recoveryKey: false });
    await syncNow(first);
    const second = new FakeHost();
    await createVault(second, OTHER, 'strong');
    introduce(first, second);
    const args = { credential: withPassphrase(OTHER), name: 'Firefox, laptop' };
    await turnOnSync(second, { ...args, other: withPassphrase(NEW) });
    expect(await standing(second)).toBe('on');
  });

  it('take over what the other changed, deleted and took out of the trash for good', async () => {
    again();
    await rename(desk, 'a', 'renamed');
    await run(laptop, { type: 'tag', changes: [{ ids: ['a'], tag: 'work', on: true }] });
    await run(laptop, { type: 'trash', ids: ['b'] });
    await settleAll(desk, laptop);
    await run(desk, { type: 'purge', ids: ['b'] });
    await settleAll(desk, laptop);
    expect(await shapes(laptop)).toEqual(await shapes(desk));
    const kept = (await readVault(laptop)).accounts;
    expect(kept.find(({ id }) => id === 'a')).toMatchObject({ name: 'renamed', tags: ['work'] });
    expect(kept.some(({ id }) => id === 'b')).toBe(false);
  });

  it('that turn it on at once come together as one, once the one whose door gave way types the other passphrase', async () => {
    const one = await hostWith(add('a'));
    const other = new FakeHost();
    await createVault(other, OTHER);
    await run(other, add('c'));
    await turnOnSync(one, on);
    await turnOnSync(other, { credential: withPassphrase(OTHER), name: 'Firefox, laptop' });
    overtake(one, other);
    carry(other, one);
    await syncNow(one);
    await syncNow(other);
    expect([await standing(one), await standing(other)]).toEqual(['rotated', 'on']);
    expect(await refusal(turnOnSync(one, on))).toBe('sync-other-passphrase');
    await turnOnSync(one, { ...on, other: withPassphrase(OTHER) });
    carry(one, other);
    await settleAll(other, one);
    expect([await standing(one), await standing(other)]).toEqual(['on', 'on']);
    expect((await names(one)).sort()).toEqual(['a', 'c']);
    expect(await shapes(other)).toEqual(await shapes(one));
    expect((await viewSync(other)).browsers).toHaveLength(2);
  });

  it('never take a counter back', async () => {
    again();
    for (let count = 0; count < 3; count += 1) await run(desk, { type: 'count-up', id: 'h' });
    await run(laptop, { type: 'count-up', id: 'h' });
    await settleAll(laptop, desk);
    for (const host of [desk, laptop])
      expect((await readVault(host)).accounts.find(({ id }) => id === 'h')).toMatchObject({ counter: 3 });
  });

  it('leave the vault of who takes no part closed', async () => {
    const alone = await hostWith(add('a'));
    const [calls, archive] = [alone.local.calls, alone.archive.calls];
    await syncNow(alone);
    expect([alone.local.calls - calls, alone.archive.calls - archive]).toEqual([1, 0]);
    expect(alone.announced.at(-1)).toEqual({ type: 'synced' });
  });

  it('write nothing while nothing changes, and nothing while locked', async () => {
    again();
    await syncNow(desk);
    const [items, sets] = [new Map(desk.sync.items), desk.sync.sets];
    const disk = new Map(desk.local.items);
    await syncNow(desk);
    expect([desk.sync.items, desk.sync.sets]).toEqual([items, sets]);
    expect(desk.local.items).toEqual(disk);
    desk.restart();
    carry(laptop, desk, (name) => name.startsWith('accounts.'));
    await syncNow(desk);
    expect(desk.sync.sets).toBe(sets);
  });

  it('show a field that both changed, and give the other value back', async () => {
    again();
    await rename(desk, 'a', 'from the desk');
    await rename(laptop, 'a', 'from the laptop');
    await settleAll(desk, laptop);
    const view = await viewSync(laptop);
    const seen = [...view.conflicts, ...(await viewSync(desk)).conflicts];
    expect(seen).toMatchObject([{ id: 'a', field: 'name' }]);
    const [conflict] = seen;
    const at = view.conflicts.length > 0 ? laptop : desk;
    const now = (await readVault(at)).accounts.find(({ id }) => id === 'a')?.name;
    expect([now, conflict?.lost].sort()).toEqual(['from the desk', 'from the laptop']);
    const of = { id: 'a', field: 'name', at: conflict?.at ?? 0 };
    await settle(at, { ...of, take: true });
    await unsettle(at, of);
    expect((await viewSync(at)).conflicts).toMatchObject([of]);
    expect((await readVault(at)).accounts.find(({ id }) => id === 'a')).toMatchObject({ name: now });
    await expect(unsettle(at, of)).rejects.toMatchObject({ code: 'undo-late' });
    await settle(at, { ...of, take: true });
    await settleAll(at, at === desk ? laptop : desk);
    for (const host of [desk, laptop]) {
      expect((await readVault(host)).accounts.find(({ id }) => id === 'a')).toMatchObject({
        name: conflict?.lost,
      });
      expect((await viewSync(host)).conflicts).toEqual([]);
    }
  });

  it('show each value of one field that gave way, and give back the one that is asked for', async () => {
    again();
    for (const round of [1, 2]) {
      await rename(desk, 'a', `desk ${round}`);
      await syncNow(desk);
      // Later than the desk by the counting of both, and without a word from it.
      for (let count = 0; count < 3; count += 1) {
        await rename(laptop, 'b', `b ${round} ${count}`);
        await syncNow(laptop);
      }
      await rename(laptop, 'a', `laptop ${round}`);
      await syncNow(laptop);
      carry(laptop, desk);
      await syncNow(desk);
    }
    const { conflicts } = await viewSync(desk);
    expect(conflicts.map(({ field, lost }) => [field, lost])).toEqual([
      ['name', 'desk 1'],
      ['name', 'desk 2'],
    ]);
    const kinds = async () => (await viewHealth(desk, [])).found.map(({ kind }) => kind);
    expect(await kinds()).toContain('sync-conflicts');
    const [first, second] = conflicts;
    await settle(desk, { id: 'a', field: 'name', at: first?.at ?? 0, take: true });
    expect(await names(desk)).toContain('desk 1');
    expect((await viewSync(desk)).conflicts.map(({ lost }) => lost)).toEqual(['desk 2']);
    expect(await kinds()).toContain('sync-conflicts');
    await settle(desk, { id: 'a', field: 'name', at: second?.at ?? 0, take: false });
    expect(await kinds()).not.toContain('sync-conflicts');
  });

  it('have all of a backup, and nothing else, where one of them replaces everything by it', async () => {
    again();
    const { file } = await exportBackup(desk, { credential: own });
    const before = await shapes(desk);
    await run(desk, add('d', 'e'));
    await rename(desk, 'a', 'renamed');
    await settleAll(desk, laptop);
    await run(desk, { type: 'trash', ids: ['e'] });
    await settleAll(desk, laptop);
    // Not told yet.
    await run(desk, { type: 'purge', ids: ['e'] });
    const kept = (await listHistory(laptop)).length;
    await replaceByBackup(desk, { opId: 'back', file, credential: own, own });
    await settleAll(desk, laptop);
    for (const host of [desk, laptop]) expect(await shapes(host)).toEqual(before);
    const history = await listHistory(laptop);
    expect([history.length, history[0]?.why]).toEqual([kept + 1, 'before-merge']);
  });

  it('that were restored from one old backup meet as one', async () => {
    again();
    const { file } = await exportBackup(desk, { credential: own });
    await rename(desk, 'a', 'newer than the backup');
    await settleAll(desk, laptop);
    const restored = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const host = new FakeHost();
        await restoreVault(host, file, own);
        expect(await standing(host)).toBe('off');
        introduce(desk, host);
        await turnOnSync(host, { credential: own, name });
        return host;
      }),
    );
    await settleAll(desk, laptop, ...restored);
    for (const host of [laptop, ...restored]) expect(await shapes(host)).toEqual(await shapes(desk));
    expect((await readVault(desk)).accounts.find(({ id }) => id === 'a')).toMatchObject({
      name: 'newer than the backup',
    });
    expect((await viewSync(desk)).browsers).toHaveLength(4);
  });

  it('lose nothing where a third turns sync on before the door of theirs has come', async () => {
    again();
    const third = new FakeHost();
    await createVault(third, OTHER);
    await run(third, add('t'));
    introduce(desk, third);
    third.sync.items.delete('door');
    await turnOnSync(third, { credential: withPassphrase(OTHER), name: 'third' });
    for (const host of [desk, laptop]) carry(third, host);
    await rename(desk, 'a', 'meanwhile');
    await syncNow(desk);
    expect(await standing(desk)).toBe('rotated');
    await turnOnSync(desk, { ...on, other: withPassphrase(OTHER) });
    await turnOnSync(laptop, { credential: withPassphrase(OTHER), name: 'laptop' });
    await settleAll(desk, laptop, third);
    for (const host of [laptop, third]) expect(await shapes(host)).toEqual(await shapes(desk));
    expect((await names(desk)).sort()).toEqual(['b', 'c', 'h', 'meanwhile', 't']);
  });

  it('end up alike whatever their clocks say', async () => {
    again();
    laptop.time += 9 * 365 * DAY;
    desk.time -= 9 * 365 * DAY;
    // A clock that was set back locks.
    await unlock(laptop, withPassphrase(OTHER));
    await unlock(desk, own);
    await rename(laptop, 'a', 'from the future');
    await settleAll(laptop, desk);
    await rename(desk, 'a', 'later, and long ago');
    await settleAll(desk, laptop);
    expect(await shapes(laptop)).toEqual(await shapes(desk));
    expect((await readVault(laptop)).accounts.find(({ id }) => id === 'a')).toMatchObject({
      name: 'later, and long ago',
    });
  });
});

const epochOf = (host: FakeHost) => JSON.parse(host.sync.items.get('door') ?? '""').split('.')[0];

const doorFileOf = (host: FakeHost): string =>
  JSON.parse(host.sync.items.get('door') ?? '""')
    .split('.')
    .slice(2)
    .join('.');

describe('what is stored', () => {
  it('tells no name, secret, site or count of accounts to who has no passphrase', async () => {
    again();
    const stored = [...desk.sync.items.values()].join('\n');
    for (const { secret, issuer } of (await readVault(desk)).accounts)
      for (const text of [secret, `"${issuer}"`]) expect(stored).not.toContain(text);
    expect(await refusal(vaultFile.openVault(doorFileOf(desk), passphraseOf(OTHER)))).toBe('E_UNLOCK');
  });

  it('opens by the ways into the vault that made it: a new one too, and a removed one no more', async () => {
    again();
    const { recoveryKey } = await issueRecoveryKey(desk, own);
    await settleAll(desk, laptop);
    const third = new FakeHost();
    await createVault(third, OTHER);
    introduce(desk, third);
    const other = { type: 'recovery', key: recoveryKey } as const;
    await turnOnSync(third, { credential: withPassphrase(OTHER), other, name: 'third' });
    expect(await names(third)).toContain('a');
    expect(await standing(laptop)).toBe('on');
  });

  it('gets a new key with a new passphrase, which the others then ask for', async () => {
    again();
    const before = epochOf(desk);
    await changePassphrase(desk, { credential: own, passphrase: NEW, keys: [], recoveryKey: false });
    await syncNow(desk);
    carry(desk, laptop);
    await rename(laptop, 'a', 'while left out');
    await syncNow(laptop);
    expect(await standing(laptop)).toBe('rotated');
    expect(epochOf(desk)).not.toBe(before);
    const args = { credential: withPassphrase(OTHER), name: 'Firefox, laptop' };
    expect(await refusal(turnOnSync(laptop, { ...args, other: own }))).toBe('E_UNLOCK');
    await turnOnSync(laptop, { ...args, other: withPassphrase(NEW) });
    await settleAll(laptop, desk);
    expect(await shapes(laptop)).toEqual(await shapes(desk));
    expect(await names(desk)).toContain('while left out');
  });

  it('gets a new key with a new passphrase of a browser that joined as well', async () => {
    again();
    const before = epochOf(laptop);
    const passphrase = { credential: withPassphrase(OTHER), passphrase: NEW, keys: [], recoveryKey: false };
    await changePassphrase(laptop, passphrase);
    await rename(laptop, 'a', 'since then');
    await settleAll(laptop, desk);
    expect(epochOf(laptop)).not.toBe(before);
    expect([await standing(laptop), await standing(desk)]).toEqual(['on', 'rotated']);
    expect(await names(desk)).not.toContain('since then');
    expect(await refusal(turnOnSync(desk, on))).toBe('sync-other-passphrase');
    await turnOnSync(desk, { ...on, other: withPassphrase(NEW) });
    await settleAll(desk, laptop);
    expect([await standing(laptop), await standing(desk)]).toEqual(['on', 'on']);
    expect(await shapes(laptop)).toEqual(await shapes(desk));
  });

  it('is put right where somebody brings back what was there under the key before', async () => {
    again();
    const old = new Map(desk.sync.items);
    await changePassphrase(desk, { credential: own, passphrase: NEW, keys: [], recoveryKey: false });
    await syncNow(desk);
    const epoch = syncOf(await readVault(desk))?.epoch;
    for (const name of desk.sync.items.keys()) desk.sync.write(name, undefined);
    for (const [name, value] of old) desk.sync.write(name, value);
    await run(desk, add('secret'));
    await syncNow(desk);
    expect(await standing(desk)).toBe('on');
    expect(syncOf(await readVault(desk))?.epoch).toBe(epoch);
    introduce(desk, laptop);
    await syncNow(laptop);
    expect([await standing(laptop), (await names(laptop)).includes('secret')]).toEqual(['rotated', false]);
  });

  it('is put right by a browser that joined after a new key, where somebody brings back what was there before', async () => {
    again();
    const old = new Map(desk.sync.items);
    const oldEpoch = syncOf(await readVault(desk))?.epoch;
    await leaveOthersOut(desk, { credential: own });
    const third = new FakeHost();
    await createVault(third, OTHER);
    introduce(desk, third);
    const args = { credential: withPassphrase(OTHER), other: own, name: 'third' };
    await turnOnSync(third, args);
    const epoch = syncOf(await readVault(third))?.epoch;
    const bringBack = () => {
      for (const [name, value] of old) third.sync.write(name, value);
    };
    bringBack();
    await syncNow(third);
    expect([await standing(third), syncOf(await readVault(third))?.epoch]).toEqual(['on', epoch]);
    expect(epochOf(third)).toBe(epoch);
    bringBack();
    await turnOnSync(third, args);
    expect([await standing(third), epochOf(third) === oldEpoch]).toEqual(['on', false]);
    // A browser that takes no part any more has heard of it too.
    await turnOffSync(third);
    bringBack();
    await turnOnSync(third, args);
    expect([await standing(third), epochOf(third) === oldEpoch]).toEqual(['on', false]);
  });

  it('opens where an earlier version made the door', async () => {
    again();
    const { syncKey, epoch = '' } = syncOf(await readVault(desk)) ?? {};
    const { text } = await vaultFile.createVault({ syncKey, epoch }, PASSPHRASE);
    const third = await hostWith(add('t'));
    introduce(desk, third);
    third.sync.write('door', JSON.stringify(`${epoch}.earlier.${text}`));
    await turnOnSync(third, on);
    expect((await names(third)).sort()).toEqual(['a', 'b', 'c', 'h', 't']);
  });

  it('is read by nobody who was left out', async () => {
    again();
    await leaveOthersOut(desk, { credential: own });
    await run(desk, add('secret'));
    await syncNow(desk);
    carry(desk, laptop);
    await syncNow(laptop);
    expect([await standing(desk), await standing(laptop)]).toEqual(['on', 'rotated']);
    expect(await names(laptop)).not.toContain('secret');
    expect((await viewSync(desk)).browsers.map(({ name }) => name)).toEqual(['Chrome, desk']);
  });

  it('is read by nobody who was left out and has the key of the vault, out of a backup of it', async () => {
    again();
    const { file } = await exportBackup(desk, { credential: own });
    const phone = new FakeHost();
    await restoreVault(phone, file, own);
    const { vaultKey } = await liveKey(phone);
    await leaveOthersOut(desk, { credential: own });
    introduce(desk, laptop);
    await turnOnSync(laptop, { credential: withPassphrase(OTHER), other: own, name: 'laptop' });
    const old = copies().desk.sync.items.get('door');
    const reads = (host: FakeHost) => refusal(vaultFile.openWithKey(doorFileOf(host), vaultKey));
    for (const host of [desk, laptop]) {
      expect(await reads(host)).not.toBe('accepted');
      // What was there before is put right without anybody's passphrase.
      host.sync.items.set('door', old ?? '');
      await syncNow(host);
      expect([await standing(host), await reads(host)]).toEqual(['on', 'E_TAMPERED']);
      expect(await refusal(vaultFile.openVault(doorFileOf(host), passphraseOf(PASSPHRASE)))).toBe('accepted');
    }
  });

  it('leaves others out by the passphrase alone, under which the new key is sealed', async () => {
    again();
    const { recoveryKey } = await issueRecoveryKey(desk, own);
    const before = epochOf(desk);
    const credential = { type: 'recovery', key: recoveryKey } as const;
    expect(await refusal(leaveOthersOut(desk, { credential }))).toBe('E_UNLOCK');
    expect(epochOf(desk)).toBe(before);
  });

  it('is written over by no browser that cannot read it: one that was left out leaves nobody out', async () => {
    again();
    await leaveOthersOut(desk, { credential: own });
    await run(desk, add('secret'));
    await syncNow(desk);
    carry(desk, laptop);
    const before = new Map(laptop.sync.items);
    const leaveOut = () => refusal(leaveOthersOut(laptop, { credential: withPassphrase(OTHER) }));
    expect(await leaveOut()).toBe('sync-left-out');
    expect(laptop.sync.items).toEqual(before);
    await turnOffSync(desk);
    carry(desk, laptop);
    expect(await leaveOut()).toBe('sync-left-out');
    expect([...laptop.sync.items.keys()]).toEqual([]);
  });

  it('is gone when it is turned off, and no account with it', async () => {
    again();
    desk.sync.write('of another extension', '1');
    const before = await names(desk);
    await turnOffSync(desk);
    expect([...desk.sync.items.keys()]).toEqual(['of another extension']);
    expect(await names(desk)).toEqual(before);
    expect(await viewSync(desk)).toMatchObject({ standing: 'off', isThere: false });
    carry(desk, laptop);
    await syncNow(laptop);
    expect(await standing(laptop)).toBe('gone');
    expect((await names(laptop)).sort()).toEqual([...before].sort());
    expect([...laptop.sync.items.keys()]).toEqual(['of another extension']);
    await turnOnSync(laptop, { credential: withPassphrase(OTHER), name: 'again' });
    expect(await standing(laptop)).toBe('on');
  });

  it('is taken away again where a browser that was out of reach brings it back after it was turned off', async () => {
    again();
    const phone = new FakeHost();
    await createVault(phone, OTHER);
    introduce(desk, phone);
    await turnOnSync(phone, { credential: withPassphrase(OTHER), other: own, name: 'phone' });
    const late = [...phone.sync.items].filter(([name]) => name !== 'door');
    await turnOffSync(desk);
    carry(desk, laptop);
    await syncNow(laptop);
    const before = await shapes(laptop);
    const bringBack = (host: FakeHost, of: readonly (readonly [string, string])[] = late) => {
      for (const [name, value] of of) host.sync.items.set(name, value);
    };
    for (const host of [desk, laptop]) {
      bringBack(host);
      await syncNow(host);
      expect([...host.sync.items.keys()]).toEqual([]);
      // Of another key it is of browsers whose door is on its way, and so may a note be.
      bringBack(host, [
        ['browser.x', '""'],
        ['accounts.0', JSON.stringify(`another.${'A'.repeat(40)}`)],
      ]);
      await syncNow(host);
      expect([...host.sync.items.keys()].sort()).toEqual(['accounts.0', 'browser.x']);
      host.sync.items.clear();
      bringBack(host, [...phone.sync.items]);
      await syncNow(host);
      expect([...host.sync.items.keys()].sort()).toEqual([...phone.sync.items.keys()].sort());
    }
    expect(await shapes(laptop)).toEqual(before);
  });

  it('knows what is older than what others remember, where it is turned on again', async () => {
    again();
    for (const name of ['x', 'y', 'z']) {
      await rename(laptop, 'a', name);
      await settleAll(laptop, desk);
    }
    await turnOffSync(desk);
    carry(desk, laptop);
    await syncNow(laptop);
    await rename(desk, 'a', 'since it was off');
    await rename(laptop, 'b', 'also since');
    await turnOnSync(desk, on);
    carry(desk, laptop);
    await turnOnSync(laptop, { credential: withPassphrase(OTHER), other: own, name: 'laptop' });
    await settleAll(laptop, desk);
    expect(await shapes(laptop)).toEqual(await shapes(desk));
    const kept = (await readVault(laptop)).accounts.map(({ id, name }) => [id, name]);
    expect(kept).toContainEqual(['a', 'since it was off']);
    expect(kept).toContainEqual(['b', 'also since']);
    for (const host of [desk, laptop]) expect((await viewSync(host)).conflicts).toEqual([]);
  });

  it('leaves an earlier version where another browser deletes for good what lives here', async () => {
    again();
    const before = await listHistory(laptop);
    await run(desk, { type: 'trash', ids: ['b'] });
    await run(desk, { type: 'purge', ids: ['b'] });
    await settleAll(desk, laptop);
    expect((await readVault(laptop)).accounts.some(({ id }) => id === 'b')).toBe(false);
    const kept = (await listHistory(laptop)).filter(({ why }) => why === 'before-merge');
    expect(kept.length).toBe(before.filter(({ why }) => why === 'before-merge').length + 1);
  });

  it('of a later version stays as it is, and the accounts that it concerns are named', async () => {
    again();
    const { syncKey, epoch } = syncOf(await readVault(laptop)) ?? { syncKey: '', epoch: '' };
    const keys = await recordKeys(syncKey, epoch);
    const stored = await recordsIn(await laptop.sync.all(), keys, epoch);
    const found = stored.find(({ record }) => record?.id === 'a')?.record;
    if (!found) throw new Error('a is not stored');
    const code: Field = [{ type: 'of later' }, [1_000, 'later']];
    const later = { ...found, fields: { ...found.fields, code }, known: { ...found.known, later: 1_000 } };
    laptop.sync.write('accounts.77', JSON.stringify(writePack(epoch, [await sealRecord(keys, later)])));
    await syncNow(laptop);
    expect(await viewSync(laptop)).toMatchObject({ standing: 'on', left: [], later: [{ id: 'a' }] });
    expect(await names(laptop)).toContain('a');
  });

  it('is in no backup', async () => {
    again();
    await setAutomaticBackups(desk, { opId: 'on', credential: own });
    const files = [
      (await exportBackup(desk, { credential: own })).file,
      (await automaticBackup(desk))?.file ?? '',
    ];
    for (const file of files)
      expect((await vaultFile.openVault(file, passphraseOf(PASSPHRASE))).content).not.toHaveProperty('sync');
    await replaceByBackup(desk, { opId: 'back', file: files[0] ?? '', credential: own, own });
    expect(syncOf(await readVault(desk))).not.toBeNull();
  });
});

describe('the room of 100 KB', () => {
  const many = (count: number): Command => ({
    type: 'add',
    source: 'import',
    accounts: Array.from({ length: count }, (_, index) => ({
      ...account(`n${index}`),
      id: crypto.randomUUID(),
      issuer: `Service ${index}`,
      name: `person${index}@mail.example`,
      secret:
        `${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[index % 32]}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[(index >> 5) % 32]}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`.slice(
          0,
          32,
        ),
      sites: [{ origin: `https://service${index}.example`, subdomains: true }],
    })),
  });

  it('holds 200 typical accounts', async () => {
    const host = await hostWith(many(200));
    await turnOnSync(host, on);
    expect(await viewSync(host)).toMatchObject({ standing: 'on', left: [] });
  });

  it('is full with more, says of which, and lets them in when there is room again', async () => {
    const host = await hostWith(many(320));
    await turnOnSync(host, on);
    const { standing: state, left } = await viewSync(host);
    expect(state).toBe('full');
    expect(left.length).toBeGreaterThan(20);
    expect(left.length).toBeLessThan(120);
    const size = [...host.sync.items].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    expect(size).toBeLessThanOrEqual(102_400);
    const other = await hostWith();
    introduce(host, other);
    await turnOnSync(other, on);
    expect(await names(other)).toHaveLength(320 - left.length);
    const { accounts } = await readVault(host);
    const gone = accounts.filter(({ id }) => left.every((one) => one.id !== id)).slice(0, 200);
    await run(host, { type: 'trash', ids: gone.map(({ id }) => id) });
    await run(host, { type: 'purge', ids: gone.map(({ id }) => id) });
    await syncNow(host);
    expect(await viewSync(host)).toMatchObject({ standing: 'on', left: [] });
  });

  it('that is refused in the middle of a write loses nothing', async () => {
    again();
    await run(desk, add('d'));
    desk.sync.isRefusing = true;
    await syncNow(desk);
    expect(await standing(desk)).toBe('unavailable');
    expect(desk.alarms.get('sync')).toBe(desk.time + 2 * 60_000);
    expect(await names(desk)).toContain('d');
    desk.sync.isRefusing = false;
    await settleAll(desk, laptop);
    expect([await standing(desk), await shapes(laptop)]).toEqual(['on', await shapes(desk)]);
  });
});

describe('where the administrator', () => {
  it('switched the sync of the browser off, this says so, and nothing is lost', async () => {
    again();
    desk.sync.isOff = true;
    await run(desk, add('d'));
    await syncNow(desk);
    expect(await viewSync(desk)).toMatchObject({ standing: 'unavailable', isOn: true, browsers: [] });
    const fresh = await hostWith(add('x'));
    fresh.sync.isOff = true;
    expect(await viewSync(fresh)).toMatchObject({ standing: 'unavailable', isOn: false });
    expect(await refusal(turnOnSync(fresh, on))).toBe('sync-unavailable');
    expect(syncOf(await readVault(desk))).not.toBeNull();
  });

  it('switched the sync of the browser off, this leaves all the same, and the others go on', async () => {
    again();
    desk.sync.isOff = true;
    const before = await names(desk);
    expect(await turnOffSync(desk)).toEqual({ isCleared: false });
    expect(await viewSync(desk)).toMatchObject({ standing: 'unavailable', isOn: false });
    expect([syncOf(await readVault(desk)), await names(desk)]).toEqual([null, before]);
    desk.sync.isOff = false;
    expect(await viewSync(desk)).toMatchObject({ standing: 'off', isThere: true });
    await settleAll(laptop, desk);
    expect(await standing(laptop)).toBe('on');
    expect(await turnOffSync(laptop)).toEqual({ isCleared: true });
  });

  it('hides it, it rests', async () => {
    again();
    await run(desk, add('d'));
    desk.policy = { hideFeatures: ['sync'] };
    const items = new Map(desk.sync.items);
    await syncNow(desk);
    expect(desk.sync.items).toEqual(items);
    expect(await standing(desk)).toBe('hidden');
  });
});

describe('records that are hostile, stale, cut or foreign', () => {
  /** Everything that stands in one of the packs. */
  const packNames = (host: FakeHost) =>
    [...host.sync.items.keys()].filter((name) => name.startsWith('accounts.'));

  const spoil = (host: FakeHost, how: (value: string) => unknown): void => {
    for (const name of packNames(host))
      host.sync.write(name, JSON.stringify(how(JSON.parse(host.sync.items.get(name) ?? '""'))));
  };

  it.each<[string, (host: FakeHost) => void]>([
    [
      'all gone',
      (host) => {
        for (const name of packNames(host)) host.sync.write(name, undefined);
      },
    ],
    ['cut', (host) => spoil(host, (value) => value.slice(0, -7))],
    ['no texts', (host) => spoil(host, () => ({ a: [1, 2, 3] }))],
    ['of another key', (host) => spoil(host, () => `other.${'A'.repeat(400)}`)],
    ['noise', (host) => spoil(host, () => `${epochOf(host)}.${'A'.repeat(400)}.%%%`)],
    [
      'under names of nobody',
      (host) => {
        host.sync.write('accounts.999', '"x"');
        host.sync.write('browser.', '5');
        host.sync.write('accounts.x', 'null');
      },
    ],
  ])('(%s) change no account, and are written anew', async (_what, damage) => {
    again();
    const before = await shapes(desk);
    damage(desk);
    await syncNow(desk);
    expect(await shapes(desk)).toEqual(before);
    await settleAll(desk, laptop);
    expect(await shapes(laptop)).toEqual(before);
    expect([await standing(desk), await standing(laptop)]).toEqual(['on', 'on']);
  });

  it('(stale) bring nothing back', async () => {
    again();
    const old = new Map(desk.sync.items);
    await rename(desk, 'a', 'renamed');
    await run(desk, { type: 'trash', ids: ['b'] });
    await run(desk, { type: 'purge', ids: ['b'] });
    await settleAll(desk, laptop);
    for (const host of [desk, laptop]) for (const [name, value] of old) host.sync.write(name, value);
    await settleAll(laptop, desk);
    for (const host of [desk, laptop]) {
      expect(await names(host)).toContain('renamed');
      expect(await names(host)).not.toContain('b');
    }
  });

  it.each([
    ['no door', undefined, 'gone'],
    ['a door that is none', '"x"', 'gone'],
    ['a door without a file', '"a.b."', 'gone'],
    ['a door of another type', '{"epoch":1}', 'gone'],
    ['a door of another key', '"a.b.c"', 'rotated'],
  ])('with %s leave everything as it is', async (_what, door, result) => {
    again();
    const before = await shapes(desk);
    if (door === undefined) desk.sync.items.delete('door');
    else desk.sync.items.set('door', door);
    const items = new Map(desk.sync.items);
    await syncNow(desk);
    expect(await standing(desk)).toBe(result);
    expect(await shapes(desk)).toEqual(before);
    expect(desk.sync.items).toEqual(items);
  });
});

/** Changes of every kind, on random accounts. */
async function edit(host: FakeHost, random: Random, label: string): Promise<void> {
  const { accounts } = await readVault(host);
  const ids = accounts.map(({ id }) => id);
  const id = ids[Math.floor(random() * ids.length)] ?? '';
  const one = accounts.find((any) => any.id === id);
  const kind = Math.floor(random() * 8);
  const attempt = async (): Promise<unknown> => {
    if (kind === 0 || !one)
      return run(host, { ...add(label), ...{ accounts: [{ ...account(label), id: label }] } } as Command);
    if (kind === 1) return rename(host, id, label);
    if (kind === 2)
      return run(host, { type: 'tag', changes: [{ ids: [id], tag: label.slice(-1), on: random() < 0.6 }] });
    if (kind === 3) return run(host, { type: 'pin', ids: [id], pinned: random() < 0.5 });
    if (kind === 4) return run(host, { type: 'trash', ids: [id] });
    if (kind === 5) return run(host, { type: 'restore', ids: [id] });
    if (kind === 6) return run(host, { type: 'count-up', id: 'h' });
    return one.trashedAt !== undefined && random() < 0.3
      ? run(host, { type: 'purge', ids: [id] })
      : rename(host, id, label);
  };
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/** `EDITS=1000` takes as many on each browser. */
const EDITS = Number(process.env.EDITS ?? 60);

it.each([2, 3])(
  '%i browsers with many edits each, carried at random, end up alike',
  async (count) => {
    again();
    const random = seeded(count);
    const hosts = [desk, laptop];
    if (count === 3) {
      const third = new FakeHost();
      await createVault(third, OTHER);
      introduce(desk, third);
      await turnOnSync(third, { credential: withPassphrase(OTHER), other: own, name: 'third' });
      hosts.push(third);
    }
    let counter = 0;
    for (let round = 0; round < EDITS; round += 1) {
      for (const [index, host] of hosts.entries()) {
        await edit(host, random, `${round}x${index}`);
        if (random() < 0.4) await syncNow(host);
        const other = hosts[Math.floor(random() * hosts.length)] ?? host;
        if (other !== host && random() < 0.5) carry(host, other, () => random() < 0.7);
        if (random() < 0.4) await syncNow(other);
        const now = (await readVault(host)).accounts.find(({ id }) => id === 'h');
        if (now?.type === 'hotp') counter = Math.max(counter, now.counter);
      }
    }
    await settleAll(...hosts);
    const [first, ...others] = await Promise.all(hosts.map(shapes));
    for (const other of others) expect(other).toEqual(first);
    const hotp = first?.find(({ id }) => id === 'h');
    if (hotp) expect(hotp.counter).toBeGreaterThanOrEqual(counter);
    for (const host of hosts) expect(await standing(host)).toBe('on');
  },
  60_000 + EDITS * 600,
);

function passphraseOf(passphrase: string) {
  return { type: 'passphrase', passphrase } as const;
}
