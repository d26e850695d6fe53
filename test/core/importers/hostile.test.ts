/** Files that end too early, ask for all memory, or swell: an answer, and nothing half read. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { type Import, readImport } from '../../../src/core/importers';
import { bytesOf, OWN, REAL, type Sample, samplesIn } from './samples';

const MIB = 1024 * 1024;
const PATIENCE_MS = 120_000;
/** A file without marks between its entries: what is left of it is a shorter file. */
const LINES = /^(?:uri-list|google-migration|csv|ente)/;
/** Each cut of a binary file costs the derivation of its key. */
const MOST_DERIVED = 2;

const outcome = (reading: Promise<Import>): Promise<Import | UserError> =>
  reading.catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });

interface Given {
  readonly sample: Sample;
  readonly bytes: Uint8Array;
}

const good: readonly Given[] = [OWN, REAL].flatMap((folder) =>
  samplesIn(folder)
    .filter(({ expected, generator, variant, mayRefuse, format }) => {
      const isReadable = expected?.length && !generator && !variant && !mayRefuse;
      return isReadable && format !== 'google-migration-qr';
    })
    .map((sample) => ({ sample, bytes: bytesOf(folder, sample) ?? new Uint8Array() })),
);

function cutsOf({ sample, bytes }: Given): number[] {
  const all = Array.from({ length: Math.ceil(bytes.length / 64) }, (_, index) => index * 64);
  const isText = bytes[0] === 0x7b || bytes[0] === 0x5b || bytes[0] === 0x3c;
  if (sample.password === undefined || isText) return all;
  const every = Math.ceil(all.length / MOST_DERIVED);
  return all.filter((_, index) => index % every === 0);
}

describe('a file of another app that ends too early', () => {
  it.each(good.map((given) => [given.sample.file, given] as const))(
    'is refused, or read as a whole: %s',
    async (_file, given) => {
      const { sample, bytes } = given;
      const whole = await readImport(bytes, sample.password);
      const known = new Set(whole.accounts.map((account) => JSON.stringify(account)));
      for (const length of cutsOf(given)) {
        const result = await outcome(readImport(bytes.slice(0, length), sample.password));
        if (result instanceof UserError) continue;
        const isLines = LINES.test(sample.format) || result.format === 'uri-list' || result.format === 'csv';
        const given = result.accounts.map((account) => JSON.stringify(account));
        // Of lines, the last one may be cut, wherever it is arranged: the others are right.
        const wrong = given.filter((account) => !known.has(account));
        expect(wrong.slice(isLines ? 1 : 0), `${length}`).toEqual([]);
        if (!isLines) expect(result.accounts, `${length}`).toHaveLength(whole.accounts.length);
      }
    },
    PATIENCE_MS,
  );
});

/** What an input costs at its peak, as far as it stays in the process, in MiB. */
async function costOf(read: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  await read();
  return (process.memoryUsage().rss - before) / MIB;
}

const negative = (file: string): Uint8Array =>
  bytesOf(OWN, { file: `negative/${file}`, format: '' }) ?? new Uint8Array();

describe('a file that asks for more memory than any app does', () => {
  it.each([
    'kdf-bomb-aegis-n.json',
    'kdf-bomb-bitwarden-memory.json',
    'kdf-bomb-ente-mem.json',
    'kdf-bomb-authy.json',
  ])('is refused before a key is derived: %s', async (file) => {
    let refusal: Import | UserError | undefined;
    const cost = await costOf(async () => {
      refusal = await outcome(readImport(negative(file), 'any passphrase'));
    });
    expect(refusal).toMatchObject({ code: 'kdf-limits' });
    expect(cost).toBeLessThan(300);
  });

  it.each([2 ** 30, 2 ** 15 + 1, 2 ** 53, -1, 0.5, '32768', null])(
    'takes no N of %j for scrypt',
    async (n) => {
      const file = JSON.parse(new TextDecoder().decode(negative('kdf-bomb-aegis-n.json')));
      for (const slot of file.header.slots) slot.n = n;
      const bytes = new TextEncoder().encode(JSON.stringify(file));
      expect(await outcome(readImport(bytes, 'any'))).toMatchObject({
        code: expect.stringMatching(/kdf-limits|bad-content/),
      });
    },
  );
});

describe('an archive that swells', () => {
  it.each([
    ['of 128 MiB', () => negative('zip-bomb-128MiB.1pux')],
    ['that declares a hundred bytes', () => negative('zip-lying-size.zip')],
    ['a thousandfold', () => zipSync({ 'export.data': new Uint8Array(64 * MIB) }, { level: 9 })],
  ])('is given up at the limit: %s', async (_what, bytes) => {
    const file = bytes();
    let refusal: Import | UserError | undefined;
    const cost = await costOf(async () => {
      refusal = await outcome(readImport(file, 'any'));
    });
    expect(refusal).toMatchObject({ code: expect.stringMatching(/too-big|bad-zip/) });
    expect(cost).toBeLessThan(300);
  });
});
