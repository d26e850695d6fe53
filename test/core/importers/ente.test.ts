import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/core/importers';
import { openSecretStream } from '../../../src/core/importers/reading/secret-stream';

const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const KEY = new Uint8Array(32).fill(7);
const HEADER = new Uint8Array(24).fill(9);

const sealed = { version: 1, kdfParams: { memLimit: 8192, opsLimit: 1, salt: btoa('0123456789abcdef') } };
const blob = { encryptedData: btoa('x'.repeat(40)), encryptionNonce: btoa('y'.repeat(24)) };

describe('Ente Auth', () => {
  it('reads the older JSON form with what it says beside each URI, and the trash as such', async () => {
    const uri = 'otpauth://totp/ACME:a@acme.example?secret=JBSWY3DPEHPK3PXP';
    const file = {
      items: [
        { rawData: uri, display: { pinned: true, tags: ['Work'], note: 'One\nTwo' } },
        { rawData: uri, display: { trashed: true } },
        { rawData: `${uri}&codeDisplay=%7B%22note%22%3A%22Three%22%7D`, display: null },
        { rawData: 5 },
      ],
    };
    const { accounts, skipped, format } = await readImport(encode(file));
    expect(format).toBe('ente');
    expect(accounts).toMatchObject([
      { issuer: 'ACME', name: 'a@acme.example', pinned: true, tags: ['Work'], note: 'One\nTwo' },
      { name: 'a@acme.example', isTrashed: true },
      { note: 'Three' },
    ]);
    expect(accounts.filter(({ isTrashed }) => isTrashed)).toHaveLength(1);
    expect(skipped).toEqual([{ name: '4', reason: 'bad-entry' }]);
  });

  it.each([
    ['kdf-limits', { ...sealed, ...blob, kdfParams: { ...sealed.kdfParams, memLimit: 2 ** 30 + 1024 } }],
    ['kdf-limits', { ...sealed, ...blob, kdfParams: { ...sealed.kdfParams, memLimit: '8192' } }],
    ['kdf-limits', { ...sealed, ...blob, kdfParams: { ...sealed.kdfParams, opsLimit: 65 } }],
    ['bad-content', { ...sealed, ...blob, kdfParams: { ...sealed.kdfParams, salt: btoa('short') } }],
    ['bad-content', { ...sealed, ...blob, kdfParams: 1 }],
    ['bad-content', { ...sealed, ...blob, encryptionNonce: btoa('y'.repeat(12)) }],
    ['bad-content', { ...sealed, ...blob, encryptedData: btoa('x'.repeat(16)) }],
    ['wrong-password', { ...sealed, ...blob }],
    ['unsupported-version', { ...sealed, ...blob, version: undefined }],
  ])('refuses with %s: %j', async (code, file) => {
    await expect(readImport(encode(file), 'any')).rejects.toMatchObject({ code });
  });
});

describe('secret streams', () => {
  // Sealed by libsodium's construction, written down once more in Python without a line of ours.
  const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const FINAL = hex('83a50c05de1a9e1f08dc5a5cc317bdc306579298e0b6bfaf1ca70f197571cb9b5aede1fad4b4');
  const MORE = hex('80a50c05de1a9e1f08dc5a5cc317bdc306579298e0b6c3801cb6c50d725d0f4856181f35e336');

  it('opens the only message of a stream', async () => {
    const text = await openSecretStream(KEY, HEADER, FINAL);
    expect(new TextDecoder().decode(text)).toBe('twenty-one characters');
  });

  it('refuses a stream that goes on, and one changed byte anywhere', async () => {
    await expect(openSecretStream(KEY, HEADER, MORE)).rejects.toMatchObject({ code: 'bad-content' });
    for (let index = 0; index < FINAL.length; index += 1) {
      const changed = FINAL.map((byte, place) => (place === index ? byte ^ 1 : byte));
      await expect(openSecretStream(KEY, HEADER, changed)).rejects.toMatchObject({ code: 'wrong-password' });
    }
  });
});
