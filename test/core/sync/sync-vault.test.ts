/** Browsers that change the same vault without knowing of each other, and end up alike. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/core/account';
import type { AddedAccount, Command } from '../../../src/core/command-types';
import { applyCommand } from '../../../src/core/commands';
import { UserError } from '../../../src/core/errors';
import { fieldsOf } from '../../../src/core/sync/fields';
import { NOT_SYNCED, type SyncState } from '../../../src/core/sync/marks';
import { isGone, latestGone, type SyncRecord } from '../../../src/core/sync/record';
import { syncVault } from '../../../src/core/sync/sync-vault';
import { EMPTY_CONTENT, type VaultContent } from '../../../src/core/vault-content';
import { dataUrl, pngOf } from '../../fakes/png';
import { type Random, seeded } from '../importers/mutations';

interface Device {
  readonly name: string;
  content: VaultContent;
  state: SyncState;
}
type Store = Map<string, SyncRecord>;

const SECRETS = ['JBSWY3DPEHPK3PXP', 'GEZDGNBVGY3TQOJQ', 'KRSXG5CTMVRXEZLU', 'MFRGGZDFMZTWQ2LK'] as const;
const BASE = { algorithm: 'SHA1', digits: 6, name: 'octavia', sites: [], pinned: false } as const;
let clock = 1_000;
let serial = 0;

const device = (name: string, content: VaultContent = EMPTY_CONTENT): Device => ({
  name,
  content,
  state: NOT_SYNCED,
});

function run(on: Device, command: Command): void {
  clock += 1;
  serial += 1;
  on.content = applyCommand(on.content, `op ${serial}`, command, clock).content;
}

const totp = (id: string): AddedAccount & { readonly type: 'totp' } => {
  const secret = SECRETS[id.length % SECRETS.length] ?? SECRETS[0];
  return { ...BASE, id, issuer: id, type: 'totp', period: 30, secret };
};
const hotp = (id: string): AddedAccount => ({
  ...{ ...BASE, id, issuer: id, type: 'hotp', counter: 0 },
  secret: SECRETS[0],
});
const add = (on: Device, ...accounts: AddedAccount[]) => run(on, { type: 'add', accounts, source: 'manual' });

const rename = (on: Device, id: string, name: string) =>
  run(on, { type: 'patch', id, base: { name: find(on, id).name }, fields: { name } });

const find = (on: Device, id: string): Account => {
  const found = on.content.accounts.find((one) => one.id === id);
  if (!found) throw new Error(`${on.name} has no ${id}`);
  return found;
};

/** Reads what it gets of the store, and writes all that it knows over it, as browsers do that know nothing of each other. */
function sync(on: Device, store: Store, arrives: (id: string) => boolean = () => true) {
  const records = [...store.values()].filter(({ id }) => arrives(id));
  clock += 1;
  const result = syncVault({ ...on, records, device: on.name, now: clock });
  on.content = result.content;
  on.state = result.state;
  for (const record of result.records) store.set(record.id, record);
  return result;
}

/** What two browsers must agree in. */
const shape = (on: Device) =>
  on.content.accounts
    .map((one) => ({ id: one.id, ...fieldsOf(one), counter: one.type === 'hotp' ? one.counter : null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

describe('an account', () => {
  it('is clean in the other browser whatever its texts hold, and in the end in both', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, { ...totp('Acme'), name: 'octavia\u202E', note: 'a\u0007\nb' });
    for (const on of [one, other, one, other]) expect(sync(on, store).unread).toEqual([]);
    for (const on of [one, other]) expect(find(on, 'Acme')).toMatchObject({ name: 'octavia', note: 'a\nb' });
    const before = [...store.values()];
    for (const on of [one, other]) expect(sync(on, store).conflicts).toEqual([]);
    expect([...store.values()]).toEqual(before);
  });

  it('comes to the other browser, and is the same there', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, {
      ...totp('Acme'),
      tags: ['work'],
      note: 'two\nlines',
      sites: [{ origin: 'https://acme.example', subdomains: true }],
      recoveryCodes: [{ code: 'one' }, { code: 'two', usedAt: 5 }],
    });
    sync(one, store);
    sync(other, store);
    expect(shape(other)).toEqual(shape(one));
    expect(find(other, 'Acme')).toMatchObject({
      tags: ['work'],
      note: 'two\nlines',
      secret: totp('Acme').secret,
    });
  });

  it('takes a change of each of two browsers, where they are of two fields', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'));
    sync(one, store);
    sync(other, store);
    run(one, { type: 'patch', id: 'Acme', base: { name: 'octavia' }, fields: { name: 'drusilla' } });
    run(other, { type: 'patch', id: 'Acme', base: { note: '' }, fields: { note: 'kept' } });
    run(one, { type: 'remember-site', id: 'Acme', origin: 'https://one.example' });
    run(other, { type: 'remember-site', id: 'Acme', origin: 'https://other.example' });
    expect(sync(one, store).conflicts).toEqual([]);
    expect(sync(other, store).conflicts).toEqual([]);
    sync(one, store);
    for (const browser of [one, other])
      expect(find(browser, 'Acme')).toMatchObject({ name: 'drusilla', note: 'kept' });
    expect(shape(one)).toEqual(shape(other));
    expect(find(one, 'Acme').sites).toHaveLength(2);
  });

  it('keeps one value of a field that both changed, and tells once which gave way', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'));
    sync(one, store);
    sync(other, store);
    rename(one, 'Acme', 'drusilla');
    rename(other, 'Acme', 'claudia');
    expect(sync(one, store).conflicts).toEqual([]);
    const told = [{ id: 'Acme', field: 'name', kept: 'claudia', lost: 'drusilla' }];
    expect(sync(other, store).conflicts).toEqual(told);
    for (const browser of [one, other]) expect(sync(browser, store).conflicts).toEqual([]);
    expect([one, other].map((browser) => find(browser, 'Acme').name)).toEqual(['claudia', 'claudia']);
  });

  it('tells what gave way in both, where both had told theirs before they heard of each other', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'));
    sync(one, store);
    sync(other, store);
    const [ones, others] = [new Map(store), new Map(store)];
    rename(one, 'Acme', 'drusilla');
    rename(other, 'Acme', 'claudia');
    // More that only one of them does, so that their counts differ.
    for (const tag of ['x', 'y', 'z']) {
      run(one, { type: 'tag', changes: [{ ids: ['Acme'], tag, on: true }] });
      sync(one, ones);
    }
    sync(other, others);
    const [first, second] = [sync(one, new Map(others)), sync(other, new Map(ones))];
    const kept = find(one, 'Acme').name;
    expect(find(other, 'Acme').name).toBe(kept);
    const lost = kept === 'claudia' ? 'drusilla' : 'claudia';
    for (const { conflicts } of [first, second])
      expect(conflicts).toEqual([{ id: 'Acme', field: 'name', kept, lost }]);
  });

  it('tells what gave way to a value that was changed twice meanwhile', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'), totp('Bravo1'));
    sync(one, store);
    sync(other, store);
    run(other, { type: 'patch', id: 'Acme', base: { note: '' }, fields: { note: 'the only copy' } });
    // The other's count stands where it was, and this one's goes far past it.
    for (const name of ['x', 'y', 'z']) {
      rename(one, 'Bravo1', name);
      sync(one, store);
    }
    run(one, { type: 'patch', id: 'Acme', base: { note: '' }, fields: { note: 'first' } });
    sync(one, store);
    run(one, { type: 'patch', id: 'Acme', base: { note: 'first' }, fields: { note: 'second' } });
    sync(one, store);
    const told = sync(other, store).conflicts;
    expect(told).toEqual([{ id: 'Acme', field: 'note', kept: 'the only copy', lost: 'second' }]);
    // Whichever stays, both are known; a value that its own browser replaced is none.
    sync(one, store);
    expect(find(one, 'Acme').note).toBe('the only copy');
  });

  it('tells what gave way where a third browser is the first to have both', () => {
    const [one, other, third] = [device('a'), device('b'), device('c')];
    const store: Store = new Map();
    add(one, totp('Acme'));
    for (const browser of [one, other, third]) sync(browser, store);
    const [ones, others] = [new Map(store), new Map(store)];
    rename(one, 'Acme', 'drusilla');
    rename(other, 'Acme', 'claudia');
    sync(one, ones);
    sync(other, others);
    const records = [...ones.values(), ...others.values()];
    const { conflicts } = syncVault({ ...third, records, device: 'c', now: clock });
    expect(conflicts).toEqual([{ id: 'Acme', field: 'name', kept: 'claudia', lost: 'drusilla' }]);
  });

  it('has the highest counter of all, and it never goes back', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, hotp('Acme'));
    sync(one, store);
    sync(other, store);
    for (let times = 0; times < 5; times += 1) run(one, { type: 'count-up', id: 'Acme' });
    for (let times = 0; times < 2; times += 1) run(other, { type: 'count-up', id: 'Acme' });
    sync(one, store);
    sync(other, store);
    sync(one, store);
    expect([one, other].map((browser) => find(browser, 'Acme'))).toMatchObject([
      { counter: 5 },
      { counter: 5 },
    ]);
  });

  it('that was deleted for good here goes there, and stays for whoever put it back', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'), totp('Bravo1'));
    sync(one, store);
    sync(other, store);
    run(one, { type: 'trash', ids: ['Acme', 'Bravo1'] });
    sync(one, store);
    sync(other, store);
    run(other, { type: 'restore', ids: ['Bravo1'] });
    run(one, { type: 'purge', ids: ['Acme', 'Bravo1'] });
    sync(one, store);
    sync(other, store);
    sync(one, store);
    for (const browser of [one, other])
      expect(browser.content.accounts.map(({ id }) => id)).toEqual(['Bravo1']);
    const gone = { id: 'Acme', fields: {}, counters: {}, known: expect.anything(), gone: expect.anything() };
    expect(store.get('Acme')).toEqual(gone);
    expect(JSON.stringify(store.get('Acme'))).not.toContain(totp('Acme').secret);
  });

  it('that was changed here, unaware that it was deleted for good there, stays in both', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'));
    sync(one, store);
    sync(other, store);
    rename(other, 'Acme', 'still in use');
    run(one, { type: 'trash', ids: ['Acme'] });
    for (let times = 0; times < 5; times += 1) sync(one, store);
    run(one, { type: 'purge', ids: ['Acme'] });
    sync(one, store);
    sync(other, store);
    sync(one, store);
    for (const browser of [one, other]) {
      expect(find(browser, 'Acme')).toMatchObject({ name: 'still in use', secret: totp('Acme').secret });
      expect(find(browser, 'Acme').trashedAt).toBeUndefined();
    }
    // Once both know of it, deleting it for good is the end.
    run(one, { type: 'trash', ids: ['Acme'] });
    run(one, { type: 'purge', ids: ['Acme'] });
    sync(one, store);
    sync(other, store);
    expect([one, other].map(({ content }) => content.accounts.length)).toEqual([0, 0]);
  });

  it.each([
    ['was heard of', true],
    ['was not heard of', false],
  ])('that stays after all gives no code a second time: how far it had counted %s', (_how, isHeard) => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, hotp('Acme'));
    sync(one, store);
    sync(other, store);
    rename(other, 'Acme', 'still in use');
    for (let times = 0; times < 3; times += 1) run(one, { type: 'count-up', id: 'Acme' });
    if (isHeard) sync(one, store);
    run(one, { type: 'trash', ids: ['Acme'] });
    run(one, { type: 'purge', ids: ['Acme'] });
    sync(one, store);
    expect(JSON.stringify([store.get('Acme'), one.content])).not.toContain(hotp('Acme').secret);
    sync(other, store);
    sync(one, store);
    for (const browser of [one, other])
      expect(find(browser, 'Acme')).toMatchObject({ name: 'still in use', counter: 3 });
  });

  it('that was only moved in the list meanwhile goes with the others', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'), totp('Bravo1'));
    sync(one, store);
    sync(other, store);
    run(other, { type: 'reorder', ids: ['Bravo1', 'Acme'] });
    run(one, { type: 'trash', ids: ['Acme'] });
    run(one, { type: 'purge', ids: ['Acme'] });
    sync(one, store);
    sync(other, store);
    sync(one, store);
    for (const { content } of [one, other]) expect(content.accounts.map(({ id }) => id)).toEqual(['Bravo1']);
  });

  it('that comes with an old backup, deleted for good elsewhere, lies in the trash of both, and is told', () => {
    const backup = device('backup');
    add(backup, totp('Acme'), totp('Bravo1'));
    const [one, store] = [device('a', backup.content), new Map() as Store];
    sync(one, store);
    run(one, { type: 'trash', ids: ['Acme'] });
    run(one, { type: 'purge', ids: ['Acme'] });
    sync(one, store);
    const other = device('b', backup.content);
    expect(sync(other, store).conflicts).toEqual([{ id: 'Acme', field: 'trashed', kept: true, lost: null }]);
    sync(one, store);
    for (const browser of [one, other]) expect(find(browser, 'Acme').trashedAt).toBeDefined();
    run(other, { type: 'restore', ids: ['Acme'] });
    sync(other, store);
    sync(one, store);
    expect(find(one, 'Acme').trashedAt).toBeUndefined();
  });

  it('stays in the trash for thirty days of the browser that it is in, whatever the clock of another says', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'));
    sync(one, store);
    sync(other, store);
    const now = clock;
    clock = 5;
    run(one, { type: 'trash', ids: ['Acme'] });
    sync(one, store);
    clock = now + 400 * 24 * 60 * 60 * 1000;
    sync(other, store);
    run(other, { type: 'add', accounts: [totp('Bravo1')], source: 'manual' });
    expect(find(other, 'Acme').trashedAt).toBeGreaterThan(now);
    sync(other, store);
    const since = find(other, 'Acme').trashedAt;
    sync(other, store);
    expect(find(other, 'Acme').trashedAt).toBe(since);
    clock = now;
  });

  it('goes on with the others where a recovery code was used that another browser has replaced', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    const old = [{ code: 'one' }, { code: 'two' }];
    add(one, { ...totp('Acme'), recoveryCodes: old });
    sync(one, store);
    sync(other, store);
    const used = [{ code: 'one', usedAt: 7 }, { code: 'two' }];
    run(one, { type: 'recovery-codes', id: 'Acme', base: old, codes: used });
    run(other, { type: 'recovery-codes', id: 'Acme', base: old, codes: [{ code: 'new' }] });
    for (const browser of [one, other, one]) expect(sync(browser, store).unread).toEqual([]);
    for (const browser of [one, other])
      expect(find(browser, 'Acme').recoveryCodes).toEqual([{ code: 'new' }]);
    rename(other, 'Acme', 'goes on');
    sync(other, store);
    sync(one, store);
    expect(find(one, 'Acme').name).toBe('goes on');
    // The list of before comes back with what was used of it.
    const back = [{ code: 'one', usedAt: 7 }, { code: 'two' }];
    run(one, { type: 'recovery-codes', id: 'Acme', base: [{ code: 'new' }], codes: back });
    sync(one, store);
    sync(other, store);
    expect(find(other, 'Acme').recoveryCodes).toEqual(back);
  });

  it('that was imported in both is one, and not two', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    const same = { secret: 'ONSWG4TFORZWKY3SMV2HGZLD' };
    add(one, { ...totp('one'), ...same, issuer: 'Acme' });
    add(other, { ...totp('other'), ...same, issuer: 'Acme' }, totp('Bravo1'));
    run(other, { type: 'patch', id: 'other', base: { note: '' }, fields: { note: 'kept' } });
    sync(one, store);
    sync(other, store);
    sync(one, store);
    for (const browser of [one, other]) {
      expect(browser.content.accounts.map(({ id }) => id).sort()).toEqual(['Bravo1', 'one']);
      expect(find(browser, 'one').note).toBe('kept');
    }
  });

  it('that was deleted for good long ago takes no room for ever', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    const ids = Array.from({ length: 300 }, (_, index) => `gone ${index}`);
    add(one, ...ids.map((id, index) => ({ ...totp(id), secret: `${SECRETS[0]}${ownLetters(index)}AAAAA` })));
    sync(one, store);
    sync(other, store);
    run(one, { type: 'trash', ids });
    run(one, { type: 'purge', ids });
    const told = latestGone(sync(one, store).records, 48);
    expect(told.length).toBe(48);
    store.clear();
    for (const record of told) store.set(record.id, record);
    expect(latestGone(sync(one, store).records, 48)).toEqual(told);
  });

  it('is remembered here however many were deleted at once, so that nobody who has not heard brings one back', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    const ids = Array.from({ length: 300 }, (_, index) => `gone ${index}`);
    add(one, ...ids.map((id, index) => ({ ...totp(id), secret: `${SECRETS[0]}${ownLetters(index)}AAAAA` })));
    sync(one, store);
    const before = [...store.values()];
    run(one, { type: 'trash', ids });
    run(one, { type: 'purge', ids });
    sync(one, store);
    store.clear();
    for (const record of before) store.set(record.id, record);
    sync(one, store);
    sync(other, store);
    expect([one, other].map(({ content }) => content.accounts)).toEqual([[], []]);
  });

  it('of two browsers from one backup is one, whichever wrote of it first', () => {
    const backup = device('backup');
    add(backup, totp('Acme'), totp('Bravo1'));
    const [one, other, store] = [
      device('a', backup.content),
      device('b', backup.content),
      new Map() as Store,
    ];
    run(one, { type: 'patch', id: 'Acme', base: { name: 'octavia' }, fields: { name: 'drusilla' } });
    sync(one, store);
    expect(sync(other, store).conflicts).toEqual([
      { id: 'Acme', field: 'name', kept: 'drusilla', lost: 'octavia' },
    ]);
    expect(shape(other)).toEqual(shape(one));
    expect(sync(one, store).conflicts).toEqual([]);
  });

  it.each([
    ['the living one comes', false],
    ['the one in the trash comes', true],
  ])(
    'that lies in the trash of one browser alone lives in both after their first meeting: %s',
    (_who, comes) => {
      const backup = device('backup');
      add(backup, totp('Acme'), totp('Bravo1'));
      const [one, other, store] = [
        device('a', backup.content),
        device('b', backup.content),
        new Map() as Store,
      ];
      run(comes ? other : one, { type: 'trash', ids: ['Acme'] });
      sync(one, store);
      const told = [{ id: 'Acme', field: 'trashed', kept: null, lost: true }];
      expect(sync(other, store).conflicts).toEqual(told);
      sync(one, store);
      for (const browser of [one, other]) expect(find(browser, 'Acme').trashedAt).toBeUndefined();
      run(one, { type: 'trash', ids: ['Acme'] });
      sync(one, store);
      expect(sync(other, store).conflicts).toEqual([]);
      expect(find(other, 'Acme').trashedAt).toBeDefined();
    },
  );

  it('that was imported in both, and lies in the trash of one, lives', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    const same = { secret: 'ONSWG4TFORZWKY3SMV2HGZLD', issuer: 'Acme' };
    add(one, { ...totp('one'), ...same });
    add(other, { ...totp('other'), ...same });
    run(other, { type: 'trash', ids: ['other'] });
    for (const browser of [one, other, one]) sync(browser, store);
    for (const { content } of [one, other])
      expect(content.accounts.map(({ id, trashedAt }) => [id, trashedAt])).toEqual([['one', undefined]]);
  });

  it('of a kind that this version does not know stays with those that do', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    add(one, totp('Acme'));
    sync(one, store);
    const known = store.get('Acme');
    const newer = {
      ...known,
      fields: { ...known?.fields, code: [{ type: 'later', secret: 'x' }, [9, 'c']] },
    };
    store.set('Acme', newer as unknown as SyncRecord);
    const { unread, records } = sync(other, store);
    expect(other.content.accounts).toEqual([]);
    expect([unread.length, records.length]).toEqual([1, 0]);
    expect(store.get('Acme')).toBe(newer);
    sync(one, store);
    expect(find(one, 'Acme').secret).toBe(totp('Acme').secret);
  });

  it('with an own picture keeps it where it comes to nobody, and leaves the icon of the others alone', () => {
    const [one, other, store] = [device('a'), device('b'), new Map() as Store];
    const picture = dataUrl(pngOf(8, 8));
    add(one, { ...totp('Acme'), icon: 'github' });
    sync(one, store);
    sync(other, store);
    run(one, { type: 'patch', id: 'Acme', base: { icon: 'github' }, fields: { icon: picture } });
    sync(one, store);
    const whole = store.get('Acme') as SyncRecord;
    const { picture: _picture, ...fields } = whole.fields;
    store.set('Acme', { ...whole, fields });
    for (const on of [other, one]) expect(sync(on, store).unread).toEqual([]);
    expect([one, other].map((browser) => find(browser, 'Acme').icon)).toEqual([picture, 'github']);
    store.set('Acme', whole);
    sync(other, store);
    expect([one, other].map((browser) => find(browser, 'Acme').icon)).toEqual([picture, picture]);
  });
});

type Deed = (on: Device, random: Random) => Command | null;

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random() * from.length)];
const someLiving = (on: Device, random: Random) =>
  pick(
    random,
    on.content.accounts.filter(({ trashedAt }) => trashedAt === undefined),
  );
const someTrashed = (on: Device, random: Random) =>
  pick(
    random,
    on.content.accounts.filter(({ trashedAt }) => trashedAt !== undefined),
  );
const word = (random: Random) => pick(random, ['red', 'green', 'blue', 'white', 'black']) ?? 'red';

/** Three letters that no account before has had. */
const ownLetters = (number: number) =>
  [0, 3, 6].map((shift) => 'ABCDEFGH'.charAt((number >> shift) % 8)).join('');

const DEEDS: readonly Deed[] = [
  (_on, random) => {
    serial += 1;
    const account = random() < 0.3 ? hotp(`hotp ${serial}`) : totp(`totp ${serial}`);
    const secret = `${account.secret}${ownLetters(serial)}AAAAA`;
    return { type: 'add', accounts: [{ ...account, secret }], source: 'manual' };
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one
      ? { type: 'patch', id: one.id, base: { name: one.name }, fields: { name: word(random) } }
      : null;
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one
      ? { type: 'patch', id: one.id, base: { note: one.note ?? '' }, fields: { note: word(random) } }
      : null;
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one
      ? { type: 'patch', id: one.id, base: { tags: one.tags ?? [] }, fields: { tags: [word(random)] } }
      : null;
  },
  (on, random) => {
    const one = someLiving(on, random);
    if (!one) return null;
    const base = one.recoveryCodes ?? [];
    const used = base.map((code, index) => (index === 0 ? { ...code, usedAt: clock } : code));
    const codes = random() < 0.5 ? used : [{ code: word(random) }, { code: `${word(random)} 2` }];
    return { type: 'recovery-codes', id: one.id, base, codes };
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one ? { type: 'pin', ids: [one.id], pinned: !one.pinned } : null;
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one?.type === 'hotp' ? { type: 'count-up', id: one.id } : null;
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one ? { type: 'remember-site', id: one.id, origin: `https://${word(random)}.example` } : null;
  },
  (on, random) => {
    const one = someLiving(on, random);
    return one && random() < 0.3 ? { type: 'trash', ids: [one.id] } : null;
  },
  (on, random) => {
    const one = someTrashed(on, random);
    return one && random() < 0.5 ? { type: 'restore', ids: [one.id] } : null;
  },
  (on, random) => {
    const one = someTrashed(on, random);
    return one && random() < 0.3 ? { type: 'purge', ids: [one.id] } : null;
  },
];

function doSomething(on: Device, random: Random): void {
  const command = pick(random, DEEDS)?.(on, random);
  if (!command) return;
  try {
    run(on, command);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

const everyCounter = (devices: readonly Device[]) =>
  devices.flatMap(({ content }) =>
    content.accounts.flatMap((one) => (one.type === 'hotp' ? [[one.id, one.counter] as const] : [])),
  );

describe('browsers that meet at random', () => {
  it('for the first time, out of one backup, keep alive what lives in one of them', () => {
    const backup = device('backup');
    const ids = ['Acme', 'Bravo1', 'Charlie', 'Delta'];
    add(backup, ...ids.map(totp));
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed);
      const store: Store = new Map();
      const devices = ['a', 'b', 'c'].map((name) => device(name, backup.content));
      for (const on of devices) run(on, { type: 'trash', ids: ids.filter(() => random() < 0.5) });
      const isLiving = (id: string) => devices.some((on) => find(on, id).trashedAt === undefined);
      const living = ids.filter(isLiving);
      for (let round = 0; round < 9; round += 1)
        sync(pick(random, devices) as Device, store, () => random() < 0.6);
      for (let round = 0; round < 3; round += 1) for (const on of devices) sync(on, store);
      for (const on of devices) {
        expect(shape(on)).toEqual(shape(devices[0] as Device));
        expect(
          ids.filter((id) => find(on, id).trashedAt === undefined),
          `seed ${seed}`,
        ).toEqual(living);
      }
    }
  });

  it.each([
    [2, 1],
    [3, 2],
  ])('end up alike after 1,000 changes on each, %i of them (seed %i)', (count, seed) => {
    const random = seeded(seed);
    const store: Store = new Map();
    const devices = Array.from({ length: count }, (_, index) => device(`device ${index}`));
    const highest = new Map<string, number>();
    const purged = new Set<string>();
    const seen = new Set<string>();
    for (let round = 0; round < 1_000 * count; round += 1) {
      const on = devices[round % count] as Device;
      doSomething(on, random);
      for (const { id } of on.content.tombstones) purged.add(id);
      for (const { id } of on.content.accounts) seen.add(id);
      // A fifth of what it should get has not arrived yet; and what it writes goes over what it did not see.
      if (random() < 0.1) sync(on, store, () => random() < 0.8);
      for (const [id, counter] of everyCounter([on])) {
        const own = `${on.name} ${id}`;
        expect(counter).toBeGreaterThanOrEqual(highest.get(own) ?? 0);
        highest.set(own, counter);
        highest.set(id, Math.max(counter, highest.get(id) ?? 0));
      }
    }
    for (let round = 0; round < 3; round += 1) for (const on of devices) sync(on, store);
    const [first, ...others] = devices.map(shape);
    for (const other of others) expect(other).toEqual(first);
    const there = new Set(devices[0]?.content.accounts.map(({ id }) => id));
    for (const id of seen) expect(there.has(id) || purged.has(id), `${id} is lost`).toBe(true);
    for (const [id, counter] of everyCounter(devices.slice(0, 1))) expect(counter).toBe(highest.get(id));
    expect(there.size).toBeGreaterThan(20);
    const again = sync(devices[0] as Device, store);
    expect(again.content).toEqual(devices[0]?.content);
    expect([...store.values()].filter((record) => !isGone(record)).length).toBe(there.size);
  });
});
