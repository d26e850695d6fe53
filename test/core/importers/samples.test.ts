/** Every sample gives exactly its entries, or exactly its refusal. */
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { brief, expectEntries } from './expect-entries';
import { bytesOf, companionsOf, MADE, OWN, REAL, type Sample, samplesIn } from './samples';

/** No file of any kind may take longer, except to derive a key. */
const HANGS_MS = 60_000;

/** Names such as `__proto__` in a file change nothing that others inherit from. */
afterEach(() => expect(Object.keys(Object.getPrototypeOf({}))).toEqual([]));

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
