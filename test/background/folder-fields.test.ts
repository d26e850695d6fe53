/** What two browsers changed unaware of each other comes together field by field at their folder, as in the sync. */
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listHistory } from '../../src/background/store/vault-history';
import { settle as settleConflict } from '../../src/background/sync/settle';
import { turnOffSync, turnOnSync } from '../../src/background/sync/switch';
import { viewSync } from '../../src/background/sync/view';
import { automaticBackup, exportBackup } from '../../src/background/vault/backups';
import { mergeFolderFile, readFolderFile } from '../../src/background/vault/folder';
import { setAutomaticBackups } from '../../src/background/vault/settings';
import { restoreVault } from '../../src/background/vault/unlocking';
import { changeVault, openCurrent, readVault } from '../../src/background/vault/vault';
import type { Command } from '../../src/core/command-types';
import { fieldsOf } from '../../src/core/sync/fields';
import { keptOf, syncOf, toldIn } from '../../src/core/sync/sync-settings';
import { readContent, type VaultContent } from '../../src/core/vault-content';
import { openWithKey } from '../../src/core/vault-file';
import { FakeHost } from '../fakes/fake-host';
import { dataUrl, pngOf } from '../fakes/png';
import { account, add, hostWith, MINUTE, names, own } from './kit';

vi.mock('hash-wasm', async (importOriginal) => (await import('./argon2-once')).argon2Once(importOriginal));

let made: FakeHost;
let here: FakeHost;
let there: FakeHost;
let serial = 0;

function run(host: FakeHost, command: Command): Promise<unknown> {
  serial += 1;
  for (const one of [here, there]) one.time += MINUTE;
  return changeVault(host, `op ${serial}`, command);
}
const patch = (id: string, base: Record<string, unknown>, fields: Record<string, unknown>): Command =>
  ({ type: 'patch', id, base, fields }) as Command;

const saved = async (host: FakeHost): Promise<string> => (await automaticBackup(host))?.file ?? '';
const take = (host: FakeHost, file: string) => mergeFolderFile(host, file);

/** Both save before either has seen the other's, and then each takes over what there is, until nothing comes. */
async function exchange(...hosts: readonly FakeHost[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const files = await Promise.all(hosts.map(saved));
    for (const [index, host] of hosts.entries())
      for (const file of files.filter((_file, from) => from !== index)) await take(host, file);
  }
}

const shapes = async (host: FakeHost) =>
  (await readVault(host)).accounts
    .map((one) => ({ id: one.id, ...fieldsOf(one) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
const find = async (host: FakeHost, id: string) =>
  (await readVault(host)).accounts.find((one) => one.id === id);
const conflicts = async (host: FakeHost) => (await viewSync(host)).conflicts;
const contentOf = async (host: FakeHost, file: string): Promise<VaultContent> =>
  readContent((await openWithKey(file, (await openCurrent(host)).key.vaultKey)).content);

beforeAll(async () => {
  made = await hostWith(add('a', 'b'));
  await setAutomaticBackups(made, { opId: 'on', credential: own });
});
beforeEach(async () => {
  [here, there] = [made.copy(), made.copy()];
  await exchange(here, there);
});

describe('two browsers that changed one account', () => {
  it('have both changes, where they are of two fields', async () => {
    await run(here, patch('a', { name: 'a' }, { name: 'renamed' }));
    await run(there, patch('a', { note: '' }, { note: 'noted' }));
    await run(there, { type: 'pin', ids: ['a'], pinned: true });
    await exchange(here, there);
    for (const host of [here, there])
      expect(await find(host, 'a')).toMatchObject({ name: 'renamed', note: 'noted', pinned: true });
    expect(await shapes(here)).toEqual(await shapes(there));
    expect([await conflicts(here), await conflicts(there)]).toEqual([[], []]);
  });

  it('have one value of a field that both changed, and may take back the other', async () => {
    await run(here, patch('a', { name: 'a' }, { name: 'here' }));
    await run(there, patch('a', { name: 'a' }, { name: 'there' }));
    await exchange(here, there);
    const name = (await find(here, 'a'))?.name;
    const lost = name === 'here' ? 'there' : 'here';
    expect(await names(there)).toEqual([name, 'b']);
    const [told] = await conflicts(here);
    expect(told).toMatchObject({ id: 'a', field: 'name', lost });
    const of = { id: 'a', field: 'name', at: told?.at ?? 0 };
    await settleConflict(here, { ...of, take: true });
    expect(await conflicts(here)).toEqual([]);
    await exchange(here, there);
    for (const host of [here, there]) expect(await names(host)).toEqual([lost, 'b']);
  });

  it('lose nothing of what both wrote: it stands, or is told', async () => {
    const value = fc.constantFrom('x', 'y', 'z');
    const edits = fc.array(
      fc.tuple(fc.boolean(), fc.constantFrom('a', 'b'), fc.constantFrom('issuer', 'name', 'note'), value),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (done) => {
        [here, there] = [made.copy(), made.copy()];
        await exchange(here, there);
        const last = new Map<string, { readonly id: string; readonly field: string; readonly to: string }>();
        for (const [isHere, id, field, to] of done) {
          const host = isHere ? here : there;
          const before = new Map(Object.entries((await find(host, id)) ?? {})).get(field) ?? '';
          if (before === to) continue;
          await run(host, patch(id, { [field]: before }, { [field]: to }));
          last.set(`${isHere} ${id} ${field}`, { id, field, to });
        }
        await exchange(here, there);
        expect(await shapes(here)).toEqual(await shapes(there));
        const told = [...(await conflicts(here)), ...(await conflicts(there))];
        for (const { id, field, to } of last.values()) {
          const stands = new Map(Object.entries((await find(here, id)) ?? {})).get(field) === to;
          const isTold = told.some((one) => one.id === id && one.field === field && one.lost === to);
          expect([id, field, to, stands || isTold]).toEqual([id, field, to, true]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('keep what gave way in the history', async () => {
    await run(here, patch('a', { name: 'a' }, { name: 'here' }));
    await run(there, patch('a', { name: 'a' }, { name: 'there' }));
    await take(there, await saved(here));
    expect(await names(there)).toEqual(['there', 'b']);
    await take(here, await saved(there));
    const why = async (host: FakeHost) => (await listHistory(host)).map((one) => one.why);
    expect(await why(here)).toContain('before-merge');
  });

  it('keep it in both, where one deleted it for good and the other changed it unaware of that', async () => {
    await run(here, { type: 'trash', ids: ['a'] });
    await run(here, { type: 'purge', ids: ['a'] });
    await run(there, patch('a', { note: '' }, { note: 'noted' }));
    await exchange(here, there);
    for (const host of [here, there]) expect(await find(host, 'a')).toMatchObject({ note: 'noted' });
    expect(await shapes(here)).toEqual(await shapes(there));
  });

  it('have it gone in both, where one deleted it for good and nobody changed it', async () => {
    await run(here, { type: 'trash', ids: ['a'] });
    await run(here, { type: 'purge', ids: ['a'] });
    await run(there, add('c'));
    await exchange(here, there);
    for (const host of [here, there]) expect((await names(host)).sort()).toEqual(['b', 'c']);
  });

  it('have a picture of one of them in both, until one takes it away', async () => {
    const icon = dataUrl(pngOf(8, 8));
    await run(here, patch('a', { icon: '' }, { icon }));
    await run(there, patch('a', { note: '' }, { note: 'noted' }));
    await exchange(here, there);
    for (const host of [here, there]) expect(await find(host, 'a')).toMatchObject({ icon, note: 'noted' });
    await run(there, patch('a', { icon }, { icon: '' }));
    await exchange(here, there);
    for (const host of [here, there]) expect(await find(host, 'a')).toMatchObject({ icon: '' });
  });
});

describe('a browser that takes part in the sync as well', () => {
  it('meets those at the folder with what it knows from there, and goes on with both', async () => {
    await turnOnSync(here, { credential: own, name: 'Chrome, desk' });
    await run(here, patch('a', { name: 'a' }, { name: 'renamed' }));
    await run(there, patch('a', { note: '' }, { note: 'noted' }));
    await exchange(here, there);
    expect(await find(here, 'a')).toMatchObject({ name: 'renamed', note: 'noted' });
    expect(await shapes(here)).toEqual(await shapes(there));
    expect([syncOf(await readVault(here)), syncOf(await readVault(there))]).toEqual([
      expect.objectContaining({ name: 'Chrome, desk' }),
      null,
    ]);
    await turnOffSync(here);
    await run(here, patch('a', { name: 'renamed' }, { name: 'again' }));
    await exchange(here, there);
    for (const host of [here, there]) expect(await names(host)).toEqual(['again', 'b']);
    expect([await conflicts(here), await conflicts(there)]).toEqual([[], []]);
  });
});

describe('one secret that was added in two browsers', () => {
  const added = (id: string): Command => ({
    type: 'add',
    source: 'manual',
    accounts: [{ ...account('same'), id, name: id }],
  });

  it.each([
    ['which told of it before they heard of each other', true],
    ['of which one hears before it tells', false],
  ])('%s, is one account in both', async (_how, isTold) => {
    await run(here, added('one'));
    await run(there, added('two'));
    if (isTold) await exchange(here, there);
    else await take(there, await saved(here));
    await exchange(here, there);
    for (const host of [here, there]) expect((await readVault(host)).accounts).toHaveLength(3);
    expect(await shapes(here)).toEqual(await shapes(there));
    expect((await find(here, 'two')) ?? (await find(here, 'one'))).toBeDefined();
  });

  it('is one in a third as well, whichever of them it meets first', async () => {
    await run(here, added('one'));
    await run(there, added('two'));
    const third = made.copy();
    await exchange(third, there);
    await exchange(here, there);
    await exchange(third, here);
    await exchange(here, there, third);
    for (const host of [here, there, third]) expect(await shapes(host)).toEqual(await shapes(here));
    expect(await shapes(here)).toHaveLength(3);
  });
});

describe('what a backup tells', () => {
  it('stands in those that others take over, and in no other', async () => {
    const { file } = await exportBackup(here, { credential: own });
    expect(toldIn(await contentOf(here, file))).toBeNull();
    const told = toldIn(await contentOf(here, await saved(here)));
    expect(Object.keys(told?.marks ?? {}).sort()).toEqual(['a', 'b']);
  });

  it('does not come along with a vault that is restored from it: that one is a browser of its own', async () => {
    const fresh = new FakeHost();
    await restoreVault(fresh, await saved(here), own);
    expect(keptOf(await readVault(fresh)).state).toEqual({ clock: 0, marks: {} });
    await changeVault(fresh, 'new', add('c'));
    await exchange(here, fresh, there);
    for (const host of [here, fresh, there]) expect((await names(host)).sort()).toEqual(['a', 'b', 'c']);
  });

  it('is of another browser where the vault was set back or copied, so that no two values have one stamp', async () => {
    const copy = here.copy();
    await run(here, patch('a', { name: 'a' }, { name: 'here' }));
    const file = await saved(here);
    copy.time = here.time;
    await changeVault(copy, 'copied', patch('a', { name: 'a' }, { name: 'copy' }));
    await take(copy, file);
    const deviceOf = async (host: FakeHost) =>
      keptOf(await readVault(host))
        .state.marks.a?.fields.name?.slice(0, 2)
        .join();
    expect(await names(copy)).toEqual(['copy', 'b']);
    expect(await deviceOf(copy)).not.toBe(await deviceOf(here));
    expect(await conflicts(copy)).toMatchObject([{ field: 'name', lost: 'here' }]);
  });

  it('is missing in one of before: then the later version of an account stands, and both end up alike', async () => {
    const untold = async (host: FakeHost) => (await exportBackup(host, { credential: own })).file;
    await run(here, { type: 'trash', ids: ['a'] });
    await run(here, { type: 'purge', ids: ['a'] });
    await run(here, patch('b', { name: 'b' }, { name: 'earlier' }));
    await run(there, patch('a', { name: 'a' }, { name: 'changed' }));
    await run(there, patch('b', { name: 'b' }, { name: 'later' }));
    const [first, second] = [await untold(here), await untold(there)];
    await take(here, second);
    await take(there, first);
    for (const host of [here, there]) expect((await names(host)).sort()).toEqual(['changed', 'later']);
    await exchange(here, there);
    for (const host of [here, there]) expect((await names(host)).sort()).toEqual(['changed', 'later']);
  });

  it('changes nothing twice, and is asked about before it changes anything', async () => {
    await run(there, add('c'));
    const file = await saved(there);
    expect(await readFolderFile(here, file)).toEqual({ kind: 'own', added: 1, changed: 0 });
    expect(await names(here)).toEqual(['a', 'b']);
    expect(await take(here, file)).toEqual({ kind: 'own', added: 1, changed: 0 });
    const { rev } = (await openCurrent(here)).stored;
    expect(await take(here, file)).toEqual({ kind: 'own', added: 0, changed: 0 });
    expect((await openCurrent(here)).stored.rev).toBe(rev);
  });
});
