import { Secret } from 'otpauth';
import { LIMITS } from './account';
import { UserError } from './errors';

/** White space, hyphens and padding are how people and sites write secrets; they carry nothing. */
const DECORATION = /[\s\-=]/gu;
const OUTSIDE_BASE32 = /[^A-Z2-7]/u;

/**
 * Reads a base32 secret (RFC 4648 §6) as typed or scanned: lower case, spaces, hyphens and missing padding are
 * accepted; left-over bits are dropped.
 * @returns base32 of the same bytes, upper case, no padding
 * @throws UserError secret-missing, bad-secret (details: the first wrong character; 0, 1, 8 and 9 are refused,
 *   never guessed), secret-too-long (details: the most bytes)
 */
export function readSecret(typed: string): string {
  const letters = typed.replace(DECORATION, '').toUpperCase();
  const wrong = OUTSIDE_BASE32.exec(letters);
  if (wrong) throw new UserError('bad-secret', { character: wrong[0] });
  const bytes = Math.floor((letters.length * 5) / 8);
  if (bytes < LIMITS.secretBytes.min) throw new UserError('secret-missing');
  if (bytes > LIMITS.secretBytes.max) throw new UserError('secret-too-long', { max: LIMITS.secretBytes.max });
  return Secret.fromBase32(letters).base32;
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
