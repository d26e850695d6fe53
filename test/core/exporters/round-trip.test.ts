import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExportedAccount, type ExportFormat, lossesOf, writeExport } from '../../../src/core/exporters';
import { readImport } from '../../../src/core/importers';
import { toBase32 } from '../../fakes/reference-otp';
import { accountLists, codeOf, lost, motp, NOW, PASSPHRASE, PLAIN, SEALED, totp, yandex } from './kit';

/** Of a name with a colon the app takes the end alone; read here it is whole. */
const isLostThere = (format: ExportFormat, { type, name }: ExportedAccount) =>
  format.startsWith('proton') && type === 'totp' && name.includes(':');

/** Writes and reads; what comes back is in the order in which it went, and each account as it was or left out. */
async function compare(format: ExportFormat, accounts: readonly ExportedAccount[]): Promise<void> {
  const { bytes } = await writeExport(format, accounts, { passphrase: PASSPHRASE, now: NOW });
  const { accounts: read, skipped } = await readImport(bytes, PASSPHRASE);
  const asksForPin = accounts.filter((one) => lossesOf(format, [one]).some(({ what }) => what === 'pin'));
  expect(skipped.map(({ reason }) => reason)).toEqual(asksForPin.map(() => 'pin-missing'));
  const back = [...read];
  const accountsBack = accounts.filter((one) => !asksForPin.includes(one));
  const found = accountsBack.map((before) => {
    const [next] = back;
    const after = next && codeOf(next) === codeOf(before) ? back.shift() : undefined;
    return lost(before, after);
  });
  expect(back).toEqual([]);
  const told = accountsBack.map((one) =>
    lossesOf(format, [one])
      .map(({ what }) => what)
      .filter((what) => !(what === 'name' && isLostThere(format, one))),
  );
  expect(told).toEqual(found);
}

/** Held exactly by every format but for what stands beside the codes, and for the last two. */
const SAMPLES: readonly ExportedAccount[] = [
  { ...totp, tags: ['Büro'], note: 'Line one\nLine "two", 3', pinned: true },
  { ...totp, secret: toBase32(new Uint8Array(128).fill(0xa5)), issuer: 'a:b', name: 'c:d, "e" 🙂' },
  { ...totp, issuer: '', name: 'x', algorithm: 'SHA256', digits: 8, period: 60 },
  { ...totp, issuer: 'Jürgens + Söhne', name: '', algorithm: 'SHA512', digits: 7, period: 90, pinned: false },
  { ...totp, issuer: '', name: '', tags: ['Büro', 'Work'] },
  { ...totp, type: 'steam', issuer: 'Steam', name: 'gordon', digits: 5 },
  { ...yandex, note: 'Line', tags: ['Büro'] },
  { ...motp, secret: '4MKSV7XGEWM4Q', tags: ['Büro'] },
];

describe('what is written comes back, but for what is told', () => {
  it.each(PLAIN)('as %s', async (format) => {
    await compare(format, SAMPLES);
  });

  it.each(PLAIN)('as %s, whatever the accounts', async (format) => {
    await fc.assert(
      fc.asyncProperty(accountLists, (accounts) => compare(format, accounts)),
      { numRuns: 60 },
    );
  });

  it.each(SEALED)('as %s, whatever the accounts', async (format) => {
    await fc.assert(
      fc.asyncProperty(accountLists, (accounts) => compare(format, [...SAMPLES, ...accounts])),
      { numRuns: 1 },
    );
  });
});
