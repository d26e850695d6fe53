import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';

const SECRET = 'JBSWY3DPEHPK3PXP';
const encode = (text: string) => new TextEncoder().encode(text);
const item = (more: object) => ({ issuer: 'ACME', name: 'a', key: SECRET, base: 32, ...more });

function seal(text: string, password = 'TotpAuthenticator'): Uint8Array {
  const key = createHash('sha256').update(password).digest();
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return encode(Buffer.concat([cipher.update(text), cipher.final()]).toString('base64'));
}
const backup = (list: unknown, password?: string) =>
  seal(JSON.stringify({ [JSON.stringify(list)]: '' }), password);

const preferences = (list: string) =>
  encode(
    `<?xml version='1.0' encoding='utf-8'?><map><string name="STATIC_TOTP_CODES_LIST">${list}</string></map>`,
  );

describe('TOTP Authenticator', () => {
  it('tries the fixed password where none is given', async () => {
    const { accounts, format } = await readImport(backup([item({ isFavorite: true })]));
    expect(format).toBe('totp-authenticator');
    expect(accounts).toMatchObject([{ issuer: 'ACME', name: 'a', secret: SECRET, pinned: true }]);
  });

  it('asks where it does not open, and says when what is given does not open', async () => {
    const file = backup([item({})], 'chosen');
    await expect(readImport(file)).rejects.toMatchObject({ code: 'password-required' });
    await expect(readImport(file, 'other')).rejects.toMatchObject({ code: 'wrong-password' });
    expect((await readImport(file, 'chosen')).accounts).toHaveLength(1);
  });

  it('reads keys in every base, digits and periods as text, and Unknown as no issuer', async () => {
    const { accounts, skipped } = await readImport(
      backup([
        item({ base: 16, key: '48656c6c6f21deadbeef', digits: '8', period: '60' }),
        item({ base: 64, key: 'SGVsbG8h3q2+7w==', digits: '', period: '' }),
        item({ issuer: 'Unknown', name: 'a@acme.example' }),
        item({ base: 58 }),
        item({ digits: 'six' }),
        item({ key: '' }),
      ]),
    );
    expect(accounts).toMatchObject([
      { secret: SECRET, digits: 8, period: 60 },
      { secret: SECRET, digits: 6, period: 30 },
      { issuer: '', name: 'a@acme.example' },
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['bad-secret', 'bad-digits', 'secret-missing']);
    expect(skipped[0]?.name).toBe('ACME: a');
    const nameless = await readImport(backup([item({}), null]));
    expect(nameless.skipped).toEqual([{ name: '2', reason: 'secret-missing' }]);
  });

  it('reads the preferences of the app', async () => {
    const list = JSON.stringify([item({})]).replaceAll('"', '&quot;');
    expect((await readImport(preferences(list))).accounts).toMatchObject([{ secret: SECRET }]);
  });

  it.each([
    ['wrong-password', seal('no JSON, and longer than a block', 'any')],
    ['wrong-password', seal('{"no list":1, "of": "anything"}', 'any')],
    ['wrong-password', seal('{}, and nothing but that', 'any')],
    ['bad-content', backup({ no: 'list' }, 'any')],
    ['no-entries', preferences('[]')],
    ['bad-content', preferences('[')],
  ])('refuses with %s', async (code, file) => {
    await expect(readImport(file, 'any')).rejects.toMatchObject({ code });
  });
});
