import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { readAndOtpList } from '../../../src/core/importers/andotp';

const SECRET = 'JBSWY3DPEHPK3PXP';
const PASSPHRASE = 'lantern gravel oboe';
const refusal = async (reading: Promise<unknown>) =>
  reading.catch((error: unknown) => (error instanceof UserError ? error.code : error));
const item = (more: object) => ({ secret: SECRET, label: 'a', type: 'TOTP', ...more });

describe('an item', () => {
  it.each([
    ['defaults', { type: null }, { type: 'totp', digits: 6, period: 30, algorithm: 'SHA1' }],
    ['its type in lower case', { type: 'hotp', counter: 4 }, { type: 'hotp', counter: 4 }],
    ['padding', { secret: 'JBSWY3DPEA======' }, { secret: 'JBSWY3DPEA' }],
    ['both names in the label', { label: 'ACME - a - b' }, { issuer: 'ACME', name: 'a - b' }],
    ['no issuer anywhere', { label: 'a' }, { issuer: '', name: 'a' }],
    ['a dash in its label', { issuer: 'ACME', label: 'a - b' }, { issuer: 'ACME', name: 'a - b' }],
    ['a dash and an empty issuer', { issuer: '', label: 'a - b' }, { issuer: '', name: 'a - b' }],
    ['its issuer twice', { issuer: 'ACME', label: 'ACME:a' }, { issuer: 'ACME', name: 'a' }],
    ['another prefix', { issuer: 'ACME', label: 'Other:a' }, { issuer: 'ACME', name: 'Other:a' }],
    ['tags', { tags: ['Work', 7, 'Home'] }, { tags: ['Work', 'Home'] }],
  ])('is read with %s', (_what, more, expected) => {
    expect(readAndOtpList([item(more)]).accounts).toMatchObject([expected]);
  });

  it('that is none, or Mobile-OTP, whose PIN the app never writes, is skipped by its name', () => {
    const list = [null, {}, item({ type: 'MOTP', issuer: 'ACME' }), item({ secret: {} })];
    expect(readAndOtpList(list).skipped).toEqual([
      { reason: 'bad-entry', name: '1' },
      { reason: 'bad-entry', name: '2' },
      { reason: 'pin-missing', name: 'ACME: a' },
      { reason: 'bad-secret', name: 'a' },
    ]);
  });
});

describe('an encrypted file', () => {
  const iv = Buffer.alloc(12, 0xc3);

  function seal(key: Buffer, content: unknown): Buffer {
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    return Buffer.concat([iv, cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]);
  }
  const oldFile = (content: unknown) => seal(createHash('sha256').update(PASSPHRASE).digest(), content);
  function newFile(content: unknown, rounds: number): Buffer {
    const salt = Buffer.alloc(12, 0xff);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(rounds);
    return Buffer.concat([count, salt, seal(pbkdf2Sync(PASSPHRASE, salt, rounds, 32, 'sha1'), content)]);
  }

  it.each([
    ['old', oldFile([item({})])],
    ['new', newFile([item({})], 1000)],
  ])('of the %s kind opens', async (_kind, file) => {
    expect((await readImport(file, PASSPHRASE)).accounts).toMatchObject([{ name: 'a', secret: SECRET }]);
    expect(await refusal(readImport(file, 'another'))).toBe('wrong-password');
    expect(await refusal(readImport(file))).toBe('password-required');
  });

  it('of the old kind opens where its start would pass for a count', async () => {
    iv.writeUInt32BE(1000);
    const file = oldFile([item({})]);
    iv.fill(0xc3);
    expect((await readImport(file, PASSPHRASE)).accounts).toHaveLength(1);
  });

  it.each([
    ['old', (content: unknown) => oldFile(content)],
    ['new', (content: unknown) => newFile(content, 1000)],
  ])('of the %s kind opens where its length is that of the database of another app', async (_kind, seal) => {
    const rest = 1024 - (seal([item({ label: '' })]).length % 1024);
    const file = seal([item({ label: 'n'.repeat(rest + 1024) })]);
    expect(file.length % 1024).toBe(0);
    const { format, accounts } = await readImport(file, PASSPHRASE);
    expect(format).toBe('andotp');
    expect(accounts).toMatchObject([{ secret: SECRET }]);
    expect(await refusal(readImport(file, 'another'))).toBe('wrong-password');
    expect(await refusal(readImport(file))).toBe('password-required');
  });

  it('with more rounds than the app has is not derived', async () => {
    const file = newFile([item({})], 1000);
    file.writeUInt32BE(0xffff_ffff);
    expect(await refusal(readImport(file, PASSPHRASE))).toBe('wrong-password');
  });

  it('with something else inside is refused', async () => {
    expect(await refusal(readImport(newFile({ a: 1 }, 1000), PASSPHRASE))).toBe('bad-content');
  });

  it.each([
    ['armour', new TextEncoder().encode('-----BEGIN PGP MESSAGE-----\n\nhQEMA\n')],
    ['packets', Uint8Array.from([0x85, 0x01, 0x0c, 0x03, ...new Uint8Array(268).fill(0xc3)])],
    ['short packets', Uint8Array.from([0x84, 0x5e, 0x03, ...new Uint8Array(93).fill(0xc3)])],
  ])('for an OpenPGP key is named as such: %s', async (_what, file) => {
    expect(await refusal(readImport(file, PASSPHRASE))).toBe('pgp-encrypted');
  });

  it.each([
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...new Uint8Array(100).fill(0xc3)]),
      'bad-content',
    ],
    [
      'a database',
      Uint8Array.from([...new TextEncoder().encode('SQLite format 3'), ...new Uint8Array(99).fill(0xc3)]),
      'bad-content',
    ],
    [
      'a text in another encoding',
      Uint8Array.from([...new Uint8Array(100).fill(0x61), 0xe4, 0x61, 0xfc]),
      'not-utf8',
    ],
  ])('is not seen in %s', async (_what, file, code) => {
    expect(await refusal(readImport(file))).toBe(code);
  });
});
