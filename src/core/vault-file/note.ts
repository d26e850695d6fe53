import { CheckError } from '../check';
import { base64Url, concat, encodeBase64Url, fromUtf8, utf8 } from './bytes';
import { SIZES } from './limits';
import { importVaultKey } from './open';
import { deriveAesKey, isRefusal } from './slots';

/** A short text sealed under the vault key, for what must outlive a closed page and not a lost key (drafts). */
const INFO = utf8('counterfoil-vault/v1/note');
const NOTE_MAX = 256 * 1024;
const PREFIX = SIZES.salt + SIZES.nonce;

async function noteKey(vaultKey: string, salt: Uint8Array<ArrayBuffer>, usage: 'encrypt' | 'decrypt') {
  return deriveAesKey(await importVaultKey(vaultKey), { salt, info: INFO }, usage);
}

/**
 * Seals a text with AES-256-GCM under a key of its own (HKDF of the vault key, fresh salt).
 * @returns base64url of salt ‖ nonce ‖ ciphertext
 */
export async function sealNote(vaultKey: string, text: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SIZES.salt));
  const iv = crypto.getRandomValues(new Uint8Array(SIZES.nonce));
  const key = await noteKey(vaultKey, salt, 'encrypt');
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: INFO }, key, utf8(text));
  return encodeBase64Url(concat(salt, iv, new Uint8Array(sealed)));
}

/** @returns null where the note is damaged or was sealed under another vault key: it is lost, and no harm done */
export async function openNote(vaultKey: string, note: string): Promise<string | null> {
  try {
    const bytes = base64Url(PREFIX + SIZES.tag, NOTE_MAX)(note);
    const iv = bytes.slice(SIZES.salt, PREFIX);
    const key = await noteKey(vaultKey, bytes.slice(0, SIZES.salt), 'decrypt');
    const opened = crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: INFO },
      key,
      bytes.slice(PREFIX),
    );
    return fromUtf8(new Uint8Array(await opened));
  } catch (error) {
    if (error instanceof CheckError || isRefusal(error)) return null;
    throw error;
  }
}
