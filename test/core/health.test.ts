import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account';
import { findings, type HealthSources } from '../../src/core/health';
import { EMPTY_CONTENT, type VaultContent } from '../../src/core/vault-content';

const NOW = Date.UTC(2026, 5, 1);
const YEAR = 365 * 24 * 60 * 60 * 1000;
const GOOD = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const account = (id: string, change: Partial<Account> = {}): Account => ({
  ...({ type: 'totp', period: 30, issuer: 'ACME', name: id, algorithm: 'SHA1', digits: 6 } as const),
  ...{ id, secret: `${GOOD.slice(0, -1)}${id.toUpperCase()}`, pinned: false, order: 0, source: 'manual' },
  sites: [{ origin: 'https://login.example.com', subdomains: false }],
  createdAt: NOW - 1000,
  updatedAt: NOW - 1000,
  ...(change as object),
});
const content = (...accounts: Account[]): VaultContent => ({
  ...EMPTY_CONTENT,
  accounts,
  backups: { ...EMPTY_CONTENT.backups, at: NOW - 1000 },
});
const SOURCES = {
  uses: {},
  waysIn: 2,
  passphrase: 'good',
  hasUnusedGrant: false,
  isSyncStopped: false,
  hasSyncConflicts: false,
  now: NOW,
} as const;
const found = (vault: VaultContent, change: Partial<HealthSources> = {}) =>
  findings(vault, { ...SOURCES, ...change });

describe('what could be better', () => {
  it('is nothing where all is well', () => expect(found(content(account('a'), account('b')))).toEqual([]));

  it('is a backup that there is not, or that is old, also where the reminder was put off', () => {
    const never = { ...content(account('a')), backups: EMPTY_CONTENT.backups };
    expect(found(never)).toEqual([{ kind: 'no-backup' }]);
    const due = content(account('a'));
    for (const remindAt of [0, NOW + 1])
      expect(found({ ...due, backups: { ...due.backups, changes: 10, remindAt } })).toEqual([
        { kind: 'old-backup' },
      ]);
    expect(found({ ...never, accounts: [] })).toEqual([]);
  });

  it('is a passphrase that nothing stands beside', () =>
    expect(found(content(account('a')), { waysIn: 1 })).toEqual([{ kind: 'one-way-in' }]));

  it.each([
    ['a passphrase that is easy to guess', { passphrase: 'weak' }, 'weak-passphrase'],
    ['one under what an organisation asks for', { passphrase: 'below-policy' }, 'passphrase-below-policy'],
    ['a sync that has stopped', { isSyncStopped: true }, 'sync-stopped'],
    ['what another browser changed at the same time', { hasSyncConflicts: true }, 'sync-conflicts'],
    ['a site that the browser lets us look at for no account', { hasUnusedGrant: true }, 'unused-grant'],
  ] as const)('is %s', (_what, change, kind) => {
    expect(found(content(account('a')), change)).toEqual([{ kind }]);
    expect(found(content(account('a')), { passphrase: 'unknown' })).toEqual([]);
  });

  it.each([
    ['same-secret', { secret: account('a').secret }, ['a', 'b']],
    ['short-secret', { secret: 'JBSWY3DPEHPK3PXP' }, ['b']],
    ['no-site', { sites: [] }, ['b']],
    ['unused', { createdAt: 0, updatedAt: NOW - YEAR - 1 }, ['b']],
  ] as const)('is %s, with the accounts, but not in the trash', (kind, change, ids) => {
    expect(found(content(account('a'), account('b', change)))).toEqual([{ kind, ids }]);
    expect(found(content(account('a'), account('b', { ...change, trashedAt: NOW })))).toEqual([]);
  });

  it('is a vault that can hold little more: of accounts in the list, or of all that is in it', () => {
    const kinds = (vault: VaultContent) => found(vault).map(({ kind }) => kind);
    const many = Array.from({ length: 1801 }, (_, index) => account(`n${index}`));
    expect(kinds(content(...many))).toEqual(['nearly-full']);
    expect(kinds(content(...many.slice(1)))).toEqual([]);
    expect(kinds(content(...many.slice(1), account('x', { trashedAt: NOW })))).toEqual([]);
    // Two bytes each; 4 MiB are all that is sealed.
    const note = (bytes: number) => 'ä'.repeat(bytes / 2);
    const trashed = (bytes: number) => content(account('a', { note: note(bytes), trashedAt: NOW }));
    expect(kinds(trashed(3_356_000))).toEqual(['nearly-full']);
    expect(kinds(trashed(3_354_000))).toEqual([]);
  });

  it('is no shared secret where the PINs differ: the duplicates would not merge them', () => {
    const motp = (id: string, pin: string) =>
      account(id, { type: 'motp', period: 10, secret: account('a').secret, pin } as Partial<Account>);
    expect(found(content(motp('a', '1234'), motp('b', '4321')))).toEqual([]);
    expect(found(content(motp('a', '1234'), motp('b', '1234')))).toMatchObject([{ kind: 'same-secret' }]);
  });

  it('is no account that was used within a year', () => {
    const old = account('b', { createdAt: 0, updatedAt: 0 });
    const uses = (at: number) => ({ uses: { b: { count: 1, at } } });
    expect(found(content(old), uses(NOW - YEAR + 1))).toEqual([]);
    expect(found(content(old), uses(NOW - YEAR - 1))).toEqual([{ kind: 'unused', ids: ['b'] }]);
  });
});
