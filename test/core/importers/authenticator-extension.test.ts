import { createCipheriv, createHash } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { readAuthenticatorEntries } from '../../../src/core/importers/authenticator-extension';

const SECRET = 'JBSWY3DPEHPK3PXP';
const PASSPHRASE = 'lantern gravel oboe';
const read = (file: object, passphrase?: string) =>
  readImport(new TextEncoder().encode(JSON.stringify(file, null, 2).replaceAll('\n', '\r\n')), passphrase);
const entry = (more: object) => ({ encrypted: false, hash: 'h', type: 'totp', secret: SECRET, ...more });
const refusal = async (reading: Promise<unknown>) =>
  reading.catch((error: unknown) => (error instanceof UserError ? error.code : error));

/** What `CryptoJS.AES.encrypt(text, passphrase)` writes, with Node's own ciphers. */
function seal(text: string | Buffer, passphrase: string): string {
  const salt = Buffer.from('saltsalt');
  const digests = [Buffer.alloc(0)];
  for (let round = 0; round < 3; round += 1)
    digests.push(
      createHash('md5')
        .update(Buffer.concat([digests.at(-1) ?? salt, Buffer.from(passphrase), salt]))
        .digest(),
    );
  const derived = Buffer.concat(digests);
  const cipher = createCipheriv('aes-256-cbc', derived.subarray(0, 32), derived.subarray(32));
  return Buffer.concat([Buffer.from('Salted__'), salt, cipher.update(text), cipher.final()]).toString(
    'base64',
  );
}

describe('an entry', () => {
  it.each([
    ['a type by its number', { type: 2, counter: 7 }, { type: 'hotp', counter: 7 }],
    ['Battle.net by its number', { type: 3, digits: 6 }, { type: 'totp', digits: 8 }],
    ['hexadecimal digits by number', { type: 5, secret: '48656c6c6f' }, { type: 'totp', secret: 'JBSWY3DP' }],
    ['counted hexadecimal digits by number', { type: 6, secret: '48656c6c6f' }, { type: 'hotp', counter: 0 }],
    ['hexadecimal digits as totp', { secret: '48656c6c6f' }, { type: 'totp', secret: 'JBSWY3DP' }],
    [
      'hexadecimal digits as hotp',
      { type: 'hotp', secret: '48656c6c6f' },
      { type: 'hotp', secret: 'JBSWY3DP' },
    ],
    ['half a byte of zero, dropped', { type: 'hex', secret: '48656c6c6f0' }, { secret: 'JBSWY3DP' }],
    ['half a byte, made whole', { type: 'hex', secret: '48656c6c6' }, { secret: 'JBSWY3DA' }],
    ['letters of both alphabets as base32', { secret: 'ABCDEF22' }, { secret: 'ABCDEF22' }],
    ['the prefix blz-', { secret: `blz-${SECRET}` }, { type: 'totp', digits: 8, secret: SECRET }],
    ['the prefix bliz-', { secret: `bliz-${SECRET}` }, { type: 'totp', digits: 8, secret: SECRET }],
    ['the prefix stm-', { secret: `stm-${SECRET}` }, { type: 'steam', digits: 5, secret: SECRET }],
    ['a site beside its issuer', { issuer: 'ACME::acme.example' }, { issuer: 'ACME' }],
    ['a site alone', { issuer: '::acme.example' }, { issuer: '' }],
  ])('is read with %s', async (_what, more, expected) => {
    const { accounts, skipped } = await read({ h: entry(more) });
    expect(skipped).toEqual([]);
    expect(accounts).toMatchObject([expected]);
  });

  it.each([
    ['bad-algorithm', { algorithm: 'GOST3411_2012_256' }],
    ['unsupported-type', { type: 7 }],
    ['unsupported-type', { type: 'toString' }],
    ['bad-secret', { type: 'hex', secret: 'xyz' }],
    ['secret-missing', { secret: null }],
  ])('is skipped as %s', async (reason, more) => {
    const { accounts, skipped } = await read({
      a: entry({ ...more, issuer: 'ACME', account: 'a' }),
      b: entry({}),
    });
    expect(accounts).toHaveLength(1);
    expect(skipped).toEqual([{ reason, name: 'ACME: a' }]);
  });
});

it('keeps the order of the app, and knows what is no entry', async () => {
  const { accounts, skipped } = await read({
    UserSettings: { secret: 'none', hash: '' },
    LocalStorage: { data: 'none' },
    c: entry({ account: 'c', index: 2 }),
    a: entry({ account: 'a', index: 0 }),
    b: entry({ account: 'b', index: 1 }),
  });
  expect(accounts.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(skipped).toEqual([]);
});

describe('an encrypted file', () => {
  const KEY = Buffer.from('00ff10', 'hex');
  const sealedEntry = (account: string, passphrase: string) =>
    entry({ account, encrypted: true, secret: seal(SECRET, passphrase) });

  it.each([
    ['its key as a member', { key: { enc: seal(KEY, PASSPHRASE), hash: '' } }],
    ['the parts of its key beside the entries', { enc: seal(KEY, PASSPHRASE), hash: '' }],
  ])('of generation 2 opens with %s', async (_where, key) => {
    const file = { ...key, a: sealedEntry('a', '00ff10') };
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject([{ name: 'a', secret: SECRET }]);
    expect(await refusal(read(file, 'another'))).toBe('wrong-password');
  });

  it('gives what opens, what was never encrypted, and names the rest', async () => {
    const file = {
      a: sealedEntry('a', PASSPHRASE),
      b: sealedEntry('b', 'another'),
      c: entry({ account: 'c' }),
      d: entry({ account: 'd', encrypted: true, secret: '?' }),
      e: { dataType: 'EncOTPStorage', keyId: 'gone', data: seal('{}', PASSPHRASE) },
    };
    const { accounts, skipped } = await read(file, PASSPHRASE);
    expect(accounts.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(skipped).toEqual([
      { reason: 'wrong-password', name: 'b' },
      { reason: 'bad-entry', name: 'd' },
      { reason: 'bad-entry', name: '5' },
    ]);
  });

  it('of generation 3 reads the entry inside, whatever it says of its own encryption', async () => {
    const salt = 'c2FsdHNhbHQ';
    const costs = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 };
    const phc = await argon2id({ password: PASSPHRASE, salt, ...costs, outputType: 'encoded' });
    const inside = entry({ encrypted: true, type: 'hotp', counter: 3, account: 'a', pinned: true });
    const file = {
      k: { dataType: 'Key', id: 'k', salt, hash: '', version: 4 },
      a: {
        dataType: 'EncOTPStorage',
        keyId: 'k',
        data: seal(JSON.stringify(inside), phc.split('$')[5] ?? ''),
        index: 0,
      },
    };
    expect((await read(file, PASSPHRASE)).accounts).toMatchObject([{ name: 'a', counter: 3, pinned: true }]);
    const newer = { ...file, k: { ...file.k, version: 5 } };
    expect(await refusal(read(newer, PASSPHRASE))).toBe('unsupported-version');
    const short = { ...file, k: { ...file.k, salt: 'short' } };
    expect(await refusal(read(short, PASSPHRASE))).toBe('kdf-limits');
  });

  it('derives no more keys than the app can have', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `k${index}`);
    const keys = ids.map((id) => [id, { dataType: 'Key', id, salt: 'saltsalt' }]);
    const entries = ids.map((id) => [
      `e${id}`,
      { dataType: 'EncOTPStorage', keyId: id, data: seal('{}', '') },
    ]);
    expect(await refusal(read(Object.fromEntries([...keys, ...entries]), PASSPHRASE))).toBe('kdf-limits');
  });

  it('is refused only where nothing in it is readable', async () => {
    const odd = { ...sealedEntry('b', 'another'), issuer: 'ACME' };
    const { accounts, skipped } = await read({ a: entry({ account: 'a' }), b: odd }, PASSPHRASE);
    expect(accounts).toMatchObject([{ name: 'a' }]);
    expect(skipped).toEqual([{ reason: 'wrong-password', name: 'ACME: b' }]);
    const damaged = entry({ encrypted: true, secret: 7 });
    expect(await refusal(read({ a: damaged, b: odd }, PASSPHRASE))).toBe('wrong-password');
    expect((await read({ a: damaged }, PASSPHRASE)).skipped).toEqual([{ reason: 'bad-entry', name: '1' }]);
  });
});

it('survives whatever stands in what was opened', () => {
  const items = [{}, { secret: [], type: {}, issuer: 5 }, { secret: 5, type: [], pinned: 'x', digits: {} }];
  expect(readAuthenticatorEntries(items.map((item) => ({ item }))).skipped).toHaveLength(3);
});
