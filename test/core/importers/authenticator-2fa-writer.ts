/** The encrypted backup of Authenticator - 2FA, with a key that costs little. */
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { SECRET } from './kit';

export const PASSPHRASE = 'lantern gravel oboe';
const bytes = (text: string) => new TextEncoder().encode(text);
export const account = (more: object) => ({
  ...{ id: '1', issuer: 'ACME', label: 'a', secret: SECRET, type: 'totp', algorithm: 'SHA-1' },
  ...{ digits: 6, period: 30, counter: 0, ...more },
});

export function backup(content: unknown, { kdf = {}, cipher = {}, vault = {}, file = {} } = {}): Uint8Array {
  const [salt, iv] = [Buffer.alloc(16, 1), Buffer.alloc(12, 2)];
  const sealing = createCipheriv('aes-256-gcm', pbkdf2Sync(PASSPHRASE, salt, 1000, 32, 'sha256'), iv);
  const sealed = [sealing.update(JSON.stringify(content)), sealing.final(), sealing.getAuthTag()];
  const costs = { name: 'PBKDF2', hash: 'SHA-256', iterations: 1000, salt: salt.toString('base64'), ...kdf };
  const text = { iv: iv.toString('base64'), data: Buffer.concat(sealed).toString('base64') };
  const inside = { version: 1, kdf: costs, cipher: { name: 'AES-GCM', ...text, ...cipher }, ...vault };
  return bytes(JSON.stringify({ app: '2fa-authenticator', version: 1, vault: inside, ...file }));
}
