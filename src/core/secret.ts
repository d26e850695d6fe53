import { Secret } from 'otpauth/bare';
import { LIMITS } from './account';
import { UserError } from './errors';

/** White space, hyphens and padding are how people and sites write secrets; they carry nothing. */
const SEPARATORS = /[\s-]/gu;
/** At the end only: within a secret it is where two were stuck together, or where something is missing. */
const PADDING = /=+$/u;
const bare = (typed: string): string => typed.replace(SEPARATORS, '').replace(PADDING, '');
const OUTSIDE_BASE32 = /[^A-Z2-7]/u;

/**
 * Reads a base32 secret (RFC 4648 §6) as typed or scanned: lower case, spaces, hyphens and missing padding are
 * accepted; left-over bits are dropped.
 * @returns base32 of the same bytes, upper case, no padding
 * @throws UserError secret-missing, bad-secret (details: the first wrong character; 0, 1, 8 and 9 are refused,
 *   never guessed), secret-too-long (details: the most bytes)
 */
export function readSecret(typed: string): string {
  const letters = bare(typed).toUpperCase();
  const wrong = OUTSIDE_BASE32.exec(letters);
  if (wrong) throw new UserError('bad-secret', { character: wrong[0] });
  const bytes = Math.floor((letters.length * 5) / 8);
  if (bytes < LIMITS.secretBytes.min) throw new UserError('secret-missing');
  if (bytes > LIMITS.secretBytes.max) throw new UserError('secret-too-long', { max: LIMITS.secretBytes.max });
  return Secret.fromBase32(letters).base32;
}

/** Mobile-OTP makes its codes from the text itself, which is hexadecimal; capital letters would make other codes. */
const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/u;

/**
 * Reads the secret of a Mobile-OTP account, which people and key URIs write in hexadecimal.
 * @returns base32 of its bytes, as `readSecret` does
 * @throws UserError secret-missing, bad-hex-secret, secret-too-long (details: the most bytes)
 */
export function readHexSecret(typed: string): string {
  const digits = bare(typed);
  if (digits === '') throw new UserError('secret-missing');
  if (!HEXADECIMAL.test(digits)) throw new UserError('bad-hex-secret');
  return readSecret(Secret.fromHex(digits).base32);
}

/** The text that a Mobile-OTP account makes its codes from. `secret` as `readSecret` returns it. */
export const hexOf = (secret: string): string => Secret.fromBase32(secret).hex.toLowerCase();

/** What Yandex makes its codes from; a QR code has no more, and a secret written out has a checksum at its end. */
const YANDEX_BYTES = 16;
const YANDEX_WRITTEN_BYTES = 26;
const CHECKSUM_BITS = 12;
/** Of degree 12: x¹² + x¹¹ + x⁷ + x⁶ + x⁵ + x⁴ + x + 1. */
const CHECKSUM_POLYNOMIAL = 0x18f3;

/** Whether the last twelve bits are what the others leave when they are divided by the polynomial. */
function hasRightChecksum(bytes: Uint8Array): boolean {
  const bits = bytes.length * 8 - CHECKSUM_BITS;
  let rest = 0;
  for (let at = 0; at < bits; at++) {
    const bit = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    rest = (rest << 1) | bit;
    if (rest >> CHECKSUM_BITS) rest ^= CHECKSUM_POLYNOMIAL;
  }
  const [high = 0, low = 0] = bytes.slice(-2);
  return rest === (((high & 15) << 8) | low);
}

/**
 * Reads a base32 secret of Yandex: the 16 bytes of a QR code, or the 26 that people are shown, whose checksum must fit.
 * @returns base32 of the first 16 bytes
 * @throws UserError those of `readSecret`, and bad-yandex-secret
 */
export function readYandexSecret(typed: string): string {
  const bytes = Secret.fromBase32(readSecret(typed)).bytes;
  const isWhole = bytes.length === YANDEX_WRITTEN_BYTES && hasRightChecksum(bytes);
  if (bytes.length !== YANDEX_BYTES && !isWhole) throw new UserError('bad-yandex-secret');
  return new Secret({ buffer: bytes.slice(0, YANDEX_BYTES).buffer }).base32;
}

/** Whether a text is what `readSecret` returns: upper case, no decoration, no left-over bits, 1 to 128 bytes. */
export function isSecret(text: string): boolean {
  try {
    return readSecret(text) === text;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Length of a secret that `readSecret` returned, in bits. */
export function secretBits(secret: string): number {
  return Math.floor((secret.length * 5) / 8) * 8;
}
