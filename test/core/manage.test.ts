/** What is done to many accounts at once, and that undoing it leaves the vault as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, LIMITS } from '../../src/core/account';
import type { Command } from '../../src/core/command-types';
import { applyCommand } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import { findDuplicates } from '../../src/core/manage';
import { trashedAccounts } from '../../src/core/trash';
import { listedAccounts } from '../../src/core/vault-accounts';
import { EMPTY_CONTENT, readContent, type VaultContent } from '../../src/core/vault-content';
import { REQUESTS } from '../../src/messages';

const NOW = Date.UTC(2026, 0, 1);

/** An account as it lies in a vault; `secret` is the last letter of one. */
function stored(id: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const base = { type: 'totp', issuer: 'ACME', algorithm: 'SHA1', digits: 6, period: 30 };
  return { ...base, id, name: id, secret: `JBSWY3DP${id.toUpperCase()}`, ...fields };
}
const vaultOf = (...accounts: Record<string, unknown>[]): VaultContent =>
  readContent({ ...EMPTY_CONTENT, accounts });

function run(content: VaultContent, command: Command, opId: string = crypto.randomUUID()): VaultContent {
  return applyCommand(content, opId, command, NOW).content;
}
function one(content: VaultContent, id: string): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'accepted';
}
/** The accounts, but for the instant of the last change, which only goes on. */
/** What a person knows of them: neither when they changed, nor the traces that keep merges from undoing it. */
const essence = ({ accounts }: VaultContent) =>
  accounts.map(({ updatedAt: _updatedAt, removals: _removals, ...rest }) => rest);

describe('tag', () => {
  it('puts one tag on several accounts, or on none of them', () => {
    const before = vaultOf(stored('a', { tags: ['Home'] }), stored('b'), stored('c'));
    const change = { ids: ['a', 'b'], tag: '  Work ', on: true };
    const after = run(before, { type: 'tag', changes: [change] });
    expect(after.accounts.map(({ tags }) => tags)).toEqual([['Home', 'Work'], ['Work'], undefined]);
    expect(one(after, 'a').updatedAt).toBeGreaterThan(one(before, 'a').updatedAt);
    const gone = { type: 'tag', changes: [{ ...change, ids: ['a', 'gone'] }] } as const;
    expect(refusal(() => run(before, gone))).toBe('account-gone');
    const full = vaultOf(stored('a', { tags: Array.from({ length: LIMITS.tags }, (_, n) => `t${n}`) }));
    expect(refusal(() => run(full, { type: 'tag', changes: [{ ...change, ids: ['a'] }] }))).toBe(
      'too-many-tags',
    );
  });

  it('puts on what is between commas, and takes off what an earlier version kept whole', () => {
    const before = vaultOf(stored('a', { tags: ['Work', 'Bank, shared'] }));
    const more = { ids: ['a'], tag: 'Home，Work, Family', on: true };
    const after = run(before, { type: 'tag', changes: [more] });
    expect(one(after, 'a').tags).toEqual(['Work', 'Bank, shared', 'Home', 'Family']);
    const off = run(after, { type: 'tag', changes: [{ ids: ['a'], tag: 'Bank, shared', on: false }] });
    expect(one(off, 'a').tags).toEqual(['Work', 'Home', 'Family']);
  });

  it('changes nothing where it is there already', () => {
    const before = vaultOf(stored('a', { tags: ['Work'] }));
    const after = run(before, { type: 'tag', changes: [{ ids: ['a'], tag: 'Work', on: true }] });
    expect(after.accounts).toBe(before.accounts);
    expect(after.savedAt).toBe(before.savedAt);
  });

  it('comes back to the place where it was taken from', () => {
    // Tags of two accounts came together in it.
    const many = Array.from({ length: LIMITS.tags + 4 }, (_, n) => `t${n}`);
    const before = vaultOf(
      stored('a', { tags: ['x', 'Work', 'y'] }),
      stored('b', { tags: ['Work'] }),
      stored('c', { tags: [...many, 'Work'] }),
    );
    const off = run(before, { type: 'tag', changes: [{ ids: ['a', 'b', 'c'], tag: 'Work', on: false }] });
    expect(off.accounts.map(({ tags }) => tags)).toEqual([['x', 'y'], undefined, many]);
    const { changes } = REQUESTS.tag({
      opId: 'undo',
      changes: [
        { ids: ['a'], tag: 'Work', on: true, at: 1 },
        { ids: ['b'], tag: 'Work', on: true, at: 0 },
        { ids: ['c'], tag: 'Work', on: true, at: many.length },
      ],
    });
    expect(essence(run(off, { type: 'tag', changes }))).toEqual(essence(before));
  });
});

describe('pin', () => {
  it('pins several, and lets them go again', () => {
    const before = vaultOf(stored('a'), stored('b'), stored('c'));
    const pinned = run(before, { type: 'pin', ids: ['c', 'b'], pinned: true });
    expect(listedAccounts(pinned).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(essence(run(pinned, { type: 'pin', ids: ['c', 'b'], pinned: false }))).toEqual(essence(before));
  });
});

describe('purge', () => {
  const before = vaultOf(stored('a', { trashedAt: NOW - 5 }), stored('b', { trashedAt: NOW }), stored('c'));

  it('takes out of the trash what was chosen, and leaves a tombstone', () => {
    expect(trashedAccounts(before).map(({ id }) => id)).toEqual(['b', 'a']);
    const after = run(before, { type: 'purge', ids: ['a'] });
    expect(after.accounts.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(after.tombstones).toEqual([{ id: 'a', at: NOW }]);
  });

  it('never touches a living account, and then none at all', () => {
    expect(refusal(() => run(before, { type: 'purge', ids: ['a', 'c'] }))).toBe('not-in-trash');
  });
});

describe('findDuplicates', () => {
  it('groups by secret, and by name where the secrets differ', () => {
    const content = vaultOf(
      stored('a', { name: 'me' }),
      stored('b', { secret: 'JBSWY3DPA', name: 'other' }),
      stored('c', { name: 'ME' }),
      stored('d'),
      stored('e', { secret: 'JBSWY3DPD', trashedAt: NOW }),
      // Another PIN makes other codes.
      stored('f', { type: 'motp', algorithm: 'MD5', period: 10, pin: '1234', secret: 'JBSWY3DPD' }),
    );
    expect(findDuplicates(listedAccounts(content))).toEqual({
      sameSecret: [['a', 'b']],
      overfull: [],
      sameName: [['a', 'c']],
    });
  });
});

const SITE = 'https://acme.example';

describe('unite', () => {
  const same = { secret: 'JBSWY3DPEHPK3PXP' };
  const before = vaultOf(
    stored('a', { ...same, tags: ['Work'], note: 'first' }),
    stored('b', {
      ...same,
      ...{ tags: ['Home', 'Work'], note: 'first\nsecond', pinned: true, verifiedAt: 7, ofALaterVersion: [1] },
      sites: [{ origin: SITE, subdomains: true, automatic: true }],
    }),
    stored('c'),
  );
  const command = { type: 'unite', groups: [{ keep: 'a', others: ['b'] }] } as const;

  it('gives the kept one what the other has, and moves the other to the trash', () => {
    const after = run(before, command);
    expect(one(after, 'a')).toMatchObject({
      ...{ name: 'a', tags: ['Work', 'Home'], note: 'first\nsecond', pinned: true, verifiedAt: 7 },
      sites: [{ origin: SITE, subdomains: true, automatic: true }],
      ofALaterVersion: [1],
    });
    expect(one(after, 'b').trashedAt).toBe(NOW);
    expect(listedAccounts(after).map(({ id }) => id)).toEqual(['a', 'c']);
  });

  /** What `a` has of each kind to the limit together with `b`, and what `b` has. */
  const most = {
    tags: Array.from({ length: LIMITS.tags }, (_, n) => `t${n}`),
    sites: Array.from({ length: LIMITS.sites }, (_, n) => ({
      origin: `${SITE}:${n + 1}`,
      subdomains: false,
    })),
    note: `${'x'.repeat(LIMITS.noteCodePoints - 2)}\ny`,
  };

  it.each([
    ['tags', most.tags.slice(1), most.tags.slice(0, 2), most.tags, 'Work'],
    ['sites', most.sites.slice(1), most.sites.slice(0, 2), most.sites, { origin: SITE, subdomains: false }],
  ])('takes as many %s as an account holds, and refuses one more', (field, kept, other, all, more) => {
    const pair = (...extra: unknown[]) =>
      vaultOf(
        stored('a', { ...same, [field]: kept }),
        stored('b', { ...same, [field]: [...other, ...extra] }),
      );
    const united = run(pair(), command);
    expect(new Set<unknown>(one(united, 'a')[field as 'tags'])).toEqual(new Set<unknown>(all));
    expect(refusal(() => run(pair(more), command))).toBe('too-much-to-merge');
    expect(findDuplicates(pair(more).accounts)).toMatchObject({ sameSecret: [], overfull: [['a', 'b']] });
  });

  it('takes a note as long as an account holds, and refuses a longer one, whichever is kept', () => {
    const [long = '', short = ''] = most.note.split('\n');
    const pair = (note: string) =>
      vaultOf(stored('a', { ...same, note: long }), stored('b', { ...same, note }));
    expect(one(run(pair(short), command), 'a').note).toBe(most.note);
    for (const [keep, other] of ['ab', 'ba'])
      expect(
        refusal(() =>
          run(pair('yz'), { type: 'unite', groups: [{ keep: keep ?? '', others: [other ?? ''] }] }),
        ),
      ).toBe('too-much-to-merge');
    // A line that both have stands there once.
    expect(refusal(() => run(pair(`${long}\ny`), command))).toBe('accepted');
  });

  it('keeps no secret for its undo', () => {
    expect(JSON.stringify(run(before, command).ops)).not.toContain(same.secret);
  });

  it('gives the kept one the recovery codes of all, and keeps none of them for its undo', () => {
    const codes = (...all: string[]) => ({ recoveryCodes: all.map((code) => ({ code })), ...same });
    const before = vaultOf(stored('a', codes('one-1')), stored('b', codes('one-1', 'two-2')));
    const groups = [{ keep: 'a', others: ['b'] }];
    const { content, result } = applyCommand(before, 'op', { type: 'unite', groups }, NOW);
    expect(one(content, 'a').recoveryCodes).toEqual([{ code: 'one-1' }, { code: 'two-2' }]);
    expect(JSON.stringify(result)).not.toContain('two-2');
  });

  it('refuses accounts with other secrets, in the trash, or given twice', () => {
    const unite = (keep: string, ...others: string[]) =>
      refusal(() => run(before, { type: 'unite', groups: [{ keep, others }] }));
    expect(unite('a', 'c')).toBe('account-gone');
    expect(unite('a', 'a')).toBe('account-gone');
    const twice = [...command.groups, { keep: 'b', others: ['a'] }];
    expect(refusal(() => run(before, { type: 'unite', groups: twice }))).toBe('account-gone');
    const trashed = run(before, { type: 'trash', ids: ['b'] });
    expect(refusal(() => run(trashed, command))).toBe('account-deleted');
  });

  it('is undone without touching what was changed since', () => {
    const united = run(before, command, 'op');
    const edited = run(united, {
      type: 'patch',
      id: 'a',
      base: { note: 'first\nsecond' },
      fields: { note: 'mine' },
    });
    const after = run(edited, { type: 'separate', of: 'op' });
    expect(one(after, 'a')).toMatchObject({ tags: ['Work'], sites: [], pinned: false, note: 'mine' });
    expect(one(after, 'a')).not.toHaveProperty('verifiedAt');
    expect(one(after, 'b').trashedAt).toBeUndefined();
    expect(refusal(() => run(before, { type: 'separate', of: 'op' }))).toBe('undo-gone');
  });

  it('never sets a counter back, nor does its undo', () => {
    const hotp = { type: 'hotp', period: undefined, ...same };
    const counted = vaultOf(stored('a', { ...hotp, counter: 3 }), stored('b', { ...hotp, counter: 9 }));
    const united = run(counted, command, 'op');
    expect(one(united, 'a')).toMatchObject({ counter: 9 });
    const on = run(united, { type: 'count-up', id: 'a' });
    const after = run(on, { type: 'separate', of: 'op' });
    expect(after.accounts).toMatchObject([{ counter: 10 }, { counter: 10 }]);
  });

  it('takes 1,000 pairs at once', () => {
    const pairs = Array.from({ length: 1000 }, (_, n) => ['k', 'o'].map((side) => `${side}${n}`));
    const accounts = pairs.flatMap((ids, n) => ids.map((id) => stored(id, { secret: `S${n}` })));
    const groups = findDuplicates(vaultOf(...accounts).accounts).sameSecret.map(([keep = '', ...others]) => ({
      keep,
      others,
    }));
    const united = run(vaultOf(...accounts), { type: 'unite', groups }, 'op');
    expect(listedAccounts(united)).toHaveLength(1000);
    expect(listedAccounts(run(united, { type: 'separate', of: 'op' }))).toHaveLength(2000);
  });
});

const tags = fc.uniqueArray(fc.constantFrom('Work', 'Home', 'x', 'y'), { maxLength: 4 });
const site = fc.record({
  origin: fc.constantFrom(SITE, 'https://a.example', 'https://b.example'),
  subdomains: fc.boolean(),
});
const fields = fc.record(
  {
    ...{ tags, note: fc.constantFrom('one', 'two\none'), pinned: fc.boolean(), submits: fc.boolean() },
    sites: fc.uniqueArray(site, { maxLength: 3, selector: ({ origin }) => origin }),
    ...{ verifiedAt: fc.nat(), ofALaterVersion: fc.jsonValue(), secret: fc.constantFrom('SAME', 'OTHER') },
  },
  { requiredKeys: ['secret', 'sites', 'pinned'] },
);
const vaults = fc
  .array(fields, { minLength: 1, maxLength: 8 })
  .map((list) => vaultOf(...list.map((one, index) => stored(`n${index}`, one))));
/** `tags: []` says the same as no tags. */
const normal = (content: VaultContent) =>
  essence(content).map(({ tags: given = [], ...rest }) => ({ ...rest, tags: given }));

describe('undoing', () => {
  it('restores every account of any vault after a merging of all duplicates', () => {
    fc.assert(
      fc.property(vaults, (before) => {
        const { sameSecret } = findDuplicates(before.accounts);
        const groups = sameSecret.map(([keep = '', ...others]) => ({ keep, others }));
        const united = run(before, { type: 'unite', groups }, 'op');
        expect(findDuplicates(listedAccounts(united)).sameSecret).toEqual([]);
        expect(essence(run(united, { type: 'separate', of: 'op' }))).toEqual(essence(before));
      }),
    );
  });

  it('restores the tags of any accounts after one was put on, or taken off', () => {
    fc.assert(
      fc.property(vaults, fc.boolean(), (before, on) => {
        const met = before.accounts.filter(({ tags: given = [] }) => given.includes('Work') !== on);
        const after = run(before, {
          type: 'tag',
          changes: [{ ids: met.map(({ id }) => id), tag: 'Work', on }],
        });
        const changes = met.map(({ id, tags: given = [] }) => ({
          ...{ ids: [id], tag: 'Work', on: !on },
          ...(on ? {} : { at: given.indexOf('Work') }),
        }));
        expect(normal(run(after, { type: 'tag', changes }))).toEqual(normal(before));
      }),
    );
  });
});
