import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { HOTP, Secret } from 'otpauth/bare';
import type { Account, NewAccount } from './account';
import { hexOf } from './secret';

/** A code and the instant (Unix milliseconds) from which it is no longer the current one. */
export interface TimedCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** Steam Guard draws its five characters from these (no vowels, no look-alikes). */
const STEAM_ALPHABET = '23456789BCDFGHJKMNPQRTVWXY';
/** Ten digits hold the whole 31-bit number of RFC 4226 §5.3, before it is cut to the wanted length. */
const WHOLE_NUMBER_DIGITS = 10;

const HASHES = { SHA1: sha1, SHA256: sha256, SHA512: sha512, MD5: md5 } as const;

function hotp({ secret, algorithm }: NewAccount, counter: number, digits: number): string {
  return HOTP.generate({
    secret: Secret.fromBase32(secret),
    algorithm,
    digits,
    counter,
    hmac: (_name, key, message) => hmac(HASHES[algorithm], key, message),
  });
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

/** Mobile-OTP: the first hexadecimal digits of MD5 over the counter, the secret and the PIN, all as text. */
function mobileOtpCode({ secret, pin = '', digits }: NewAccount, counter: number): string {
  const sum = md5(new TextEncoder().encode(`${counter}${hexOf(secret)}${pin}`));
  return bytesToHex(sum).slice(0, digits);
}

function bigEndian(counter: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(counter));
  return bytes;
}

const LETTERS = 26n;
const LETTER_A = 97n;

/** The key is a hash over the PIN and the secret; Yandex writes it as a number, which has no zero in front. */
function yandexKey({ secret, pin = '' }: NewAccount): Uint8Array {
  const key = sha256(concatBytes(new TextEncoder().encode(pin), Secret.fromBase32(secret).bytes));
  return key[0] === 0 ? key.subarray(1) : key;
}

/** Yandex: 63 bits where RFC 4226 takes 31, written in letters, the most significant one first. */
function yandexCode(account: NewAccount, counter: number): string {
  const sum = hmac(sha256, yandexKey(account), bigEndian(counter));
  const offset = (sum.at(-1) ?? 0) & 15;
  let rest = BigInt.asUintN(63, new DataView(sum.buffer, sum.byteOffset).getBigUint64(offset));
  let code = '';
  for (let place = 0; place < account.digits; place++) {
    code = String.fromCharCode(Number(LETTER_A + (rest % LETTERS))) + code;
    rest /= LETTERS;
  }
  return code;
}

/**
 * The code for one value of the moving factor: RFC 4226 §5.3, Steam's letters over the same number, or what Mobile-OTP
 * and Yandex make of it with a PIN.
 */
export function codeAt(account: NewAccount, counter: number): string {
  switch (account.type) {
    case 'steam':
      return steamCode(account, counter);
    case 'motp':
      return mobileOtpCode(account, counter);
    case 'yandex':
      return yandexCode(account, counter);
    default:
      return hotp(account, counter, account.digits);
  }
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
