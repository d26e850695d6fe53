import { describe, expect, it } from 'vitest';
import { type Account, LIMITS, portable, summarize } from '../../src/core/account';
import { PICTURE_LIMITS } from '../../src/core/account-icon';
import { CheckError } from '../../src/core/check';
import type { AddedAccount, Command } from '../../src/core/command-types';
import { applyCommand } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import type { AccountPatch } from '../../src/core/patch-account';
import { NOT_SYNCED } from '../../src/core/sync/marks';
import { withSync } from '../../src/core/sync/sync-settings';
import { listedAccounts } from '../../src/core/vault-accounts';
import {
  EMPTY_CONTENT,
  readContent,
  readOutsideContent,
  type VaultContent,
} from '../../src/core/vault-content';
import { pictureOfSize } from '../fakes/png';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;

function added(id: string, fields: Partial<AddedAccount> = {}): AddedAccount {
  const base = { type: 'totp', issuer: 'ACME', name: id, algorithm: 'SHA1', digits: 6, period: 30 } as const;
  return {
    ...base,
    id,
    secret: `JBSWY3DP${id.toUpperCase()}`,
    sites: [],
    pinned: false,
    ...fields,
  } as AddedAccount;
}

function run(
  content: VaultContent,
  command: Command,
  { opId = String(crypto.randomUUID()), now = NOW } = {},
) {
  return applyCommand(content, opId, command, now);
}

const vaultOf = (...accounts: AddedAccount[]) =>
  run(EMPTY_CONTENT, { type: 'add', accounts, source: 'manual' }).content;

function one(content: VaultContent, id: string): Account {
  const found = content.accounts.find((account) => account.id === id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}

function details(act: () => unknown): [string, unknown] {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return [error.code, error.details];
    throw error;
  }
  return ['accepted', {}];
}

const refusal = (act: () => unknown): string => details(act)[0];

const edit = (id: string, base: AccountPatch, fields: AccountPatch): Command => ({
  type: 'patch',
  id,
  base,
  fields,
});

function counted(id: string, counter: number): AddedAccount {
  const { name, issuer, secret, sites, pinned } = added(id);
  return { type: 'hotp', counter, id, name, issuer, secret, sites, pinned, algorithm: 'SHA1', digits: 6 };
}

describe('applyCommand', () => {
  it('adds accounts at the end of the list, stamped with time and source', () => {
    const content = vaultOf(added('a'), added('b'));
    expect(listedAccounts(content).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(one(content, 'b')).toMatchObject({ order: 1, createdAt: NOW, updatedAt: NOW, source: 'manual' });
  });

  it('skips a secret that is already saved, also twice in one batch, and counts it', () => {
    const before = vaultOf(added('a'));
    const command: Command = {
      type: 'add',
      accounts: [
        added('x', { secret: one(before, 'a').secret }),
        added('b'),
        added('c', { secret: 'JBSWY3DPB' }),
      ],
      source: 'import',
    };
    const { content, result } = run(before, command);
    expect(result).toEqual({ ids: ['b'], alreadySaved: 2, replaced: [] });
    expect(content.accounts.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('unites what takes the place of another with it: notes, tags and sites of both', () => {
    const [mine, theirs] = ['https://a.example', 'https://b.example'].map((origin) => ({
      sites: [{ origin, subdomains: false }],
    }));
    const before = vaultOf(added('a', { ...mine, note: 'mine', tags: ['Home'], icon: 'letter' }));
    const { secret } = one(before, 'a');
    const chosen = { ...theirs, secret, note: 'theirs', tags: ['Work'], icon: 'brand:github' };
    const accounts = [added('b', { ...chosen, replaces: true })];
    const { content } = run(before, { type: 'add', accounts, source: 'import' });
    expect(one(content, 'b')).toMatchObject({
      ...{ name: 'b', note: 'mine\ntheirs', tags: ['Home', 'Work'], icon: 'letter' },
      sites: [{ origin: 'https://a.example' }, { origin: 'https://b.example' }],
    });
  });

  const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
  const sitesOf = (numbers: readonly number[]) =>
    numbers.map((number) => ({ origin: `https://a${number}.example`, subdomains: false }));
  const tagsOf = (numbers: readonly number[]) => numbers.map((number) => `t${number}`);

  it('loses no tag, site or line of a note where one takes the place of another', () => {
    const most = 'x'.repeat(LIMITS.noteCodePoints);
    const [mine, theirs] = [range(LIMITS.sites), range(LIMITS.sites, 1)];
    const before = vaultOf(added('a', { sites: sitesOf(mine), tags: tagsOf(mine), note: most }));
    const { secret } = one(before, 'a');
    const chosen = { secret, sites: sitesOf(theirs), tags: tagsOf(theirs), note: 'the last line' };
    const accounts = [added('b', { ...chosen, replaces: true })];
    const { content } = run(before, { type: 'add', accounts, source: 'import' });
    const both = range(LIMITS.sites + 1);
    expect(one(content, 'b')).toMatchObject({
      ...{ sites: sitesOf(both), tags: tagsOf(both), note: `${most}\nthe last line` },
    });
    expect(readContent(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it.each([
    ['tags', tagsOf(range(LIMITS.storedTags)), ['one more']],
    ['sites', sitesOf(range(LIMITS.storedSites)), sitesOf([-1])],
    ['note', 'x'.repeat(LIMITS.storedNoteCodePoints), 'one more'],
  ])('refuses to unite more %s than a vault holds', (field, most, more) => {
    const before = vaultOf(added('a', { [field]: most }));
    const { secret } = one(before, 'a');
    const accounts = [added('b', { secret, [field]: more, replaces: true })];
    expect(refusal(() => run(before, { type: 'add', accounts, source: 'import' }))).toBe('too-much-to-merge');
  });

  it('keeps both where issuer and name are the same and the secret is not', () => {
    const content = vaultOf(added('a', { name: 'me' }), added('b', { name: 'me' }));
    expect(content.accounts).toHaveLength(2);
  });

  it('never sets a counter back to one whose codes were shown by a copy that lies in the trash', () => {
    const gone = run(vaultOf(counted('a', 7)), { type: 'trash', ids: ['a'] }).content;
    const again = (counter: number) => ({ ...counted('b', counter), secret: one(gone, 'a').secret });
    const add = (counter: number) =>
      run(gone, { type: 'add', accounts: [again(counter)], source: 'scan' }).content;
    expect(one(add(0), 'b')).toMatchObject({ counter: 7 });
    expect(one(add(9), 'b')).toMatchObject({ counter: 9 });
  });

  it('keeps the higher counter of two that came with one secret', () => {
    const accounts = [counted('a', 3), { ...counted('b', 7), secret: counted('a', 3).secret }];
    const { content } = run(vaultOf(), { type: 'add', accounts, source: 'import' });
    expect(content.accounts).toMatchObject([{ id: 'a', counter: 7 }]);
  });

  it('puts a chosen one into the place of the only account of its name, whose counter and first code were its own', () => {
    const before = vaultOf({ ...counted('a', 41), name: 'me', note: 'mine' }, added('other'));
    const verified = run(before, { type: 'verified', id: 'a' }).content;
    const next = { ...counted('b', 3), name: 'me', secret: 'MZXW6YTBOI', replaces: true };
    const command: Command = {
      type: 'add',
      accounts: [next, { ...next, id: 'c', secret: 'MZXW6' }],
      source: 'import',
      isAuthenticated: true,
    };
    expect(refusal(() => run(verified, { ...command, isAuthenticated: false }))).toBe('credential-required');
    const { content, result } = run(verified, command);
    expect(result).toMatchObject({ ids: ['b', 'c'], replaced: ['a'] });
    expect(one(content, 'b')).toMatchObject({ secret: 'MZXW6YTBOI', counter: 3, note: 'mine', order: 0 });
    expect(one(content, 'b')).not.toHaveProperty('verifiedAt');
    expect(one(content, 'a')).toMatchObject({ trashedAt: NOW, counter: 41 });
    const third = run(content, { ...command, accounts: [{ ...next, id: 'd', secret: 'MZXW6YTB' }] });
    expect(third.result).toMatchObject({ ids: ['d'], replaced: [] });
  });

  it('refuses more than 2,000 accounts as a whole', () => {
    const many = Array.from({ length: 2001 }, (_, index) => added(`n${index}`, { secret: `S${index}` }));
    expect(refusal(() => vaultOf(...many))).toBe('too-many-accounts');
  });

  it('takes an import of 1,500 again after it was undone, and keeps what else lay in the trash', () => {
    const many = (prefix: string) =>
      Array.from({ length: 1500 }, (_, index) => added(`${prefix}${index}`, { secret: `S${index}` }));
    const before = run(vaultOf(added('a')), { type: 'trash', ids: ['a'] }, { now: NOW - DAY }).content;
    const once = run(before, { type: 'add', accounts: many('n'), source: 'import' }).content;
    const undone = run(once, { type: 'trash', ids: many('n').map(({ id }) => id) }).content;
    const { content } = run(undone, { type: 'add', accounts: many('m'), source: 'import' });
    expect(listedAccounts(content)).toHaveLength(1500);
    expect(content.accounts).toHaveLength(2000);
    expect(one(content, 'a')).toMatchObject({ trashedAt: NOW - DAY });
    expect(content.tombstones).toHaveLength(1001);
  });

  it('lets the oldest of the trash give way to what is added, and never what is replaced by it', () => {
    const ids = Array.from({ length: 1998 }, (_, index) => `n${index}`);
    const full = vaultOf(...ids.map((id) => added(id, { secret: `S${id}` })), added('old'), added('new'));
    const old = run(full, { type: 'trash', ids: ['old'] }, { now: NOW }).content;
    const both = run(old, { type: 'trash', ids: ['new'] }, { now: NOW + 1 }).content;
    const accounts = [added('x', { secret: 'Sn0', replaces: true })];
    const { content } = run(both, { type: 'add', accounts, source: 'import' }, { now: NOW + 2 });
    const trashed = content.accounts.filter(({ trashedAt }) => trashedAt !== undefined);
    expect(trashed.map(({ id }) => id).sort()).toEqual(['n0', 'new']);
  });

  it('answers a repeated opId with the first result and changes nothing', () => {
    const command: Command = { type: 'add', accounts: [added('a')], source: 'manual' };
    const first = run(EMPTY_CONTENT, command, { opId: 'op' });
    const again = run(first.content, { ...command, accounts: [added('z')] }, { opId: 'op' });
    expect(again).toEqual({ content: first.content, result: first.result });
  });

  it('remembers the last 32 commands', () => {
    const content = Array.from({ length: 40 }).reduce<VaultContent>(
      (before, _, index) => run(before, { type: 'reorder', ids: [] }, { opId: `op${index}` }).content,
      EMPTY_CONTENT,
    );
    expect(content.ops.map(({ opId }) => opId)).toEqual(
      Array.from({ length: 32 }, (_, index) => `op${index + 8}`),
    );
  });

  it('patches fields and kind, and moves updatedAt on even within one millisecond', () => {
    const { content } = run(vaultOf(added('a')), {
      type: 'patch',
      id: 'a',
      base: { issuer: 'ACME', kind: { type: 'totp', period: 30 } },
      fields: { issuer: 'New', kind: { type: 'totp', period: 60 } },
    });
    expect(one(content, 'a')).toMatchObject({ issuer: 'New', name: 'a', period: 60, updatedAt: NOW + 1 });
  });

  it('puts a new PIN over one that the person never saw, and tells no page of it', () => {
    const motp = { ...added('a'), type: 'motp', algorithm: 'MD5', period: 10, pin: '1234' } as const;
    const { content } = run(vaultOf(motp), edit('a', {}, { pin: '5678' }));
    expect(one(content, 'a')).toMatchObject({ pin: '5678', updatedAt: NOW + 1 });
    expect(summarize(one(content, 'a'))).not.toHaveProperty('pin');
    expect(portable(one(content, 'a'))).toMatchObject({ type: 'motp', pin: '5678' });
  });

  it('gives an account what it never had: tags, a note, an icon, the button pressed', () => {
    const fields: AccountPatch = {
      tags: ['Work'],
      note: 'two\nlines',
      submits: true,
      display: 'hidden',
      icon: 'letter',
    };
    const base = { tags: [], note: '', submits: false, display: '', icon: '' };
    const { content } = run(vaultOf(added('a')), edit('a', base, fields));
    expect(one(content, 'a')).toMatchObject(fields);
    expect(summarize(one(content, 'a')).display).toBe('hidden');
    expect(summarize({ ...one(content, 'a'), display: 'of a later version' })).not.toHaveProperty('display');
    const stale = () => run(content, edit('a', { tags: [], note: '' }, { tags: ['Home'], note: 'mine' }));
    expect(details(stale)).toEqual(['conflict', { fields: 'tags note' }]);
  });

  it('takes the tags as they were shown, where an earlier version kept one with a comma', () => {
    const before = vaultOf(added('a', { tags: ['Bank, shared'] }));
    const seen = { tags: ['Bank', 'shared'] };
    const { content } = run(before, edit('a', seen, { tags: ['Bank', 'shared', 'Work'] }));
    expect(one(content, 'a').tags).toEqual(['Bank', 'shared', 'Work']);
  });

  it.each([
    ['issuer', 'x'.repeat(LIMITS.textCodePoints), 'x'],
    ['name', '😀'.repeat(LIMITS.textCodePoints), 'x'],
    ['note', 'x'.repeat(LIMITS.noteCodePoints), '\nx'],
  ])('refuses rather than cuts: %s', (field, most, more) => {
    const before = vaultOf(added('a', { note: '' }));
    const base = { issuer: 'ACME', name: 'a', note: '' };
    const { content } = run(before, edit('a', base, { [field]: most }));
    expect(one(content, 'a')).toMatchObject({ [field]: most });
    const over = () => run(before, edit('a', base, { [field]: most + more }));
    expect(details(over)).toEqual(['text-too-long', { max: most.match(/./gu)?.length, field }]);
  });

  it('refuses more tags than an account holds, and a longer one', () => {
    const many = Array.from({ length: LIMITS.tags }, (_, index) => `t${index}`);
    const tagged = (tags: readonly string[]) =>
      details(() => run(vaultOf(added('a')), edit('a', { tags: [] }, { tags })));
    expect(tagged(many)).toEqual(['accepted', {}]);
    expect(tagged([...many, 'more'])).toEqual(['tags-over-limit', { max: LIMITS.tags }]);
    expect(tagged(['x'.repeat(LIMITS.tagCodePoints)])).toEqual(['accepted', {}]);
    expect(tagged(['x'.repeat(LIMITS.tagCodePoints + 1)])).toEqual([
      'tag-too-long',
      { max: LIMITS.tagCodePoints },
    ]);
  });

  it('takes sites away where there are more than an account is given by hand, and puts none on', () => {
    const change = (from: number, to: readonly number[]) => {
      const sites = sitesOf(range(from));
      return run(vaultOf(added('a', { sites })), edit('a', { sites }, { sites: sitesOf(to) })).content;
    };
    const [most, over] = [LIMITS.sites, LIMITS.sites + 4];
    const fewer = range(over - 1, 1);
    expect(one(change(over, fewer), 'a').sites).toEqual(sitesOf(fewer));
    const refused = ['too-many-sites', { max: LIMITS.sites }];
    for (const from of [most, over]) expect(details(() => change(from, range(from + 1)))).toEqual(refused);
  });

  it('lets what another vault brought be shortened', () => {
    const tags = Array.from({ length: LIMITS.tags + 4 }, (_, index) => `t${index}`);
    const note = 'x'.repeat(LIMITS.noteCodePoints + 9);
    const before = vaultOf(added('a', { tags, note }));
    const { content } = run(before, edit('a', { tags, note }, { tags: ['t0'], note: 'x' }));
    expect(one(content, 'a')).toMatchObject({ tags: ['t0'], note: 'x' });
  });

  it('takes no more pictures than a vault has room for, and says how many stayed away', () => {
    const icon = pictureOfSize(8000);
    const many = Math.floor(PICTURE_LIMITS.together / icon.length);
    const accounts = Array.from({ length: many + 1 }, (_, index) => added(`a${index}`, { icon }));
    const { content, result } = run(EMPTY_CONTENT, { type: 'add', accounts, source: 'import' });
    expect(result).toMatchObject({ iconsLost: 1 });
    expect([one(content, `a${many - 1}`).icon, one(content, `a${many}`).icon]).toEqual([icon, '']);
    const more = () => run(content, edit(`a${many}`, { icon: '' }, { icon }));
    expect(details(more)).toEqual(['too-many-pictures', {}]);
    expect(one(run(content, edit('a0', { icon }, { icon: 'letter' })).content, 'a0').icon).toBe('letter');
  });

  it('keeps both edits where two windows change different fields', () => {
    const first = run(vaultOf(added('a')), edit('a', { name: 'a' }, { name: 'b' })).content;
    const kinds = [30, 60].map((period) => ({ kind: { type: 'totp', period } as const }));
    const second = run(first, edit('a', kinds[0] ?? {}, kinds[1] ?? {})).content;
    expect(one(second, 'a')).toMatchObject({ name: 'b', period: 60 });
  });

  it('names every field that was changed meanwhile, and changes none', () => {
    const before = vaultOf(added('a', { issuer: 'Now', name: 'now', pinned: true }));
    const stale: AccountPatch = {
      sites: [{ origin: 'https://old.example', subdomains: false }],
      kind: { type: 'totp', period: 45 },
      name: 'then',
      issuer: 'Then',
      digits: 6,
    };
    const fields: AccountPatch = {
      sites: [{ origin: 'https://new.example', subdomains: false }],
      kind: { type: 'totp', period: 60 },
      name: 'mine',
      issuer: 'Mine',
      digits: 8,
    };
    const act = () => run(before, edit('a', stale, fields));
    expect(details(act)).toEqual(['conflict', { fields: 'issuer name kind sites' }]);
  });

  it('takes a field of which the person was shown nothing as a conflict', () => {
    const act = () => run(vaultOf(added('a')), edit('a', {}, { pinned: true }));
    expect(details(act)).toEqual(['conflict', { fields: 'pinned' }]);
  });

  it.each([
    ['it already is', { name: 'then' }, { name: 'a' }],
    ['the person was shown', { name: 'then' }, { name: 'then' }],
    [
      'sites say, with their fields in another order',
      { sites: [] },
      { sites: [{ subdomains: true, origin: 'https://a.example' }] },
    ],
  ])('changes nothing but its memory where a field is as %s', (_as, base, fields) => {
    const before = vaultOf(added('a', { sites: [{ origin: 'https://a.example', subdomains: true }] }));
    const { content } = run(before, edit('a', base, fields), { opId: 'op', now: NOW + DAY });
    expect(content).toEqual({ ...before, ops: [...before.ops, { opId: 'op', result: null }] });
  });

  it('refuses to put a typed counter over one that was counted up meanwhile', () => {
    const before = vaultOf(counted('a', 5));
    const up = run(before, { type: 'count-up', id: 'a' }).content;
    const kind = (counter: number) => ({ kind: { type: 'hotp', counter } as const });
    expect(details(() => run(up, edit('a', kind(5), kind(2))))).toEqual(['conflict', { fields: 'kind' }]);
    expect(one(run(up, edit('a', kind(6), kind(2))).content, 'a')).toMatchObject({ counter: 2 });
  });

  it('never changes the type', () => {
    const totp = { kind: { type: 'totp', period: 30 } } as const;
    const act = () => run(vaultOf(added('a')), edit('a', totp, { kind: { type: 'hotp', counter: 1 } }));
    expect(refusal(act)).toBe('conflict');
  });

  it('refuses an edit that leaves neither issuer nor name', () => {
    const seen = { issuer: 'ACME', name: 'a' };
    const act = () => run(vaultOf(added('a')), edit('a', seen, { issuer: '', name: '' }));
    expect(refusal(act)).toBe('name-missing');
  });

  it('says of an edited account whether it was deleted or is gone', () => {
    const trashed = run(vaultOf(added('a')), { type: 'trash', ids: ['a'] }).content;
    expect(refusal(() => run(trashed, edit('a', { name: 'a' }, { name: 'b' })))).toBe('account-deleted');
    expect(refusal(() => run(trashed, edit('b', {}, {})))).toBe('account-gone');
  });

  it('moves a deleted account to the trash, out of the list, and back, each time as a change', () => {
    const trashed = run(vaultOf(added('a')), { type: 'trash', ids: ['a'] }).content;
    expect(listedAccounts(trashed)).toEqual([]);
    expect(one(trashed, 'a')).toMatchObject({ trashedAt: NOW, updatedAt: NOW + 1 });
    const restored = run(trashed, { type: 'restore', ids: ['a'] }).content;
    expect(listedAccounts(restored)).toMatchObject([{ id: 'a', updatedAt: NOW + 2 }]);
  });

  it('moves several to the trash at once, or none of them', () => {
    const before = vaultOf(added('a'), added('b'), added('c'));
    const trashed = run(before, { type: 'trash', ids: ['a', 'c'] }).content;
    expect(listedAccounts(trashed).map(({ id }) => id)).toEqual(['b']);
    expect(refusal(() => run(before, { type: 'trash', ids: ['a', 'gone'] }))).toBe('account-gone');
    const restored = run(trashed, { type: 'restore', ids: ['a', 'c'] }).content;
    expect(listedAccounts(restored).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('empties what has lain in the trash for 30 days, with the next save after that, leaving a tombstone', () => {
    const trashed = run(vaultOf(added('a'), added('b')), { type: 'trash', ids: ['a'] }).content;
    const nudge: Command = { type: 'reorder', ids: [] };
    const saved = (content: VaultContent, now: number) => run(content, nudge, { now }).content;
    const kept = saved(saved(trashed, NOW + 30 * DAY), NOW + 31 * DAY);
    expect(kept.accounts).toHaveLength(2);
    const later = saved(kept, NOW + 31 * DAY + 1);
    expect(later.accounts.map(({ id }) => id)).toEqual(['b']);
    expect(later.tombstones).toEqual([{ id: 'a', at: NOW + 31 * DAY + 1 }]);
  });

  it('empties no trash because the clock was wrong at one save', () => {
    const trashed = run(vaultOf(added('a')), { type: 'trash', ids: ['a'] }).content;
    const nudge: Command = { type: 'reorder', ids: [] };
    const wrong = run(trashed, nudge, { now: NOW + 999 * DAY }).content;
    expect(run(wrong, nudge, { now: NOW + DAY }).content.accounts).toMatchObject([
      { id: 'a', trashedAt: NOW },
    ]);
  });

  it('lists pinned accounts first, then in the given order', () => {
    const before = vaultOf(added('a'), added('b'), added('c', { pinned: true }));
    const { content } = run(before, { type: 'reorder', ids: ['b', 'a'] });
    expect(listedAccounts(content).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  it('remembers a site once', () => {
    const command: Command = { type: 'remember-site', id: 'a', origin: 'https://example.com' };
    const once = run(vaultOf(added('a')), command).content;
    expect(one(run(once, command).content, 'a').sites).toEqual([
      { origin: 'https://example.com', subdomains: false },
    ]);
  });

  it('turns automatic fill on for one account of an origin at a time, and off again', () => {
    const origin = 'https://example.com';
    const before = vaultOf(
      added('a', { sites: [{ origin, subdomains: true }] }),
      added('b', { sites: [{ origin: 'https://login.example.com', subdomains: false }] }),
    );
    const on = (id: string): Command => ({ type: 'automatic', id, origin, on: true });
    const first = run(before, on('a')).content;
    expect(one(first, 'a').sites).toEqual([{ origin, subdomains: true, automatic: true }]);
    expect(one(first, 'b')).toBe(one(before, 'b'));
    const second = run(first, on('b')).content;
    expect(one(second, 'a').sites).toEqual([{ origin, subdomains: true, automatic: false }]);
    expect(one(second, 'b').sites).toEqual([
      { origin: 'https://login.example.com', subdomains: false },
      { origin, subdomains: false, automatic: true },
    ]);
    const off = run(second, { type: 'automatic', id: 'b', origin, on: false }).content;
    expect(one(off, 'b').sites.at(-1)).toEqual({ origin, subdomains: false, automatic: false });
    expect(one(off, 'b').updatedAt).toBeGreaterThan(one(second, 'b').updatedAt);
    expect(run(off, { type: 'automatic', id: 'b', origin, on: false }).content.accounts).toBe(off.accounts);
  });

  it('does not make a site by turning automatic fill off', () => {
    const before = vaultOf(added('a'));
    const command: Command = { type: 'automatic', id: 'a', origin: 'https://example.com', on: false };
    expect(one(run(before, command).content, 'a')).toBe(one(before, 'a'));
  });

  it('keeps when a site first took a code', () => {
    const once = run(vaultOf(added('a')), { type: 'verified', id: 'a' }, { now: NOW + 5 }).content;
    expect(one(once, 'a').verifiedAt).toBe(NOW + 5);
    const twice = run(once, { type: 'verified', id: 'a' }, { now: NOW + 9 }).content;
    expect(one(twice, 'a').verifiedAt).toBe(NOW + 5);
  });

  it('counts an HOTP account up and names the counter of the code to show', () => {
    const before = vaultOf(counted('a', 5));
    const { content, result } = run(before, { type: 'count-up', id: 'a' });
    expect(result).toEqual({ counter: 5 });
    expect(one(content, 'a')).toMatchObject({ counter: 6 });
    const last = vaultOf(counted('a', LIMITS.counter.max));
    expect(refusal(() => run(last, { type: 'count-up', id: 'a' }))).toBe('counter-exhausted');
  });

  it('skips the counters that lost saves may have used, up to the last one there is', () => {
    const before = vaultOf(counted('a', 5), counted('b', LIMITS.counter.max - 1), added('c'));
    const { content } = run(before, { type: 'skip-counters', by: 3 });
    expect(content.accounts.map((account) => account.type === 'hotp' && account.counter)).toEqual([
      8,
      LIMITS.counter.max,
      false,
    ]);
    for (const by of [0, 11]) expect(() => run(before, { type: 'skip-counters', by })).toThrow(CheckError);
  });

  it('changes one setting and keeps what it does not know', () => {
    const before = { ...EMPTY_CONTENT, settings: { future: { a: [1] }, clearClipboard: false } };
    const { content } = run(before, { type: 'settings', change: { clearClipboard: true } });
    expect(content.settings).toEqual({ future: { a: [1] }, clearClipboard: true });
  });

  it('forgets, names and renames slots', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((slotId) => ({ slotId, label: slotId, createdAt: NOW }));
    const slotsInfo = [a, b, c].filter((slot) => slot !== undefined);
    const renamed = { slotId: 'c', label: 'new', createdAt: NOW + 1 };
    const command: Command = { type: 'slots-info', remove: ['a'], add: [renamed] };
    expect(run({ ...EMPTY_CONTENT, slotsInfo }, command).content.slotsInfo).toEqual([b, renamed]);
  });

  it('notes when it changed something', () => {
    const content = vaultOf(added('a'));
    const later = { now: NOW + DAY };
    expect(content.savedAt).toBe(NOW);
    expect(run(content, { type: 'trash', ids: ['a'] }, later).content.savedAt).toBe(NOW + DAY);
    const nothing: Command = { type: 'add', accounts: [added('a')], source: 'manual' };
    expect(run(content, nothing, later).content.savedAt).toBe(NOW);
  });

  it('merges another vault in, and can be replaced by it, keeping what is its own', () => {
    const own = { ...vaultOf(added('a')), settings: { clearClipboard: true } };
    const theirs = { ...vaultOf(added('b')), settings: { clearClipboard: false } };
    const merged = run(own, { type: 'merge', theirs, choices: {} }).content;
    expect(merged).toMatchObject({ settings: own.settings, accounts: [{ id: 'a' }, { id: 'b' }] });
    const replaced = run(own, { type: 'replace', theirs }).content;
    expect(replaced).toMatchObject({ settings: own.settings, accounts: theirs.accounts });
    expect(replaced.ops).toHaveLength(2);
  });

  it('tells the other browsers, where there are any, of all that a replacement takes, and how far it had counted', () => {
    const key = { syncKey: 'A'.repeat(43), epoch: 'e', past: [] };
    const part = { ...key, name: '', state: NOT_SYNCED, conflicts: [] };
    const purged = run(vaultOf(counted('old', 7)), { type: 'trash', ids: ['old'] }).content;
    const before = run(purged, { type: 'purge', ids: ['old'] }).content;
    const own = run(before, { type: 'add', accounts: [counted('h', 5)], source: 'manual' }).content;
    const theirs = vaultOf(added('b'));
    const { content } = run(withSync(own, part), { type: 'replace', theirs });
    expect(content.accounts).toEqual(theirs.accounts);
    expect(content.tombstones.map(({ id, counters = {} }) => [id, ...Object.values(counters)])).toEqual([
      ['old', 7],
      ['h', 5],
    ]);
    expect(run(own, { type: 'replace', theirs }).content.tombstones).toEqual([]);
  });

  it.each([
    ['is alive here', vaultOf(added('a'))],
    ['is not here', EMPTY_CONTENT],
  ])(
    'merges what lies in the trash there for 40 days and %s into the trash, to be restored',
    (_which, own) => {
      const then = { now: NOW + 1 };
      const theirs = run(vaultOf(added('a')), { type: 'trash', ids: ['a'] }, then).content;
      const now = NOW + 40 * DAY;
      const merged = run(own, { type: 'merge', theirs, choices: {} }, { now }).content;
      expect(merged).toMatchObject({ accounts: [{ id: 'a', trashedAt: now }], tombstones: [] });
      const { content } = run(merged, { type: 'restore', ids: ['a'] }, { now: now + DAY });
      expect(listedAccounts(content)).toMatchObject([{ id: 'a' }]);
    },
  );
});

describe('applyCommand, between two backups', () => {
  const site = 'https://a.example';
  const start = vaultOf(added('a', { sites: [{ origin: site, subdomains: false }] }), counted('h', 1));
  const before: VaultContent = { ...start, backups: { at: NOW, changes: 3, remindAt: NOW + DAY } };

  it.each<Command>([
    { type: 'add', accounts: [added('b')], source: 'manual' },
    edit('a', { name: 'a' }, { name: 'b' }),
    { type: 'trash', ids: ['a'] },
    { type: 'restore', ids: ['a'] },
    { type: 'reorder', ids: ['h', 'a'] },
    { type: 'remember-site', id: 'a', origin: 'https://b.example' },
    { type: 'merge', theirs: vaultOf(added('b')), choices: {} },
    { type: 'replace', theirs: vaultOf(added('b')) },
  ])('counts a change: $type', (command) => {
    expect(run(before, command).content.backups).toEqual({ ...before.backups, changes: 4 });
  });

  it.each<Command>([
    { type: 'add', accounts: [added('a')], source: 'manual' },
    edit('a', { name: 'a' }, { name: 'a' }),
    { type: 'remember-site', id: 'a', origin: site },
    { type: 'automatic', id: 'a', origin: 'https://b.example', on: true },
    { type: 'verified', id: 'a' },
    { type: 'count-up', id: 'h' },
    { type: 'skip-counters', by: 1 },
    { type: 'settings', change: { clearClipboard: true } },
    { type: 'slots-info', remove: ['s'], add: [] },
  ])('does not count what a backup need not have, or what changed nothing: $type', (command) => {
    expect(run(before, command).content.backups).toEqual(before.backups);
  });

  it.each([
    ['begins anew with a backup of everything', 3, 0],
    ['keeps counting what was changed while a backup was on its way', 1, 2],
    ['counts nothing twice that two backups hold', 5, 0],
  ])('%s', (_what, covered, changes) => {
    const { content } = run(before, { type: 'backed-up', changes: covered }, { now: NOW + 2 * DAY });
    expect(content.backups).toEqual({ at: NOW + 2 * DAY, changes, remindAt: 0 });
  });

  it('puts the reminder off', () => {
    const { content } = run(before, { type: 'remind-later', until: NOW + 9 * DAY });
    expect(content.backups).toEqual({ ...before.backups, remindAt: NOW + 9 * DAY });
  });
});

describe('readContent', () => {
  it('gives absent fields their default and keeps unknown ones word for word', () => {
    const account = {
      id: 'a',
      type: 'totp',
      issuer: 'X',
      name: 'y',
      secret: 'AAAA',
      algorithm: 'SHA1',
      digits: 6,
    };
    const payload = {
      schema: 1,
      accounts: [{ ...account, period: 30, future: { a: [1] } }],
      epoch: 'e',
      other: 7,
    };
    const content = readContent(payload);
    expect(content).toMatchObject({ epoch: 'e', other: 7, ops: [], tombstones: [], settings: {} });
    expect(content.accounts[0]).toMatchObject({ future: { a: [1] }, sites: [], pinned: false, order: 0 });
    const { content: saved } = run(content, { type: 'trash', ids: ['a'] });
    expect(saved).toMatchObject({ epoch: 'e', other: 7, accounts: [{ future: { a: [1] } }] });
  });

  it('knows nothing of backups, slots and the last change where a file does not tell', () => {
    const { savedAt, slotsInfo, backups } = readContent({ schema: 1, accounts: [] });
    expect({ savedAt, slotsInfo, backups }).toEqual({
      savedAt: 0,
      slotsInfo: [],
      backups: { at: null, changes: 0, remindAt: 0 },
    });
  });

  it('keeps unknown fields of a slot, of the settings and of the backups through changes', () => {
    const settings = { future: [1], lock: { afterMinutes: 5, future: { b: 2 } } };
    const slotsInfo = [{ slotId: 's', label: 'key', createdAt: 1, future: 'x' }];
    const read = readContent({ schema: 1, accounts: [], settings, slotsInfo, backups: { future: 3 } });
    const lock = { afterMinutes: 1, onSystemLock: true, maxHours: 1 };
    const changed = run(read, { type: 'settings', change: { lock } }).content;
    const { content } = run(changed, { type: 'backed-up', changes: 0 });
    expect(content).toMatchObject({
      settings: { future: [1], lock: { ...lock, future: { b: 2 } } },
      slotsInfo,
      backups: { at: NOW, changes: 0, remindAt: 0, future: 3 },
    });
  });

  it('refuses a later schema as made by a newer version', () => {
    expect(refusal(() => readContent({ schema: 3, accounts: [] }))).toBe('E_NEWER');
  });

  it('is of schema 2 as long as an account has a PIN, so that a version without them leaves it alone', () => {
    const plain = { id: 'a', issuer: 'X', name: 'y', secret: 'JBSWY3DPEHPK3PXP' };
    const totp = { ...plain, type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 };
    const motp = { ...plain, type: 'motp', algorithm: 'MD5', digits: 6, period: 10, pin: '1234' };
    expect(readContent({ schema: 1, accounts: [totp] }).schema).toBe(1);
    expect(readContent({ schema: 1, accounts: [totp, motp] })).toMatchObject({
      schema: 2,
      accounts: [{}, motp],
    });
    expect(readContent({ schema: 2, accounts: [totp] }).schema).toBe(1);
  });
});

describe('readOutsideContent', () => {
  const account = {
    id: 'a',
    type: 'totp',
    issuer: 'X',
    name: 'y',
    secret: 'JBSWY3DP',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    future: { a: [1] },
  };
  const payload = (fields: object) => ({
    schema: 1,
    accounts: [account, { ...account, id: 'b', ...fields }],
  });
  const longest = 'A'.repeat(205);

  it.each([
    ['without a secret', ''],
    ['of lower case', 'jbswy3dp'],
    ['with a digit that base32 has not', 'JBSWY3D1'],
    ['with white space', 'JBSW Y3DP'],
    ['with padding', 'JBSWY3DPAA======'],
    ['with left-over bits', 'JBSWY3DPA'],
    ['with bits that no byte has', 'AB'],
    ['of less than a byte', 'A'],
    ['of more than 128 bytes', `${longest}AA`],
  ])('refuses a secret %s, with which a vault of ours still opens', (_what, secret) => {
    expect(refusal(() => readOutsideContent(payload({ secret })))).toBe('bad-content');
    expect(readContent(payload({ secret })).accounts).toMatchObject([{}, { secret }]);
  });

  it.each(['AA', 'JBSWY3DP', longest])('takes the secret %.9s', (secret) => {
    expect(readOutsideContent(payload({ secret }))).toEqual(readContent(payload({ secret })));
  });

  it('leaves pictures behind that are none of ours, and no icon else', () => {
    const icons = ['letter', 'brand:github', 'brand:of-a-later-version', pictureOfSize(400)];
    const bad = ['data:image/svg+xml;base64,AAAA', 'data:image/png;base64,AAAA', 'data:text/html,x'];
    for (const icon of icons)
      expect(readOutsideContent(payload({ icon })).accounts[1]).toMatchObject({ icon });
    for (const icon of bad)
      expect(readOutsideContent(payload({ icon })).accounts[1]).not.toHaveProperty('icon');
  });

  it('leaves sites behind on which nothing may be filled', () => {
    const sites = (...origins: string[]) => origins.map((origin) => ({ origin, subdomains: true }));
    const good = ['https://a.example', 'https://a.example:8443', 'http://127.0.0.1:3000', 'http://localhost'];
    const bad = [
      'http://a.example',
      'https://a.example/',
      'https://a.example/path',
      'https://A.example',
      'https://a.example:443',
      'https://me@a.example',
      'file:///a',
      'null',
      '',
    ];
    const { accounts } = readOutsideContent(payload({ sites: sites(...bad, ...good) }));
    expect(accounts).toMatchObject([{ sites: [] }, { sites: sites(...good), future: account.future }]);
    expect(readContent(payload({ sites: sites(...bad) })).accounts[1]?.sites).toEqual(sites(...bad));
  });

  it('cleans the texts of a file as those of a scan, and leaves clean ones as they are', () => {
    const long = 'x'.repeat(60_000);
    const dirty = {
      issuer: 'A\u202EB\u0007',
      name: ` ${long}`,
      note: 'one\u200B\r\ntwo\u2066',
      tags: ['a\u202E', 'a', 'b,c', '\u200B'],
    };
    const clean = { issuer: 'AB', name: long.slice(0, 256), note: 'one\ntwo', tags: ['a', 'b', 'c'] };
    expect(readOutsideContent(payload(dirty)).accounts[1]).toEqual(readContent(payload(clean)).accounts[1]);
    expect(readOutsideContent(payload(clean))).toEqual(readContent(payload(clean)));
    expect(readOutsideContent(payload({})).accounts).toEqual(readContent(payload({})).accounts);
    const slotsInfo = [{ slotId: 's', label: `key\u202E ${'x'.repeat(99)}`, createdAt: 1 }];
    expect(readOutsideContent({ ...payload({}), slotsInfo }).slotsInfo).toEqual([
      { slotId: 's', label: `key ${'x'.repeat(56)}`, createdAt: 1 },
    ]);
  });

  it('says bad-content for what is none of ours, and E_NEWER for a later schema', () => {
    expect(refusal(() => readOutsideContent({ schema: 1, accounts: [{}] }))).toBe('bad-content');
    expect(refusal(() => readOutsideContent({ schema: 3, accounts: [] }))).toBe('E_NEWER');
  });

  it('says bad-content for an account without the PIN that its codes need, or with one that is none', () => {
    const yandex = { ...account, type: 'yandex', algorithm: 'SHA256', digits: 8, period: 30 };
    const read = (pin: object) => readOutsideContent({ schema: 2, accounts: [{ ...yandex, ...pin }] });
    expect(read({ pin: '7586' })).toMatchObject({ accounts: [{ pin: '7586' }] });
    expect(refusal(() => read({}))).toBe('bad-content');
    expect(refusal(() => read({ pin: '75 86' }))).toBe('bad-content');
  });
});
