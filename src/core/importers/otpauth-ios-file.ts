/** The shells of OTP Auth's files: a fixed key around an archive, and a passphrase around the archive in it. */
import { cbc } from '@noble/ciphers/aes.js';
import { UserError } from '../errors';
import { type Bytes, utf8 } from '../vault-file/bytes';
import { looksLikePlist, type Plist } from './reading/binary-plist';
import { ByteReader } from './reading/byte-reader';
import { fromHex } from './reading/bytes';
import { digest, hmac, isSameBytes, openCbc, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { KeyedArchive } from './reading/keyed-archive';

const BLOCK = 16;

interface Kind {
  /** SHA-256 of a word that the app has in itself. */
  readonly key: Bytes;
  readonly data: string;
  /** The version from a time when the app had a key derivation of its own, and the one with RNCryptor. */
  readonly versions: readonly [own: string, rnCryptor: string];
}

const KINDS: readonly Kind[] = [
  {
    key: fromHex('4b4dedb78ef452fbe3cd4c28004abeebe7021714e23a575ddff8c67612731f2f'),
    data: 'WrappedData',
    versions: ['1.0', '1.1'],
  },
  {
    key: fromHex('cf25dc3437b86b06bc4911e63c2d9eef5b8820cf088bc2c75517e21d93b8509f'),
    data: 'Data',
    versions: ['1.1', '1.2'],
  },
];

/**
 * Nothing but the first block under the fixed key tells these files from any others. Importers are asked one after the
 * other, at once: WebCrypto, which answers later, is of no use here.
 */
function kindOf(bytes: Bytes): Kind | undefined {
  if (bytes.length < BLOCK) return undefined;
  return KINDS.find(({ key }) =>
    looksLikePlist(
      cbc(key, new Uint8Array(BLOCK), { disablePadding: true }).decrypt(bytes.subarray(0, BLOCK)),
    ),
  );
}

export const isOtpAuthFile = (bytes: Bytes): boolean => kindOf(bytes) !== undefined;

/** RNCryptor, data format 3, with a password. @throws UserError bad-content, unsupported-version, wrong-password */
async function openRnCryptor(sealed: Bytes, password: Bytes): Promise<Bytes> {
  const reader = new ByteReader(sealed, 'big-endian');
  if (reader.uint8() !== 3 || reader.uint8() !== 1) throw new UserError('unsupported-version');
  const [salt, hmacSalt, iv] = [reader.take(8), reader.take(8), reader.take(BLOCK)];
  const text = reader.take(sealed.length - reader.offset - 32);
  const signed = sealed.subarray(0, reader.offset);
  const derive = (from: Bytes) => pbkdf2(password, { hash: 'SHA-1', salt: from, iterations: 10_000 });
  const sum = await hmac('SHA-256', await derive(hmacSalt), signed);
  if (!isSameBytes(sum, reader.take(32))) throw new UserError('wrong-password');
  return openCbc(await derive(salt), iv, text);
}

/** The older way has no sum: what comes out is an archive, or the passphrase was another. @throws UserError bad-content, wrong-password */
async function openOwn(sealed: Bytes, password: Bytes, salt: Bytes, iv: Bytes): Promise<Bytes> {
  const key = await digest('SHA-256', salt, utf8('-'), password);
  const text = await openCbc(key, (await digest('SHA-1', iv)).subarray(0, BLOCK), sealed);
  if (!looksLikePlist(text)) throw new UserError('wrong-password');
  return text;
}

/** @throws UserError bad-content, truncated */
async function openShell(bytes: Bytes, key: Bytes): Promise<KeyedArchive> {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % BLOCK));
  if (whole.length < bytes.length) throw new UserError('truncated');
  const text = await openCbc(key, new Uint8Array(BLOCK), whole).catch(() => {
    throw new UserError('bad-content');
  });
  return new KeyedArchive(text);
}

/**
 * @returns the archive of accounts
 * @throws UserError bad-content, truncated, unsupported-version, password-required, wrong-password
 */
export async function openOtpAuthFile(bytes: Bytes, passphrase: string | undefined): Promise<Bytes> {
  const kind = kindOf(bytes);
  if (!kind) throw new UserError('bad-content');
  const shell = await openShell(bytes, kind.key);
  const textOrBytes = (value: Plist | undefined) => shell.bytes(value) ?? utf8(shell.text(value) ?? '');
  const version = shell.number(shell.root.get('Version'))?.toFixed(1);
  const sealed = shell.bytes(shell.root.get(kind.data));
  const [own, rnCryptor] = kind.versions;
  if (version !== own && version !== rnCryptor) throw new UserError('unsupported-version');
  if (!sealed) throw new UserError('bad-content');
  const password = passphraseBytes(passphrase);
  if (version === rnCryptor) return openRnCryptor(sealed, password);
  return openOwn(sealed, password, textOrBytes(shell.root.get('Salt')), textOrBytes(shell.root.get('IV')));
}
