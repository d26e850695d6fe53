import { HOTP, Secret } from 'otpauth';
import type { Account, NewAccount } from './account';

/** A code and the instant (Unix milliseconds) from which it is no longer the current one. */
export interface TimedCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** Steam Guard draws its five characters from these (no vowels, no look-alikes). */
const STEAM_ALPHABET = '23456789BCDFGHJKMNPQRTVWXY';
/** Ten digits hold the whole 31-bit number of RFC 4226 §5.3, before it is cut to the wanted length. */
const WHOLE_NUMBER_DIGITS = 10;

function hotp(account: NewAccount, counter: number, digits: number): string {
  const secret = Secret.fromBase32(account.secret);
  return HOTP.generate({ secret, algorithm: account.algorithm, digits, counter });
}

function steamCode(account: NewAccount, counter: number): string {
  let rest = Number(hotp(account, counter, WHOLE_NUMBER_DIGITS));
  let code = '';
  for (let place = 0; place < account.digits; place++) {
    code += STEAM_ALPHABET.charAt(rest % STEAM_ALPHABET.length);
    rest = Math.floor(rest / STEAM_ALPHABET.length);
  }
  return code;
}

/** The code for one value of the moving factor: RFC 4226 §5.3, or Steam's letters over the same number. */
export function codeAt(account: NewAccount, counter: number): string {
  return account.type === 'steam' ? steamCode(account, counter) : hotp(account, counter, account.digits);
}

/**
 * The current code (RFC 6238 §4.2; RFC 4226 for HOTP, at its stored counter, which the caller must have counted up
 * and saved before anybody sees the code).
 * @param now Unix milliseconds
 * @returns `expiresAt` in Unix milliseconds; Infinity for HOTP, whose codes do not expire by time
 */
export function generateCode(account: NewAccount, now: number): TimedCode {
  if (account.type === 'hotp') {
    return { code: codeAt(account, account.counter), expiresAt: Number.POSITIVE_INFINITY };
  }
  const step = Math.floor(now / 1000 / account.period);
  return { code: codeAt(account, step), expiresAt: (step + 1) * account.period * 1000 };
}

/** The code that follows the current one; only for time-based accounts. */
export function generateNextCode(
  account: Extract<Account | NewAccount, { period: number }>,
  now: number,
): string {
  return codeAt(account, Math.floor(now / 1000 / account.period) + 1);
}
