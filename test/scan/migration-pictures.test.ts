/** Pictures of what Google Authenticator exports, read by the scanner and then as a file (skipped where there are none). */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../src/core/importers';
import { expectEntries } from '../core/importers/expect-entries';
import { REAL, type Sample, samplesIn } from '../core/importers/samples';
import { type OpenScanPage, openScanPage } from './scan-page';

const pictures = samplesIn(REAL).filter(({ format }) => format === 'google-migration-qr');
const NONE: Sample = { file: 'none', format: '' };

describe.skipIf(pictures.length === 0)('an export of Google Authenticator', () => {
  let scan: OpenScanPage;
  beforeAll(async () => {
    scan = await openScanPage('/');
  }, 60_000);
  afterAll(() => scan.close());

  async function read(file: string) {
    const type = file.endsWith('.jpg') ? 'jpeg' : 'png';
    const base64 = (await readFile(path.join(REAL, file))).toString('base64');
    const texts = await scan.page.evaluate(
      (url) => globalThis.scanPage.decodeDataUrl(url),
      `data:image/${type};base64,${base64}`,
    );
    expect(texts).not.toEqual([]);
    return readImport(new TextEncoder().encode(texts.join('\n')));
  }

  it.each(pictures.length > 0 ? pictures : [NONE])('in $file', async (sample) => {
    if (sample.error === undefined) expectEntries(sample, await read(sample.file));
    else await expect(read(sample.file)).rejects.toMatchObject({ code: sample.error });
  });
});
