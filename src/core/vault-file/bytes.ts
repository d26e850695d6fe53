import { type Check, CheckError } from '../check';

/** Bytes that WebCrypto takes: never a view of shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** RFC 4648 §5, without padding. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NOT_A_DIGIT = 64;
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = ALPHABET.indexOf(String.fromCharCode(code));
  return digit < 0 ? NOT_A_DIGIT : digit;
});
const LETTERS = new TextEncoder().encode(ALPHABET);

interface NativeDecoder {
  fromBase64(text: string, options: { alphabet: 'base64url' }): Bytes;
}
interface NativeEncoder {
  toBase64(options: { alphabet: 'base64url'; omitPadding: true }): string;
}
const decodesNatively = (type: object): type is NativeDecoder => 'fromBase64' in type;
const encodesNatively = (bytes: Uint8Array): bytes is Uint8Array & NativeEncoder => 'toBase64' in bytes;

const digitAt = (text: string, index: number): number => DIGITS[text.charCodeAt(index)] ?? NOT_A_DIGIT;

/** For Node 20 and browsers before Chrome 140 and Firefox 133; it can go when the tests need Node 25 or later. */
function decodePortably(text: string, size: number): Bytes {
  const bytes = new Uint8Array(size);
  let word = 0;
  let bits = 0;
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = digitAt(text, index);
    if (digit === NOT_A_DIGIT) throw new SyntaxError('not base64url');
    word = (word << 6) | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = word >>> bits;
    length += 1;
  }
  return bytes;
}

/** The same lifetime as `decodePortably`. */
function encodePortably(bytes: Uint8Array): string {
  const letters = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let word = 0;
  let bits = 0;
  let length = 0;
  for (const byte of bytes) {
    word = (word << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      letters[length] = LETTERS[(word >>> bits) & 63] ?? 0;
      length += 1;
    }
  }
  if (bits > 0) letters[length] = LETTERS[(word << (6 - bits)) & 63] ?? 0;
  return new TextDecoder().decode(letters);
}

/** Bytes as base64url without padding (RFC 4648 §5). */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  encodesNatively(bytes)
    ? bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
    : encodePortably(bytes);

function decode(text: string, size: number): Bytes {
  return decodesNatively(Uint8Array)
    ? Uint8Array.fromBase64(text, { alphabet: 'base64url' })
    : decodePortably(text, size);
}

/** Unused bits of the last digit are zero, or two texts would stand for the same bytes. */
function endsCanonically(text: string): boolean {
  const unused = [0, 6, 4, 2][text.length % 4] ?? 0;
  return unused < 6 && (unused === 0 || (digitAt(text, text.length - 1) & ((1 << unused) - 1)) === 0);
}

/**
 * Checks for `min` to `max` bytes as canonical base64url without padding and decodes them. White space and
 * padding, which the native decoder skips, show as a wrong length.
 * @throws CheckError
 */
export const base64Url =
  (min: number, max = min): Check<Bytes> =>
  (value, path = '') => {
    const refusal = new CheckError(path, `${min} to ${max} bytes as base64url without padding`);
    if (typeof value !== 'string') throw refusal;
    const size = Math.floor((value.length * 3) / 4);
    if (size < min || size > max || !endsCanonically(value)) throw refusal;
    try {
      const bytes = decode(value, size);
      if (bytes.length === size) return bytes;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw refusal;
  };

/** The parts in one new array. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The text as UTF-8; a lone surrogate becomes U+FFFD. */
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/**
 * UTF-8 bytes as text, exactly: no byte order mark is dropped and nothing is replaced.
 * @throws TypeError where the bytes are not UTF-8.
 */
export const fromUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
