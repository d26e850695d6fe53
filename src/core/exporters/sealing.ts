/** Ciphers of other apps' backups, the way in; `importers/reading/decrypt.ts` is the way out. */
import { type Bytes, encodeBase64Url } from '../vault-file/bytes';

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const text = encodeBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** AES-GCM; the tag of 16 bytes stands behind the text. @param iv fresh for every text under a key */
export async function sealGcm(key: Bytes, iv: Bytes, text: Bytes, additionalData?: Bytes): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const parameters = { name: 'AES-GCM', iv, ...(additionalData ? { additionalData } : {}) };
  return new Uint8Array(await crypto.subtle.encrypt(parameters, secret, text));
}

/** AES-CBC with PKCS #7 padding; it has no tag of its own. */
export async function sealCbc(key: Bytes, iv: Bytes, text: Bytes): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, secret, text));
}
