import { base64Url, encodeBase64Url } from './bytes';
import { derivePassphraseBytes } from './kdf';
import { ARGON2ID, SIZES } from './limits';

/** @returns base64url of 32 random bytes */
export const newPinSalt = (): string => encodeBase64Url(crypto.getRandomValues(new Uint8Array(SIZES.salt)));

/**
 * The key of a PIN, by Argon2id at the cost of a passphrase. A PIN has so few values that this only slows: it is
 * never written to disk but inside the sealed vault.
 * @returns 32 bytes as base64url
 * @throws UserError E_KDF_UNAVAILABLE
 */
export async function derivePinKey(pin: string, salt: string): Promise<string> {
  const kdf = { id: 'argon2id-v19', ...ARGON2ID.create, salt: base64Url(SIZES.salt)(salt) } as const;
  const bytes = await derivePassphraseBytes(pin, kdf);
  const key = encodeBase64Url(bytes);
  bytes.fill(0);
  return key;
}
