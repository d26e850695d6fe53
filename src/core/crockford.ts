/** Crockford's base32: digits and letters without I, L, O and U (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a digit holds. */
export const BITS = 5;
/** How people write groups down, and what programs make of a hyphen. */
const DECORATION = /[\s\p{Dash_Punctuation}]/gu;
/** Letters as typed, with those that are read as a digit; U is none. */
const TYPED = /^[0-9A-TV-Za-tv-z]*$/u;

/** Numbers of 0 to 31 as letters. */
export const lettersOf = (digits: readonly number[]): string =>
  digits.map((digit) => ALPHABET.charAt(digit)).join('');

/**
 * Reads digits as typed: lower case, O for 0, I and L for 1; white space and dashes carry nothing.
 * @returns null where there are other letters, or not as many digits
 */
export function digitsOf(typed: string, count: number): number[] | null {
  const letters = typed.replace(DECORATION, '');
  if (letters.length !== count || !TYPED.test(letters)) return null;
  const plain = letters.toUpperCase().replaceAll('O', '0').replace(/[IL]/gu, '1');
  return Array.from(plain, (letter) => ALPHABET.indexOf(letter));
}
