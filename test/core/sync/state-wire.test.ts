import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSyncState, NOT_SYNCED, type SyncState } from '../../../src/core/sync/marks';
import { readState, writeState } from '../../../src/core/sync/state-wire';
import { syncVault } from '../../../src/core/sync/sync-vault';
import { EMPTY_CONTENT, readContent } from '../../../src/core/vault-content';

const clock = fc.nat(9);
const device = fc.constantFrom('a', 'b', 'c');
/** As browsers make it: nothing is known of a browser at clock 0. */
const known = fc.dictionary(device, fc.integer({ min: 1, max: 9 }));
const fields = fc.dictionary(
  fc.constantFrom('issuer', 'name', 'site https://a.example', 'other x'),
  fc.tuple(clock, device, fc.string({ maxLength: 11 })),
);
const marks = fc.record({ fields, known, gone: known }, { requiredKeys: ['fields', 'known'] });
const state: fc.Arbitrary<SyncState> = fc.record({
  clock,
  marks: fc.dictionary(fc.constantFrom('x', 'y'), marks),
});

describe('what is remembered of accounts', () => {
  it('is read again as it was written', () => {
    fc.assert(
      fc.property(state, (before) => {
        expect(readState(JSON.parse(JSON.stringify(writeState(before))))).toEqual(checkSyncState(before));
      }),
    );
  });

  it.each([null, [], [2, 0, [], {}], [1, -1, [], {}], [1, 0, [], { x: [[[1, 0, { i: 'd' }]], []] }]])(
    'is not read from %j',
    (value) => {
      expect(() => readState(value)).toThrow();
    },
  );

  it('takes less room than the accounts do, a thousand of them in three browsers', () => {
    const letters = 'ABCDEFGHIJKLMNOP';
    const word = (index: number) =>
      [...index.toString(16).padStart(4, '0')].map((digit) => letters[Number.parseInt(digit, 16)]).join('');
    const accounts = Array.from({ length: 1000 }, (_, index) => ({
      ...{ id: crypto.randomUUID(), type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, pinned: false },
      ...{ issuer: `Service ${index}`, name: `octavia.${index}@example.com`, source: 'import', order: index },
      ...{
        secret: `JBSWY3DPEHPK3PXPJBSWY3DPEHPK${word(index)}`,
        createdAt: 1.79e12 + index,
        updatedAt: 1.79e12,
      },
      sites: [{ origin: `https://service-${index}.example`, subdomains: false }],
    }));
    let content = readContent({ ...EMPTY_CONTENT, accounts });
    let before = NOT_SYNCED;
    for (const [turn, device] of ['1a2b3c4d', '5e6f7a8b', '9c0d1e2f'].entries()) {
      const changed = content.accounts.map((one) => ({ ...one, name: `${one.name}${turn}` }));
      const met = syncVault({
        content: { ...content, accounts: changed },
        state: before,
        records: [],
        device,
        now: 1,
      });
      ({ content, state: before } = met);
    }
    const bytes = (value: unknown) => JSON.stringify(value).length;
    expect(bytes(writeState(before))).toBeLessThan(bytes(content.accounts) * 0.75);
  });
});
