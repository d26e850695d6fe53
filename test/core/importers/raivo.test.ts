import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { readRaivoList } from '../../../src/core/importers/raivo';

const SECRET = 'JBSWY3DPEHPK3PXP';
const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = async (reading: Promise<unknown>) =>
  reading.catch((error: unknown) => (error instanceof UserError ? error.code : error));
const item = (more: object) => ({
  ...{ issuer: 'ACME', account: 'a', secret: SECRET, algorithm: 'SHA1', digits: '6' },
  ...{ kind: 'TOTP', timer: '30', counter: '0', pinned: 'false', ...more },
});

it.each([
  [
    'no use for the timer of a counter',
    { kind: 'HOTP', timer: '0', counter: '3' },
    { type: 'hotp', counter: 3 },
  ],
  ['numbers as numbers', { digits: 8, timer: 60, pinned: true }, { digits: 8, period: 60, pinned: true }],
])('reads an item with %s', (_what, more, expected) => {
  expect(readRaivoList([item(more)]).accounts).toMatchObject([expected]);
});

it('skips what it does not know by its name', () => {
  const list = [item({ kind: 'MOTP' }), item({ timer: '0' }), item({ algorithm: 'MD5' }), null, 'x'];
  expect(readRaivoList(list).skipped).toEqual([
    { reason: 'unsupported-type', name: 'ACME: a' },
    { reason: 'bad-period', name: 'ACME: a' },
    { reason: 'bad-algorithm', name: 'ACME: a' },
    { reason: 'bad-entry', name: '4' },
    { reason: 'bad-entry', name: '5' },
  ]);
});

describe('an archive', () => {
  const MEMBER = 'raivo-otp-export.json';

  it('is read without a passphrase where it has none', async () => {
    const archive = zipSync({ [MEMBER]: bytes(JSON.stringify([item({})])) });
    expect((await readImport(archive)).accounts).toMatchObject([{ issuer: 'ACME', name: 'a' }]);
    expect(await refusal(readImport(archive.slice(0, -30)))).toBe('bad-zip');
  });

  it('is read where somebody packed it again, the nearest list first', async () => {
    const list = (more: object) => bytes(JSON.stringify([item(more)]));
    const archive = zipSync({
      '__MACOSX/export/._raivo-otp-export.json': bytes('x'),
      [`export/old/${MEMBER}`]: list({ account: 'old' }),
      [`export/${MEMBER}`]: list({ account: 'a' }),
    });
    const { accounts, format } = await readImport(archive);
    expect(format).toBe('raivo');
    expect(accounts).toMatchObject([{ name: 'a' }]);
  });

  it.each([
    ['bad-content', '{}'],
    ['bad-content', '[{'],
    ['bad-content', '['.repeat(100_000)],
    ['no-entries', '[]'],
  ])('is refused with %s', async (code, content) => {
    expect(await refusal(readImport(zipSync({ [MEMBER]: bytes(content) })))).toBe(code);
  });
});
