/** Every sample gives exactly its entries, or exactly its refusal. */
import { afterEach, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../src/core/account';
import { UserError } from '../../../src/core/errors';
import { type Import, readImport } from '../../../src/core/importers';
import { codeAt } from '../../../src/core/otp';
import {
  bytesOf,
  companionsOf,
  type ExpectedEntry,
  independentCode,
  MADE,
  OWN,
  REAL,
  type Sample,
  samplesIn,
} from './samples';

/** No file of any kind may take longer, except to derive a key. */
const HANGS_MS = 60_000;

/** Names such as `__proto__` in a file change nothing that others inherit from. */
afterEach(() => expect(Object.keys(Object.getPrototypeOf({}))).toEqual([]));

const clean = (text: string) => text.replaceAll(/[\p{Cc}\u202a-\u202e]/gu, '').trim();
/** Longer names are cut. */
const kept = (text: string) => Array.from(clean(text)).slice(0, 256).join('');
const fits = (given: string, wanted: string, accepted: readonly string[] = []) =>
  [wanted, ...accepted].some((one) => kept(one) === given);

function isThis(account: NewAccount, entry: ExpectedEntry): boolean {
  const moving =
    account.type === 'hotp' ? account.counter === entry.counter : account.period === entry.period;
  return (
    moving &&
    account.type === entry.type &&
    account.secret === entry.secretBase32 &&
    account.pin === entry.pin &&
    account.algorithm === entry.algorithm &&
    account.digits === entry.digits &&
    fits(account.issuer, entry.issuer, entry.accept?.issuer) &&
    fits(account.name, entry.account, entry.accept?.account)
  );
}

const brief = (account: NewAccount) =>
  JSON.stringify({
    ...account,
    secret: undefined,
    name: account.name.slice(0, 40),
    issuer: account.issuer.slice(0, 40),
  });

function expectEntries(sample: Sample, { accounts, skipped }: Import): void {
  const left = [...accounts];
  for (const entry of sample.expected ?? []) {
    const index = left.findIndex((account) => isThis(account, entry));
    const found = index < 0 ? undefined : left.splice(index, 1)[0];
    if (!found) {
      expect(
        entry.optional && entry.pin === undefined,
        `missing ${JSON.stringify({ ...entry, secretBase32: '' })} among ${left.map(brief)}`,
      ).toBe(true);
      expect(skipped.length).toBeGreaterThan(0);
      continue;
    }
    for (const counter of [entry.counter ?? 1, 37_037_036])
      expect(codeAt(found, counter)).toBe(independentCode(entry, counter));
    if (entry.favorite) expect(found).toMatchObject({ pinned: true });
    if (entry.groups?.length) expect(found).toMatchObject({ tags: [...entry.groups] });
    if (entry.note) expect(found).toMatchObject({ note: entry.note });
  }
  if (!sample.allowExtra) expect(left.map(brief)).toEqual([]);
  expect(skipped.length).toBeGreaterThanOrEqual(sample.skipped ?? 0);
}

async function check(folder: string, sample: Sample): Promise<void> {
  const bytes = bytesOf(folder, sample);
  if (!bytes) throw new Error(`nothing generates ${sample.file}`);
  const reading = readImport(bytes, sample.password, companionsOf(folder, sample));
  const result = await reading.catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
  if (sample.error !== undefined) {
    if (sample.mayAccept && !(result instanceof UserError)) return;
    const codes = sample.errorAny ?? [sample.error];
    const refusal = result instanceof UserError ? result.code : `accepted: ${result.accounts.map(brief)}`;
    expect(sample.mayAccept || codes.includes(refusal), `${refusal} is none of ${codes}`).toBe(true);
    return;
  }
  if (sample.mayRefuse && result instanceof UserError) return;
  if (result instanceof UserError) throw new Error(`refused: ${result.code}`);
  expectEntries(sample, result);
}

const named = (samples: readonly Sample[]): [string, Sample][] =>
  samples.map((sample) => [`${sample.format}: ${sample.file} ${sample.variant ?? ''}`, sample]);

describe('our own samples', () => {
  it.each(named(samplesIn(OWN)))('%s', async (_name, sample) => check(OWN, sample), HANGS_MS);
});

const NONE: [string, Sample][] = [['none', { file: '', format: '' }]];

describe.each([
  ['samples as they are given', MADE],
  ['samples of other projects', REAL],
])('%s (skipped where the folder is missing)', (_what, folder) => {
  const found = named(samplesIn(folder).filter(({ format }) => format !== 'google-migration-qr'));
  const some = found.length > 0 ? found : NONE;

  it.skipIf(found.length === 0).each(some)('%s', async (_name, sample) => check(folder, sample), HANGS_MS);
});
