/**
 * A second implementation of RFC 4226 and RFC 6238, and of Mobile-OTP's and Yandex's codes, on node:crypto alone, so that codes are checked against
 * something that shares no code with the extension.
 */
import { createHash, createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

export function referenceHotp(secret: string, counter: bigint, digits: number, algorithm = 'SHA1'): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(counter);
  const mac = createHmac(algorithm, fromBase32(secret)).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** @param secret hexadecimal, lower case */
export function referenceMobileOtp(secret: string, counter: bigint, pin: string): string {
  return createHash('md5').update(`${counter}`).update(secret).update(pin).digest('hex').slice(0, 6);
}

/** @param secret base32 of 16 bytes, or of more */
export function referenceYandex(secret: string, counter: bigint, pin: string): string {
  const key = createHash('sha256').update(pin).update(fromBase32(secret).subarray(0, 16)).digest();
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(counter);
  const mac = createHmac('sha256', key[0] ? key : key.subarray(1))
    .update(message)
    .digest();
  const number = mac.readBigUInt64BE((mac.at(-1) ?? 0) & 15) % 2n ** 63n;
  const places = [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n];
  return places.map((place) => String.fromCharCode(97 + Number((number / 26n ** place) % 26n))).join('');
}
