import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import { PICTURE_LIMITS } from '../../src/core/account-icon';
import { UserError } from '../../src/core/errors';
import { type Choices, compare, merge, replaceAccounts } from '../../src/core/merge';
import { MAX_TOMBSTONES, readContent, type VaultContent } from '../../src/core/vault-content';
import { pictureOfSize } from '../fakes/png';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;

const BASE = { type: 'totp', issuer: 'ACME', algorithm: 'SHA1', digits: 6, period: 30 };

/** As it lies in a file: `fields` may be unknown to this version. */
const stored = (id: string, fields: Record<string, unknown> = {}) => ({
  ...BASE,
  id,
  name: id,
  secret: `JBSWY3DP${id.toUpperCase()}`,
  updatedAt: 100,
  ...fields,
});

const counted = (id: string, counter: number, fields: Record<string, unknown> = {}) => {
  const { period: _period, ...rest } = stored(id, fields);
  return { ...rest, type: 'hotp', counter };
};

const vault = (accounts: readonly unknown[], tombstones: VaultContent['tombstones'] = []) =>
  readContent({ schema: 1, accounts, tombstones });

const mergeNow = (mine: VaultContent, theirs: VaultContent, choices: Choices = {}) =>
  merge(mine, theirs, choices, NOW);

function one(content: VaultContent, id: string): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}

const trashOf = ({ accounts }: VaultContent) =>
  accounts.filter(({ trashedAt }) => trashedAt !== undefined).map(({ id }) => id);

const ids = (content: VaultContent) => content.accounts.map(({ id }) => id);

const NOTHING = { added: [], changed: [], deleted: [], trashed: [], sameSecret: 0, unchanged: 0 };
const named = (id: string) => ({ id, issuer: 'ACME', name: id });
const adds = (id: string, hosts: readonly string[] = []) => ({ ...named(id), hosts });
const site = (host: string, subdomains = false) => ({ origin: `https://${host}.example`, subdomains });

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('merge, of accounts that one vault has', () => {
  it('adds theirs after mine, in their order, with all that they hold', () => {
    const mine = vault([stored('m', { order: 7 })]);
    const theirs = vault([stored('y', { order: 2, future: [1] }), stored('x', { order: 1 })]);
    const merged = mergeNow(mine, theirs);
    expect(merged.accounts).toMatchObject([
      { id: 'm', order: 7 },
      { id: 'x', order: 8 },
      { id: 'y', order: 9, future: [1], updatedAt: 100 },
    ]);
    expect(compare(mine, theirs)).toEqual({ ...NOTHING, added: [adds('x'), adds('y')], unchanged: 1 });
  });

  it('skips theirs where the secret lives here under another id', () => {
    const theirs = vault([stored('x', { secret: 'SAME' })]);
    const mine = vault([stored('m', { secret: 'SAME' })]);
    expect(mergeNow(mine, theirs)).toEqual(mine);
    expect(compare(mine, theirs)).toEqual({ ...NOTHING, sameSecret: 1, unchanged: 1 });
  });

  it('adds theirs where the same secret lies in the trash, or goes there with this merge', () => {
    const theirs = vault([stored('x', { secret: 'SAME' })], [{ id: 'm', at: 200 }]);
    for (const trash of [{ trashedAt: 5 }, {}]) {
      const merged = mergeNow(vault([stored('m', { secret: 'SAME', ...trash })]), theirs);
      expect(merged.accounts.filter(({ trashedAt }) => trashedAt === undefined)).toMatchObject([{ id: 'x' }]);
    }
  });

  it('shows the hosts of the sites that theirs bring, as people should read them', () => {
    const sites = [site('one'), { origin: 'https://b\u00fccher.example:8443', subdomains: true }];
    const comparison = compare(vault([]), vault([stored('x', { sites })]));
    expect(comparison.added).toEqual([adds('x', ['one.example', 'xn--bcher-kva.example:8443'])]);
    expect(JSON.stringify(comparison)).not.toContain('JBSWY3DP');
  });

  it('lets theirs come into the trash where it lies in theirs, as of now', () => {
    const theirs = vault([stored('x', { trashedAt: NOW - 40 * DAY })]);
    expect(one(mergeNow(vault([]), theirs), 'x').trashedAt).toBe(NOW);
    expect(compare(vault([]), theirs)).toEqual({ ...NOTHING, trashed: [named('x')] });
  });

  it('leaves gone what was deleted here', () => {
    const mine = vault([], [{ id: 'x', at: 100 }]);
    const theirs = vault([stored('x')]);
    expect(mergeNow(mine, theirs)).toEqual(mine);
    expect(compare(mine, theirs)).toEqual({ ...NOTHING, deleted: [named('x')] });
  });

  it('brings back what was changed there after it was deleted here, as there', () => {
    const mine = vault([], [{ id: 'x', at: 99 }]);
    const theirs = vault([stored('x')]);
    expect(ids(mergeNow(mine, theirs))).toEqual(['x']);
    expect(mergeNow(mine, theirs).tombstones).toEqual([]);
    expect(compare(mine, theirs).added.map((one) => one.id)).toEqual(['x']);
    expect(mergeNow(theirs, mine)).toEqual(theirs);
  });

  it('moves mine to the trash where it was deleted there and not changed here since', () => {
    const mine = vault([stored('m')]);
    const theirs = vault([], [{ id: 'm', at: 100 }]);
    expect(one(mergeNow(mine, theirs), 'm')).toMatchObject({ trashedAt: NOW, updatedAt: NOW });
    expect(compare(mine, theirs)).toEqual({ ...NOTHING, trashed: [named('m')] });
  });

  it('keeps mine where it was changed here after it was deleted there', () => {
    const mine = vault([stored('m')]);
    const theirs = vault([], [{ id: 'm', at: 99 }]);
    expect(mergeNow(mine, theirs)).toEqual(mine);
    expect(compare(mine, theirs)).toEqual({ ...NOTHING, unchanged: 1 });
  });

  it('keeps restored what had come to the trash, also in a merge with the same vault again', () => {
    const theirs = vault([], [{ id: 'm', at: 100 }]);
    const { trashedAt: _trashedAt, ...restored } = one(mergeNow(vault([stored('m')]), theirs), 'm');
    expect(mergeNow(vault([restored]), theirs).accounts).toEqual([restored]);
  });

  it('unites the tombstones, the later of one id, without those of accounts that are there', () => {
    const mine = vault(
      [stored('m')],
      [
        { id: 'a', at: 1 },
        { id: 'b', at: 9 },
      ],
    );
    const theirs = vault(
      [],
      [
        { id: 'b', at: 2 },
        { id: 'a', at: 3 },
        { id: 'm', at: 50 },
      ],
    );
    expect(mergeNow(mine, theirs).tombstones).toEqual([
      { id: 'a', at: 3 },
      { id: 'b', at: 9 },
    ]);
  });

  it('keeps no more tombstones than a vault opens with, and drops the oldest', () => {
    const many = Array.from({ length: MAX_TOMBSTONES }, (_, index) => ({ id: `t${index}`, at: index + 1 }));
    const { tombstones } = mergeNow(vault([], [{ id: 'old', at: 0 }]), vault([], many));
    expect(tombstones).toEqual(many);
  });

  it('refuses more than 2,000 accounts as a whole', () => {
    const many = (prefix: string) =>
      vault(Array.from({ length: 1001 }, (_, index) => stored(`${prefix}${index}`)));
    expect(refusal(() => mergeNow(many('a'), many('b')))).toBe('too-many-accounts');
    expect(refusal(() => compare(many('a'), many('b')))).toBe('accepted');
  });

  it('lets the trash give way to what comes: first what comes into it, then what has lain there longest', () => {
    const many = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => stored(`${prefix}${index}`));
    const mine = vault([
      ...many('m', 1000),
      stored('old', { trashedAt: 1 }),
      stored('new', { trashedAt: 2 }),
      stored('again', { trashedAt: 3, secret: 'JBSWY3DPT0' }),
    ]);
    const theirs = vault([...many('t', 999), stored('gone', { trashedAt: 4 })]);
    const merged = mergeNow(mine, theirs);
    expect(merged.accounts).toHaveLength(2000);
    expect(trashOf(merged)).toEqual(['new']);
    expect(merged.tombstones.map((tombstone) => tombstone.id).sort()).toEqual(['again', 'gone', 'old']);
    expect(mergeNow(merged, theirs)).toBe(merged);
  });

  it('takes an id that a file has twice once', () => {
    expect(ids(mergeNow(vault([]), vault([stored('x'), stored('x')])))).toEqual(['x']);
  });

  it('leaves everything but accounts and tombstones mine', () => {
    const own = {
      schema: 1,
      accounts: [],
      settings: { a: 1 },
      savedAt: 5,
      backups: { changes: 3 },
      epoch: 'e',
    };
    const theirs = readContent({ schema: 1, accounts: [], settings: { a: 2 }, savedAt: 9, other: 1 });
    expect(mergeNow(readContent(own), theirs)).toEqual(readContent(own));
  });
});

describe('merge, of an account that both vaults have', () => {
  const changes = {
    issuer: 'New',
    name: 'new',
    secret: 'OTHER',
    algorithm: 'SHA256',
    digits: 8,
    period: 60,
    pinned: true,
    display: 'shown',
    tags: ['Work'],
    note: 'of the office',
    icon: 'brand:github',
    trashedAt: NOW,
    future: { a: [1] },
  };
  const FIELDS = [...Object.keys(changes).filter((name) => name !== 'period'), 'kind'];

  it.each([
    ['theirs, changed later', 101, 'theirs'],
    ['mine, in doubt', 100, 'mine'],
    ['mine, changed later', 99, 'mine'],
  ] as const)('takes %s', (_which, updatedAt, suggested) => {
    const mine = vault([stored('a', { order: 3, source: 'manual' })]);
    const theirs = vault([stored('a', { ...changes, updatedAt, order: 9, source: 'import' })]);
    const merged = one(mergeNow(mine, theirs), 'a');
    const kept = suggested === 'mine' ? one(mine, 'a') : one(theirs, 'a');
    expect(merged).toEqual({ ...kept, order: 3, source: 'manual', updatedAt: Math.max(100, updatedAt) });
    const [changed] = compare(mine, theirs).changed;
    expect(changed?.fields.map(({ field }) => field).sort()).toEqual([...FIELDS].sort());
    expect(new Set(changed?.fields.map((field) => field.suggested))).toEqual(new Set([suggested]));
  });

  it.each(FIELDS)('takes the chosen %s against the suggestion, and nothing else', (field) => {
    const mine = vault([stored('a')]);
    const theirs = vault([stored('a', changes)]);
    const suggestedOnly = one(mergeNow(mine, theirs), 'a');
    const merged = one(mergeNow(mine, theirs, { a: { [field]: 'theirs' } }), 'a');
    const name = field === 'kind' ? 'period' : field;
    const value = Object.entries(changes).find(([key]) => key === name)?.[1];
    expect(merged).toEqual({ ...suggestedOnly, [name]: value, updatedAt: NOW });
  });

  it('keeps a choice in the next merge with the same vault, and carries it to the other', () => {
    const mine = vault([stored('a')]);
    const theirs = vault([stored('a', { name: 'theirs', updatedAt: 200 })]);
    const chosen = mergeNow(mine, theirs, { a: { name: 'mine' } });
    expect(mergeNow(chosen, theirs).accounts).toEqual(chosen.accounts);
    expect(one(mergeNow(theirs, chosen), 'a').name).toBe('a');
  });

  it('takes pictures along while a vault has room for them, and accounts in any case', () => {
    const icon = pictureOfSize(8000);
    const many = Math.floor(PICTURE_LIMITS.together / icon.length);
    const mine = vault(Array.from({ length: many - 1 }, (_, index) => stored(`m${index}`, { icon })));
    const merged = mergeNow(mine, vault([stored('x', { icon }), stored('y', { icon })]));
    expect([one(merged, 'm0').icon, one(merged, 'x').icon, one(merged, 'y').icon]).toEqual([icon, icon, '']);
    expect(mergeNow(merged, vault([stored('x', { icon })])).accounts).toEqual(merged.accounts);
  });

  it('shows short texts, and neither secrets nor what it does not know', () => {
    const mine = vault([
      stored('a', { future: 'mine', period: 30, pinned: true, icon: pictureOfSize(8000) }),
    ]);
    const theirs = vault([counted('a', 4, { secret: 'OTHER', trashedAt: NOW })]);
    const shown = compare(mine, theirs).changed.flatMap(({ fields }) => fields);
    expect(shown.map(({ field, mine, theirs }) => [field, mine, theirs])).toEqual([
      ['secret', '', ''],
      ['kind', 'TOTP 30 s', 'HOTP 4'],
      ['pinned', '✓', '–'],
      ['icon', 'picture', ''],
      ['trashedAt', '', '2026-01-01'],
      ['future', '', ''],
    ]);
    const whole = JSON.stringify(compare(mine, theirs));
    expect(whole).not.toContain('JBSWY3DP');
    expect(whole).not.toContain('OTHER');
  });

  it('takes a PIN along with its secret, and shows neither', () => {
    const motp = (pin: string, updatedAt: number) =>
      vault([stored('a', { type: 'motp', algorithm: 'MD5', period: 10, pin, updatedAt })]);
    const [mine, theirs] = [motp('1234', 100), motp('5678', 200)];
    const shown = compare(mine, theirs).changed.flatMap(({ fields }) => fields);
    expect(shown).toEqual([{ field: 'secret', mine: '', theirs: '', suggested: 'theirs' }]);
    expect(one(mergeNow(mine, theirs), 'a')).toMatchObject({ pin: '5678' });
    expect(one(mergeNow(mine, theirs, { a: { secret: 'mine' } }), 'a')).toMatchObject({ pin: '1234' });
    expect(mergeNow(mine, theirs).schema).toBe(2);
  });

  it('compares what it does not know by meaning, whatever the order of fields', () => {
    const mine = vault([stored('a', { future: { x: 1, y: [2] } })]);
    const theirs = vault([stored('a', { future: { y: [2], x: 1 } })]);
    expect(compare(mine, theirs)).toEqual({ ...NOTHING, unchanged: 1 });
  });

  it('drops an unknown field where the side without it is chosen', () => {
    const mine = vault([stored('a', { future: 1 })]);
    const merged = mergeNow(mine, vault([stored('a')]), { a: { future: 'theirs' } });
    expect(one(merged, 'a')).not.toHaveProperty('future');
  });

  it('leaves no period behind where the chosen kind counts', () => {
    const theirs = vault([counted('a', 4, { updatedAt: 200 })]);
    const merged = one(mergeNow(vault([stored('a')]), theirs), 'a');
    expect(merged).toMatchObject({ type: 'hotp', counter: 4 });
    expect(merged).not.toHaveProperty('period');
  });

  it('unites the sites without asking, the side changed last saying how wide each is', () => {
    const mine = vault([stored('a', { sites: [site('one'), site('two')] })]);
    const theirs = vault([stored('a', { sites: [site('two', true), site('three')], updatedAt: 200 })]);
    expect(one(mergeNow(mine, theirs), 'a').sites).toEqual([site('two', true), site('three'), site('one')]);
    expect(compare(mine, theirs).changed).toEqual([
      { ...named('a'), fields: [], newHosts: ['three.example'] },
    ]);
  });

  it('unites all sites, also where there are more than an account is given by hand', () => {
    const sites = (name: string) =>
      Array.from({ length: 10 }, (_, index) => ({
        origin: `https://${name}${index}.example`,
        subdomains: false,
      }));
    const mine = vault([stored('a', { sites: sites('m') })]);
    const theirs = vault([stored('a', { sites: sites('t') })]);
    expect(one(mergeNow(mine, theirs), 'a').sites).toEqual([...sites('m'), ...sites('t')]);
    expect(compare(mine, theirs).changed.flatMap(({ newHosts }) => newHosts)).toEqual(
      Array.from({ length: 10 }, (_, index) => `t${index}.example`),
    );
  });

  it('shows no new host where theirs brings no site', () => {
    const mine = vault([stored('a', { sites: [site('one')] })]);
    const theirs = vault([stored('a', { sites: [site('one', true)], name: 'new', updatedAt: 200 })]);
    expect(compare(mine, theirs).changed).toMatchObject([{ newHosts: [] }]);
  });

  it('puts mine into the trash as of now, however long theirs lies there', () => {
    const mine = vault([stored('a')]);
    const theirs = (updatedAt: number) => vault([stored('a', { trashedAt: NOW - 40 * DAY, updatedAt })]);
    expect(one(mergeNow(mine, theirs(200)), 'a').trashedAt).toBe(NOW);
    expect(one(mergeNow(mine, theirs(50), { a: { trashedAt: 'theirs' } }), 'a').trashedAt).toBe(NOW);
  });

  it('keeps the day on which mine came to the trash where both lie there', () => {
    const mine = vault([stored('a', { trashedAt: 5 })]);
    const theirs = vault([stored('a', { trashedAt: 9, updatedAt: 200 })]);
    expect(one(mergeNow(mine, theirs), 'a').trashedAt).toBe(5);
    expect(compare(mine, theirs)).toEqual(NOTHING);
  });

  it('refuses choices that leave neither issuer nor name', () => {
    const mine = vault([stored('a', { issuer: 'A', name: '' })]);
    const theirs = vault([stored('a', { issuer: '', name: 'B' })]);
    expect(refusal(() => mergeNow(mine, theirs, { a: { issuer: 'theirs' } }))).toBe('name-missing');
  });
});

describe('merge, of counters', () => {
  it('takes the higher one of one secret and does not ask', () => {
    for (const [mine, theirs] of [
      [5, 9],
      [9, 5],
    ] as const) {
      const sides = [vault([counted('a', mine)]), vault([counted('a', theirs, { updatedAt: 200 })])] as const;
      expect(one(mergeNow(...sides, { a: { kind: 'mine' } }), 'a')).toMatchObject({ counter: 9 });
      expect(compare(...sides).changed.flatMap(({ fields }) => fields)).toEqual([]);
    }
  });

  it('takes it along where the secret lives here under another id', () => {
    const theirs = vault([counted('x', 9, { secret: 'SAME' })]);
    expect(one(mergeNow(vault([counted('m', 5, { secret: 'SAME' })]), theirs), 'm')).toMatchObject({
      counter: 9,
    });
  });

  it('lets it come with its secret where the secrets differ', () => {
    const mine = vault([counted('a', 900)]);
    const theirs = vault([counted('a', 9, { secret: 'OTHER' })]);
    expect(one(mergeNow(mine, theirs), 'a')).toMatchObject({ counter: 900 });
    const chosen = one(mergeNow(mine, theirs, { a: { secret: 'theirs' } }), 'a');
    expect(chosen).toMatchObject({ secret: 'OTHER', counter: 9 });
  });
});

describe('replaceAccounts', () => {
  it('takes accounts and tombstones of the backup and leaves all else', () => {
    const mine = readContent({
      schema: 1,
      accounts: [stored('m')],
      settings: { a: 1 },
      savedAt: 5,
      epoch: 'e',
    });
    const theirs = vault([stored('x'), stored('y', { trashedAt: 7 })], [{ id: 'z', at: 1 }]);
    const { accounts, tombstones } = theirs;
    const inTrashFromNow = accounts.map((account) =>
      account.id === 'y' ? { ...account, trashedAt: NOW } : account,
    );
    expect(replaceAccounts(mine, theirs, NOW)).toEqual({ ...mine, accounts: inTrashFromNow, tombstones });
  });

  it('sets no counter back', () => {
    const replaced = replaceAccounts(vault([counted('a', 9)]), vault([counted('a', 5)]), NOW);
    expect(replaced.accounts).toMatchObject([{ counter: 9 }]);
  });

  it('refuses more than 2,000 accounts', () => {
    const many = vault(Array.from({ length: 2001 }, (_, index) => stored(`n${index}`)));
    expect(refusal(() => replaceAccounts(vault([]), many, NOW))).toBe('too-many-accounts');
  });

  it('leaves behind what has lain longest in a trash that finds no room', () => {
    const many = Array.from({ length: 1999 }, (_, index) => stored(`n${index}`));
    const trash = [stored('old', { trashedAt: 1 }), stored('new', { trashedAt: 2 })];
    const replaced = replaceAccounts(vault([]), vault([...many, ...trash]), NOW);
    expect(trashOf(replaced)).toEqual(['new']);
    expect(replaced.tombstones).toEqual([{ id: 'old', at: NOW }]);
  });
});

describe('merge, of any two vaults', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  /** Few values, so that the sides meet; a secret is not its id's own, so that they cross. */
  const account = fc
    .record({
      id,
      secret: fc.constantFrom('AAAA', 'BBBB', 'CCCC', 'DDDD'),
      issuer: fc.constantFrom('A', 'B'),
      period: fc.constantFrom(30, 60),
      counter: fc.option(fc.nat(9), { nil: undefined }),
      updatedAt: fc.nat(3),
      isTrashed: fc.boolean(),
      future: fc.option(fc.nat(2), { nil: undefined }),
      sites: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
    })
    .map(({ id, counter, isTrashed, future, sites, ...fields }) => {
      const more = {
        ...fields,
        ...(isTrashed ? { trashedAt: 1 } : {}),
        ...(future === undefined ? {} : { future }),
        sites: sites.map((host) => ({ origin: `https://${host}.example`, subdomains: false })),
      };
      return counter === undefined ? stored(id, more) : counted(id, counter, more);
    });
  /** No vault has an account and its tombstone. */
  const anyVault = (tombstoneAt: fc.Arbitrary<number>) =>
    fc
      .record({
        accounts: fc.uniqueArray(account, { selector: (one) => one.id }),
        tombstones: fc.uniqueArray(fc.record({ id, at: tombstoneAt }), { selector: (one) => one.id }),
      })
      .map(({ accounts, tombstones }) => {
        const here = new Set(accounts.map((one) => one.id));
        return vault(
          accounts,
          tombstones.filter((one) => !here.has(one.id)),
        );
      });
  const choices: fc.Arbitrary<Choices> = fc.dictionary(
    id,
    fc.dictionary(
      fc.constantFrom('issuer', 'secret', 'kind', 'trashedAt', 'future'),
      fc.constantFrom('mine', 'theirs'),
    ),
  );
  const vaults = anyVault(fc.nat(3));

  it('changes no account the second time, and says so by giving the very same vault', () => {
    fc.assert(
      fc.property(vaults, vaults, (mine, theirs) => {
        const once = mergeNow(mine, theirs);
        expect(merge(once, theirs, {}, NOW + 1)).toBe(once);
      }),
    );
  });

  it('does what the preview says', () => {
    fc.assert(
      fc.property(vaults, vaults, (mine, theirs) => {
        const { added, changed, deleted, trashed, unchanged } = compare(mine, theirs);
        const merged = mergeNow(mine, theirs);
        const before = new Set(ids(mine));
        const isLiving = ({ trashedAt }: Account) => trashedAt === undefined;
        const comers = merged.accounts.filter((one) => !before.has(one.id));
        expect(added.map((one) => one.id)).toEqual(comers.filter(isLiving).map((one) => one.id));
        for (const gone of deleted) expect(ids(merged)).not.toContain(gone.id);
        for (const { id } of trashed) expect(isLiving(one(merged, id))).toBe(false);
        const touched = new Set([...changed, ...trashed].map((one) => one.id));
        const rest = mine.accounts.filter((account) => !touched.has(account.id));
        expect(unchanged).toBe(rest.filter(isLiving).length);
        for (const account of rest) {
          const { updatedAt } = one(merged, account.id);
          expect(one(merged, account.id)).toEqual({ ...account, updatedAt });
        }
      }),
    );
  });

  it('sets no counter back, whatever is chosen', () => {
    fc.assert(
      fc.property(vaults, vaults, choices, (mine, theirs, chosen) => {
        const merged = mergeNow(mine, theirs, chosen);
        for (const account of merged.accounts)
          for (const before of [...mine.accounts, ...theirs.accounts])
            if (account.type === 'hotp' && before.type === 'hotp' && account.secret === before.secret)
              expect(account.counter).toBeGreaterThanOrEqual(before.counter);
      }),
    );
  });

  it('gives what can be read again, with one account for each id', () => {
    fc.assert(
      fc.property(vaults, vaults, choices, (mine, theirs, chosen) => {
        const merged = mergeNow(mine, theirs, chosen);
        expect(readContent(JSON.parse(JSON.stringify(merged)))).toEqual(merged);
        expect(new Set(ids(merged)).size).toBe(merged.accounts.length);
      }),
    );
  });

  it('leaves the same accounts alive from either side, where both know who changed what last', () => {
    const at = (parity: 0 | 1, { accounts, tombstones, ...rest }: VaultContent): VaultContent => ({
      ...rest,
      accounts: accounts.map((one) => ({ ...one, updatedAt: one.updatedAt * 2 + parity })),
      tombstones: tombstones.map((one) => ({ ...one, at: one.at * 2 + parity })),
    });
    // No two changes at one instant: in doubt each side prefers its own.
    const distinct = fc.tuple(
      vaults.map((mine) => at(0, mine)),
      vaults.map((theirs) => at(1, theirs)),
    );
    const livingSecrets = (content: VaultContent) =>
      [
        ...new Set(content.accounts.filter((one) => one.trashedAt === undefined).map((one) => one.secret)),
      ].sort();
    fc.assert(
      fc.property(distinct, ([mine, theirs]) => {
        expect(livingSecrets(mergeNow(mine, theirs))).toEqual(livingSecrets(mergeNow(theirs, mine)));
      }),
    );
  });
});
