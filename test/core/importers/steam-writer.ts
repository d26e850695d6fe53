/** A file of Steam Desktop Authenticator, encrypted, and the manifest with its key. */
import { createCipheriv, pbkdf2Sync } from 'node:crypto';

const SHARED = 'SGVsbG8h3q2+7w==';
export const encode = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
export const guard = {
  shared_secret: SHARED,
  account_name: 'gordon',
  identity_secret: 'AAAA',
  revocation_code: 'R1',
};
const SALT = Buffer.from('12345678');
export const IV = Buffer.alloc(16, 3);

export const ZERO = Buffer.alloc(16);

export function sealCbc(text: string, aesKey: Buffer, iv: Buffer): Uint8Array {
  const cipher = createCipheriv('aes-256-cbc', aesKey, iv);
  return new TextEncoder().encode(Buffer.concat([cipher.update(text), cipher.final()]).toString('base64'));
}
export const seal = (text: string) => sealCbc(text, pbkdf2Sync('open', SALT, 50_000, 32, 'sha1'), IV);

export const key = (iv: Buffer) => ({
  encryption_iv: iv.toString('base64'),
  encryption_salt: SALT.toString('base64'),
  filename: '1.maFile',
  steamid: 1,
});
export const manifest = encode({
  encrypted: true,
  entries: [{ encryption_iv: null, encryption_salt: null }, key(Buffer.alloc(16, 4)), key(IV)],
});
export const sealed = seal(JSON.stringify(guard));
