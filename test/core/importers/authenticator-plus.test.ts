import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';
import { readAuthenticatorPlus } from '../../../src/core/importers/authenticator-plus';
import { looksLikeSqlCipher } from '../../../src/core/importers/reading/sqlcipher';
import { databaseOf } from './databases';
import { OWN } from './samples';

const LINE = new TextEncoder().encode('otpauth://totp/ACME:a?secret=JBSWY3DPEHPK3PXP&issuer=ACME\n');

async function archive(options: object): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  await writer.add('Accounts.txt', new Uint8ArrayReader(LINE), { useWebWorkers: false, ...options });
  return writer.close();
}

describe('archives of Authenticator Plus', () => {
  it.each([{ zipCrypto: true }, { encryptionStrength: 3 }])('are opened with %j', async (options) => {
    const file = await archive({ password: 'plus', ...options });
    const { accounts, format } = await readImport(file, 'plus');
    expect(format).toBe('authenticator-plus');
    expect(accounts).toMatchObject([{ issuer: 'ACME', name: 'a' }]);
    await expect(readImport(file)).rejects.toMatchObject({ code: 'password-required' });
    await expect(readImport(file, 'other')).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it.each([
    ['ZipCrypto as UTF-8', 'Grüße 日本', 'utf8', { zipCrypto: true }],
    ['ZipCrypto as one byte of each character', 'Grüße', 'latin1', { zipCrypto: true }],
    ['AES as UTF-8', 'Grüße 日本', 'utf8', {}],
  ] as const)('are opened with letters beyond ASCII, in %s', async (_what, typed, encoding, options) => {
    const file = await archive({ rawPassword: Buffer.from(typed, encoding), ...options });
    expect((await readImport(file, typed)).accounts).toMatchObject([{ issuer: 'ACME', name: 'a' }]);
    await expect(readImport(file, `${typed}é`)).rejects.toMatchObject({ code: 'wrong-password' });
  });
});

describe('the database of Authenticator Plus', () => {
  const database = Uint8Array.from(readFileSync(path.join(OWN, 'authenticator-plus/made.db')));

  it('is refused with a changed page, whatever page it is', async () => {
    for (const [at, code] of [
      [0, 'wrong-password'],
      [1000, 'wrong-password'],
      [1024, 'bad-content'],
      [database.length - 20, 'bad-content'],
    ] as const) {
      const changed = Uint8Array.from(database);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(readImport(changed, 'plus-pw')).rejects.toMatchObject({ code });
    }
  });

  it('is refused with two pages in each other’s place', async () => {
    const swapped = Uint8Array.from(database);
    swapped.set(database.subarray(1024, 2048), 2048);
    swapped.set(database.subarray(2048, 3072), 1024);
    await expect(readImport(swapped, 'plus-pw')).rejects.toMatchObject({ code: 'bad-content' });
  });

  it('is not taken for one where a page is cut, or where its bytes are no noise', () => {
    expect(looksLikeSqlCipher(database)).toBe(true);
    expect(looksLikeSqlCipher(database.subarray(0, -1))).toBe(false);
    expect(looksLikeSqlCipher(new Uint8Array(4096).fill(0xff))).toBe(false);
  });

  it('gives an issuer that only the former name has, and skips secrets that are no hex', async () => {
    const plain = await databaseOf(
      'CREATE TABLE accounts (email, secret, type, issuer, original_name, category)',
      `INSERT INTO accounts VALUES ('a', 'JBSWY3DPEHPK3PXP', 0, NULL, 'ACME:b', 'Home'),
         ('EU', 'JBSWY3DP', 2, 'Blizzard', NULL, NULL)`,
    );
    expect(readAuthenticatorPlus(plain)).toMatchObject({
      accounts: [{ issuer: 'ACME', name: 'a', tags: ['Home'] }],
      skipped: [{ name: 'Blizzard: EU', reason: 'bad-secret' }],
    });
  });
});
