import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors';
import { readImport } from '../../../src/core/importers';
import { readAuthenticator2fa } from '../../../src/core/importers/authenticator-2fa';

const SECRET = 'JBSWY3DPEHPK3PXP';
const PASSPHRASE = 'lantern gravel oboe';
const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = async (reading: Promise<unknown>) =>
  reading.catch((error: unknown) => (error instanceof UserError ? error.code : error));
const account = (more: object) => ({
  ...{ id: '1', issuer: 'ACME', label: 'a', secret: SECRET, type: 'totp', algorithm: 'SHA-1' },
  ...{ digits: 6, period: 30, counter: 0, ...more },
});

function backup(content: unknown, { kdf = {}, cipher = {}, vault = {}, file = {} } = {}): Uint8Array {
  const [salt, iv] = [Buffer.alloc(16, 1), Buffer.alloc(12, 2)];
  const sealing = createCipheriv('aes-256-gcm', pbkdf2Sync(PASSPHRASE, salt, 1000, 32, 'sha256'), iv);
  const sealed = [sealing.update(JSON.stringify(content)), sealing.final(), sealing.getAuthTag()];
  const costs = { name: 'PBKDF2', hash: 'SHA-256', iterations: 1000, salt: salt.toString('base64'), ...kdf };
  const text = { iv: iv.toString('base64'), data: Buffer.concat(sealed).toString('base64') };
  const inside = { version: 1, kdf: costs, cipher: { name: 'AES-GCM', ...text, ...cipher }, ...vault };
  return bytes(JSON.stringify({ app: '2fa-authenticator', version: 1, vault: inside, ...file }));
}

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
