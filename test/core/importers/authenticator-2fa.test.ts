import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { readAuthenticator2fa } from '../../../src/core/importers/authenticator-2fa';
import { account, backup, PASSPHRASE } from './authenticator-2fa-writer';
import { SECRET } from './kit';

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = async (reading: Promise<unknown>) =>
  reading.catch((error: unknown) => (error instanceof UserError ? error.code : error));
describe('a backup', () => {
  const content = {
    settings: {},
    accounts: [
      account({ label: 'b', sortOrder: 1, type: 'hotp', counter: 5, algorithm: 'SHA-256' }),
      account({ label: 'a', sortOrder: 0, type: 'steam', digits: 5 }),
    ],
  };

  it('gives its accounts in the order of the app', async () => {
    const { format, accounts } = await readImport(backup(content), PASSPHRASE);
    expect(format).toBe('authenticator-2fa');
    expect(accounts).toMatchObject([
      { name: 'a', type: 'steam', digits: 5, secret: SECRET },
      { name: 'b', type: 'hotp', counter: 5, algorithm: 'SHA256' },
    ]);
  });

  it('asks for its passphrase, and says when it is wrong', async () => {
    expect(await refusal(readImport(backup(content)))).toBe('password-required');
    expect(await refusal(readImport(backup(content), 'another'))).toBe('wrong-password');
  });

  it.each([
    ['unsupported-version', { file: { version: 2 } }],
    ['unsupported-version', { vault: { version: 2 } }],
    ['bad-content', { file: { version: null } }],
    ['bad-content', { file: { vault: [] } }],
    ['bad-content', { cipher: { data: 5 } }],
    ['unsupported-kdf', { kdf: { name: 'Argon2' } }],
    ['unsupported-kdf', { kdf: { hash: 'SHA-1' } }],
    ['unsupported-cipher', { cipher: { name: 'AES-CBC' } }],
    ['kdf-limits', { kdf: { iterations: 2_000_001 } }],
    ['kdf-limits', { kdf: { iterations: '1000' } }],
  ])('is refused with %s', async (code, more) => {
    expect(await refusal(readImport(backup(content, more), PASSPHRASE))).toBe(code);
  });
});

it('skips what it cannot take, by its name', () => {
  const accounts = [null, account({ digits: 5 }), account({ type: 'motp' }), account({ secret: 'A1' })];
  expect(readAuthenticator2fa({ accounts }).skipped).toEqual([
    { reason: 'bad-entry', name: '1' },
    { reason: 'bad-digits', name: 'ACME: a' },
    { reason: 'unsupported-type', name: 'ACME: a' },
    { reason: 'bad-secret', name: 'ACME: a' },
  ]);
});

it('knows how its list of URIs writes Steam', async () => {
  const uri = `otpauth://totp/ACME%3Aa?secret=${SECRET}&issuer=ACME&algorithm=SHA1&digits=5&period=30&otp_type=steam`;
  expect((await readImport(bytes(uri))).accounts).toMatchObject([{ type: 'steam', digits: 5, name: 'a' }]);
});
