import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import { type AddedAccount, applyCommand, type Command, listedAccounts } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import { EMPTY_CONTENT, readContent, type VaultContent } from '../../src/core/vault-content';

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

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'accepted';
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
    expect(result).toEqual({ ids: ['b'], alreadySaved: 2 });
    expect(content.accounts.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('keeps both where issuer and name are the same and the secret is not', () => {
    const content = vaultOf(added('a', { name: 'me' }), added('b', { name: 'me' }));
    expect(content.accounts).toHaveLength(2);
  });

  it('refuses more than 2,000 accounts as a whole', () => {
    const many = Array.from({ length: 2001 }, (_, index) => added(`n${index}`, { secret: `S${index}` }));
    expect(refusal(() => vaultOf(...many))).toBe('too-many-accounts');
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
    const fields = { issuer: 'New', kind: { type: 'totp', period: 60 } } as const;
    const { content } = run(vaultOf(added('a')), { type: 'patch', id: 'a', ifUpdatedAt: NOW, fields });
    expect(one(content, 'a')).toMatchObject({ issuer: 'New', name: 'a', period: 60, updatedAt: NOW + 1 });
  });

  it.each([
    ['conflict', { id: 'a', ifUpdatedAt: NOW - 1, fields: {} }],
    ['conflict', { id: 'a', ifUpdatedAt: NOW, fields: { kind: { type: 'hotp', counter: 1 } } }],
    ['account-gone', { id: 'gone', ifUpdatedAt: NOW, fields: {} }],
  ] as const)('refuses a patch with %s', (code, patch) => {
    expect(refusal(() => run(vaultOf(added('a')), { type: 'patch', ...patch }))).toBe(code);
  });

  it('moves a deleted account to the trash, out of the list, and back', () => {
    const trashed = run(vaultOf(added('a')), { type: 'trash', id: 'a' }).content;
    expect(listedAccounts(trashed)).toEqual([]);
    expect(refusal(() => run(trashed, { type: 'patch', id: 'a', ifUpdatedAt: NOW, fields: {} }))).toBe(
      'account-gone',
    );
    const restored = run(trashed, { type: 'restore', id: 'a' }).content;
    expect(listedAccounts(restored).map(({ id }) => id)).toEqual(['a']);
  });

  it('empties what has lain in the trash for 30 days, leaving a tombstone', () => {
    const trashed = run(vaultOf(added('a'), added('b')), { type: 'trash', id: 'a' }).content;
    const nudge: Command = { type: 'reorder', ids: [] };
    expect(run(trashed, nudge, { now: NOW + 30 * DAY }).content.accounts).toHaveLength(2);
    const later = run(trashed, nudge, { now: NOW + 30 * DAY + 1 }).content;
    expect(later.accounts.map(({ id }) => id)).toEqual(['b']);
    expect(later.tombstones).toEqual([{ id: 'a', at: NOW + 30 * DAY + 1 }]);
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

  it('counts an HOTP account up and names the counter of the code to show', () => {
    const { period: _period, ...hotp } = added('a') as Extract<AddedAccount, { type: 'totp' }>;
    const before = vaultOf({ ...hotp, type: 'hotp', counter: 5 });
    const { content, result } = run(before, { type: 'count-up', id: 'a' });
    expect(result).toEqual({ counter: 5 });
    expect(one(content, 'a')).toMatchObject({ counter: 6 });
    const last = vaultOf({ ...hotp, type: 'hotp', counter: Number.MAX_SAFE_INTEGER - 1 });
    expect(refusal(() => run(last, { type: 'count-up', id: 'a' }))).toBe('counter-exhausted');
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
    const { content: saved } = run(content, { type: 'trash', id: 'a' });
    expect(saved).toMatchObject({ epoch: 'e', other: 7, accounts: [{ future: { a: [1] } }] });
  });

  it('refuses a later schema as made by a newer version', () => {
    expect(refusal(() => readContent({ schema: 2, accounts: [] }))).toBe('E_NEWER');
  });
});
