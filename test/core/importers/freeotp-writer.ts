/** FreeOTP's tokens, and its backup of version 2 as Java writes it; its keys cost nothing to derive. */
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { KEY, signed } from './kit';

export const token = (more: object = {}) => ({
  algo: 'SHA1',
  digits: 6,
  issuerExt: 'ACME',
  label: 'a@acme.example',
  period: 30,
  secret: signed(KEY),
  type: 'TOTP',
  ...more,
});

const u16 = (number: number) => Buffer.from([number >> 8, number & 255]);
const u32 = (number: number) => Buffer.concat([u16(number >>> 16), u16(number & 65_535)]);
/** Java's UTF-8 of a text, unit by unit. */
const utf = (text: string) =>
  Buffer.from(
    text.split('').flatMap((unit) => {
      const code = unit.charCodeAt(0);
      if (code > 0 && code < 0x80) return [code];
      if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
      return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    }),
  );
const shortText = (text: string) => Buffer.concat([u16(utf(text).length), utf(text)]);
export const text = (value: string) => Buffer.concat([Buffer.of(0x74), shortText(value)]);
export const longText = (value: string) =>
  Buffer.concat([Buffer.of(0x7c), u32(0), u32(utf(value).length), utf(value)]);
export const reference = (handle: number) => Buffer.concat([Buffer.of(0x71), u32(0x7e_0000 + handle)]);
export const NULL = Buffer.of(0x70);

const CLASS = [
  Buffer.from('aced00057372', 'hex'),
  shortText('java.util.HashMap'),
  Buffer.from('0507dac1c31660d103', 'hex'),
  u16(2),
  Buffer.from('F'),
  shortText('loadFactor'),
  Buffer.from('I'),
  shortText('threshold'),
  Buffer.from('7870', 'hex'),
];
export const stream = (members: readonly Uint8Array[], count = members.length / 2) =>
  Buffer.concat([
    ...CLASS,
    Buffer.from('3f40000000000018', 'hex'),
    Buffer.of(0x77, 8),
    u32(32),
    u32(count),
    ...members,
    Buffer.of(0x78),
  ]);

export const PASSPHRASE = 'lantern gravel oboe';
export const MASTER = Buffer.alloc(32, 7);
export const NONCE = Buffer.alloc(12, 3);
export const octets = (bytes: Uint8Array) => Buffer.from([4, bytes.length, ...bytes]);
export const inSequence = (tagBytes: number) =>
  Buffer.concat([Buffer.of(0x30, 17), octets(NONCE), Buffer.of(2, 1, tagBytes)]);

export function seal(key: Uint8Array, bytes: Uint8Array, purpose: string, parameters = inSequence(16)) {
  const cipher = createCipheriv('aes-256-gcm', key, NONCE).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return {
    mCipher: 'AES/GCM/NoPadding',
    mCipherText: signed(sealed),
    mParameters: signed(parameters),
    mToken: purpose,
  };
}

const SALT = Buffer.alloc(32, 1);
export const master = (more: object = {}, hash = 'sha512') =>
  JSON.stringify({
    mAlgorithm: 'PBKDF2withHmacSHA512',
    mIterations: 1000,
    mSalt: signed(SALT),
    mEncryptedKey: seal(pbkdf2Sync(PASSPHRASE, SALT, 1000, 32, hash), MASTER, 'AES'),
    ...more,
  });
export const key = (more: object = {}, parameters = inSequence(16)) =>
  JSON.stringify({ key: JSON.stringify({ ...seal(MASTER, KEY, 'HmacSHA1', parameters), ...more }) });
export const clear = (more: object = {}) => JSON.stringify({ ...token(more), secret: undefined });
export const backup = (members: Readonly<Record<string, string>>) =>
  stream(
    Object.entries({ masterKey: master(), ...members }).flatMap(([name, value]) => [text(name), text(value)]),
  );
