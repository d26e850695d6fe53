/** Bytes as files write them, and secrets that are not base32. */
import { Secret } from 'otpauth/bare';
import { UserError } from '../../errors';
import { type Bytes, fromUtf8 } from '../../vault-file/bytes';

/** Standard or URL base64, padded or not, with line breaks. @throws UserError bad-content */
export function fromBase64(text: unknown): Bytes {
  if (typeof text !== 'string') throw new UserError('bad-content');
  const standard = text.replace(/[\s=]/gu, '').replaceAll('-', '+').replaceAll('_', '/');
  if (standard.length % 4 === 1 || /[^A-Za-z0-9+/]/u.test(standard)) throw new UserError('bad-content');
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

/** @throws UserError bad-content */
export function fromHex(text: unknown): Bytes {
  if (typeof text !== 'string' || text.length % 2 > 0 || /[^0-9a-f]/iu.test(text))
    throw new UserError('bad-content');
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  );
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes of a key as the base32 text that `readForeign` takes. */
export const secretOfBytes = (bytes: Uint8Array): string =>
  bytes.length === 0 ? '' : new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;

/** @throws UserError bad-secret */
export function secretOfHex(text: unknown): string {
  try {
    return secretOfBytes(fromHex(typeof text === 'string' ? text.replace(/[\s-]/gu, '') : text));
  } catch {
    throw new UserError('bad-secret');
  }
}

/** @throws UserError bad-secret */
export function secretOfBase64(text: unknown): string {
  try {
    return secretOfBytes(fromBase64(text));
  } catch {
    throw new UserError('bad-secret');
  }
}

/** Java writes bytes as −128…127. @throws UserError bad-content */
export function fromSignedBytes(values: unknown): Bytes {
  const isByte = (value: unknown) => Number.isInteger(value) && Number(value) >= -128 && Number(value) <= 255;
  if (!Array.isArray(values) || values.length > 65_536 || !values.every(isByte))
    throw new UserError('bad-content');
  return Uint8Array.from(values, (value: number) => value & 255);
}

/** What was decrypted, as text: a wrong passphrase may pass the padding and give anything. @throws UserError wrong-password */
export function decryptedText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new UserError('wrong-password');
  }
}

/** What was decrypted, as JSON. @throws UserError wrong-password */
export function decryptedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decryptedText(bytes));
  } catch {
    throw new UserError('wrong-password');
  }
}
