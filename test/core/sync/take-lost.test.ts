import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/core/account';
import type { UserError } from '../../../src/core/errors';
import type { Json } from '../../../src/core/sync/fields';
import { NOT_SYNCED } from '../../../src/core/sync/marks';
import { openConflicts, syncOf, withSync } from '../../../src/core/sync/sync-settings';
import { checkSettled, settleConflict, unsettleConflict } from '../../../src/core/sync/take-lost';
import { EMPTY_CONTENT, readContent, type VaultContent } from '../../../src/core/vault-content';

const NOW = 5_000_000;
const SITE = { origin: 'https://acme.example', subdomains: false, automatic: true };
const account: Account = {
  ...{ id: 'one', type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 7, secret: 'JBSWY3DPEHPK3PXP' },
  ...{ issuer: 'Acme', name: 'here', sites: [SITE], pinned: false, createdAt: 1000, updatedAt: 1000 },
  ...{ order: 0, source: 'manual', recoveryCodes: [{ code: 'used', usedAt: 900 }, { code: 'fresh' }] },
};
const NAME = { id: 'one', field: 'name', at: 5 };
const LOST: Readonly<Record<string, Json>> = {
  name: 'there',
  note: 'a note',
  recoveryCodes: ['others'],
  code: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, secret: 'GEZDGNBVGY3TQOJQ' },
  // What no account can have.
  issuer: 5,
};

/** A vault in which a field gave way, and after it another. */
function told(field = 'name', accounts: readonly Account[] = [account]): VaultContent {
  const settings = { syncKey: Buffer.alloc(32).toString('base64url'), epoch: 'e', past: [], name: 'Desk' };
  const conflicts = [
    { id: 'one', field, at: 5, kept: null, lost: LOST[field] ?? null },
    { id: 'one', field: 'tags', at: 6, kept: null, lost: ['later'] },
  ];
  return withSync({ ...EMPTY_CONTENT, accounts }, { ...settings, state: NOT_SYNCED, conflicts });
}

function settled(content: VaultContent, field: string, take: boolean) {
  const done = settleConflict(content, { ...NAME, field }, take, NOW);
  if (!done) throw new Error(`${field} is no conflict`);
  // As both are read again after they were kept.
  return {
    content: readContent(JSON.parse(JSON.stringify(done.content))),
    settled: checkSettled(JSON.parse(JSON.stringify(done.settled))),
  };
}

describe('a conflict that a person settles', () => {
  it('is told no more, and changes the account only where the value was taken back', () => {
    const left = settled(told(), 'name', false).content;
    expect(openConflicts(left).map(({ field }) => field)).toEqual(['tags']);
    expect(left.accounts).toEqual([account]);
    const taken = settled(told(), 'name', true).content;
    expect(openConflicts(taken).map(({ field }) => field)).toEqual(['tags']);
    expect(taken.accounts).toEqual([{ ...account, name: 'there', updatedAt: NOW }]);
  });

  it.each(Object.keys(LOST).flatMap((field) => [true, false].map((take) => [field, take] as const)))(
    'is told again in its place when that is undone, and all of the account is as it was: %s, taken back: %s',
    (field, take) => {
      const done = settled(told(field), field, take);
      const undone = unsettleConflict(done.content, done.settled, NOW + 1);
      expect(syncOf(undone)).toEqual(syncOf(told(field)));
      const isChanged = take && field !== 'issuer';
      expect(undone.accounts).toEqual([isChanged ? { ...account, updatedAt: NOW + 1 } : account]);
    },
  );

  it('is not undone over what came after, nor twice', () => {
    const { content, settled: last } = settled(told(), 'name', true);
    const late = expect.objectContaining({ code: 'undo-late' } satisfies Partial<UserError>);
    const later = content.accounts.map((one) => ({ ...one, note: 'typed meanwhile' }));
    for (const accounts of [later, []])
      expect(() => unsettleConflict({ ...content, accounts }, last, NOW)).toThrow(late);
    const undone = unsettleConflict(content, last, NOW);
    expect(() => unsettleConflict(undone, last, NOW)).toThrow(late);
  });

  it('is none where the account is gone, or nothing gave way there', () => {
    const gone = settled(told('name', []), 'name', true);
    expect(gone.content.accounts).toEqual([]);
    expect(gone.settled.taken).toBe(null);
    expect(settleConflict(told(), { ...NAME, at: 4 }, true, NOW)).toBe(null);
  });
});
