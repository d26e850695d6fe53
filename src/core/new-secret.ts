import { Secret } from 'otpauth/bare';

/**
 * How long a secret can be that a site gives out, in bytes: the least and the recommended length of RFC 4226 §4 R6, then
 * the length of the hash of HMAC-SHA-256 and -512 (RFC 6238 §5.1 wants no less).
 */
export type NewSecretBytes = 16 | 20 | 32 | 64;

/** A secret from the random numbers of WebCrypto. @returns base32, upper case, no padding */
export function newSecret(bytes: NewSecretBytes): string {
  return new Secret({ buffer: crypto.getRandomValues(new Uint8Array(bytes)).buffer }).base32;
}
