import { BITS, digitsOf, lettersOf } from './crockford';
import { UserError } from './errors';

const KEY_BYTES = 16;
/** 26 digits hold 130 bits: the last two are zero. */
const KEY_DIGITS = Math.ceil((KEY_BYTES * 8) / BITS);
const CHECK_DIGITS = 2;
const GROUP = /.{4}(?=.)/gu;

/** Times x in GF(32) = GF(2)[x] / (x⁵ + x² + 1). */
const double = (digit: number): number => (digit < 16 ? digit << 1 : (digit << 1) ^ 0b100101);

/**
 * Two digits of a Reed–Solomon code over GF(32): the remainder by (z + 1)(z + x). One or two wrong digits out of
 * 31, wherever they are, never leave the remainder as it was; so every single slip and every swap is caught.
 */
function checkDigits(digits: readonly number[]): [high: number, low: number] {
  let high = 0;
  let low = 0;
  for (const digit of digits) {
    const carry = digit ^ high;
    high = low ^ double(carry) ^ carry;
    low = double(carry);
  }
  return [high, low];
}

/** Cuts numbers of `from` bits into numbers of `to` bits, the highest bit first; the last is filled with zeros. */
function regroup(numbers: Iterable<number>, from: number, to: number): number[] {
  const result: number[] = [];
  let word = 0;
  let bits = 0;
  for (const number of numbers) {
    word = (word << from) | number;
    bits += from;
    while (bits >= to) {
      bits -= to;
      result.push(word >>> bits);
      word &= (1 << bits) - 1;
    }
  }
  if (bits > 0) result.push(word << (to - bits));
  return result;
}

/**
 * The 16 bytes of a recovery key as a person writes them down: 26 digits and 2 check digits of Crockford's base32
 * in 7 groups of 4 (vault-file/FORMAT.md §10).
 */
export function formatRecoveryKey(bytes: Uint8Array): string {
  const digits = regroup(bytes, 8, BITS);
  return lettersOf([...digits, ...checkDigits(digits)]).replace(GROUP, '$&-');
}

/**
 * Reads a recovery key as typed: lower case, O for 0, I and L for 1; white space and dashes carry nothing. The
 * caller zero-fills the 16 bytes.
 * @throws UserError bad-recovery-key where length, letters or check digits are wrong
 */
export function parseRecoveryKey(text: string): Uint8Array<ArrayBuffer> {
  const digits = digitsOf(text, KEY_DIGITS + CHECK_DIGITS);
  if (digits === null) throw new UserError('bad-recovery-key');
  const [high, low] = checkDigits(digits.slice(0, KEY_DIGITS));
  const bytes = regroup(digits.slice(0, KEY_DIGITS), BITS, 8);
  const isKey = digits.at(-2) === high && digits.at(-1) === low && bytes[KEY_BYTES] === 0;
  if (!isKey) throw new UserError('bad-recovery-key');
  return Uint8Array.from(bytes.slice(0, KEY_BYTES));
}
