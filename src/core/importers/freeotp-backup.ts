/** The backup of FreeOTP 2: a map whose tokens are in clear and whose keys are sealed one by one. */
import { isRecord } from '../check';
import { UserError } from '../errors';
import { type Bytes, utf8 } from '../vault-file/bytes';
import type { Import } from './importer';
import { ByteReader } from './reading/byte-reader';
import { fromSignedBytes } from './reading/bytes';
import { openGcm, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { freeOtpName, inTokenOrder, readFreeOtpToken } from './reading/freeotp-token';
import { readJavaMap } from './reading/java-stream';
import { Pictures } from './reading/pictures';
import { parseJson } from './reading/source';

const HASHES: ReadonlyMap<unknown, 'SHA-1' | 'SHA-512'> = new Map([
  ['PBKDF2withHmacSHA1', 'SHA-1'],
  ['PBKDF2withHmacSHA512', 'SHA-512'],
]);
const TOKEN_SUFFIX = '-token';
const DER = { integer: 0x02, octets: 0x04, sequence: 0x30 } as const;
const TAG_BYTES = 16;
/** No token is longer; a text of the stream may be referred to again and again. */
const LONGEST_JSON = 65_536;

/** One member of the map. @throws UserError bad-content */
function readMember(text: string | undefined): Record<string, unknown> {
  const value = text === undefined || text.length > LONGEST_JSON ? undefined : parseJson(text);
  if (!isRecord(value)) throw new UserError('bad-content');
  return value;
}

function derValue(reader: ByteReader, tag: number): Bytes {
  if (reader.uint8() !== tag) throw new UserError('bad-content');
  return reader.take(reader.uint8());
}

/** The nonce of GCM in DER: alone, or in a sequence with the length of the tag. @throws UserError bad-content, truncated, unsupported-cipher */
function readNonce(der: Bytes): Bytes {
  const isSequence = der[0] === DER.sequence;
  const reader = new ByteReader(der, 'big-endian');
  const inner = isSequence ? new ByteReader(derValue(reader, DER.sequence), 'big-endian') : reader;
  const nonce = derValue(inner, DER.octets);
  if (inner.isAtEnd) return nonce;
  const [length, ...more] = derValue(inner, DER.integer);
  if (length !== TAG_BYTES || more.length > 0) throw new UserError('unsupported-cipher');
  return nonce;
}

/**
 * What the app calls an encrypted key: the purpose of the key is part of the seal.
 * @throws UserError bad-content, truncated, unsupported-cipher, wrong-password
 */
async function openKey(sealed: unknown, key: Bytes): Promise<Bytes> {
  if (!isRecord(sealed) || typeof sealed.mToken !== 'string') throw new UserError('bad-content');
  if (sealed.mCipher !== 'AES/GCM/NoPadding') throw new UserError('unsupported-cipher');
  const nonce = readNonce(fromSignedBytes(sealed.mParameters));
  return openGcm(key, nonce, fromSignedBytes(sealed.mCipherText), utf8(sealed.mToken));
}

/** @throws UserError bad-content, truncated, unsupported-kdf, unsupported-cipher, kdf-limits, password-required, wrong-password */
async function openMasterKey(text: string | undefined, passphrase: string | undefined): Promise<Bytes> {
  const { mAlgorithm, mIterations, mSalt, mEncryptedKey } = readMember(text);
  const hash = HASHES.get(mAlgorithm);
  if (!hash) throw new UserError('unsupported-kdf');
  const salt = fromSignedBytes(mSalt);
  const derived = await pbkdf2(passphraseBytes(passphrase), { hash, salt, iterations: mIterations });
  const key = await openKey(mEncryptedKey, derived);
  if (key.length !== 16 && key.length !== 32) throw new UserError('bad-content');
  return key;
}

/** The key of one token; whatever is wrong with it, the others open. */
async function openSecret(text: string | undefined, masterKey: Bytes): Promise<Bytes | UserError> {
  if (text === undefined) return new UserError('secret-missing');
  try {
    const { key } = readMember(text);
    return await openKey(typeof key === 'string' ? readMember(key) : key, masterKey);
  } catch (error) {
    if (error instanceof UserError) return new UserError('bad-secret');
    throw error;
  }
}

function readToken(text: string, pictures: Pictures, secret: Bytes | UserError) {
  if (secret instanceof UserError) throw secret;
  return readFreeOtpToken(readMember(text), pictures, secret);
}

function nameOf(text: string, index: number): string {
  try {
    return freeOtpName(readMember(text), index);
  } catch {
    return `${index + 1}`;
  }
}

/**
 * A key without a token is what the app leaves of a deleted one; it is passed over.
 * @throws UserError bad-content, truncated, unsupported-kdf, unsupported-cipher, kdf-limits, password-required,
 *   wrong-password, too-many, no-entries
 */
export async function readFreeOtpBackup(
  format: string,
  bytes: Bytes,
  passphrase: string | undefined,
): Promise<Import> {
  const members = readJavaMap(bytes);
  const masterKey = await openMasterKey(members.get('masterKey'), passphrase);
  const tokens = [...members]
    .filter(([key]) => key.endsWith(TOKEN_SUFFIX))
    .map(([key, text]) => [key.slice(0, -TOKEN_SUFFIX.length), text] as const);
  const entries = new Entries();
  const pictures = new Pictures();
  const ordered = inTokenOrder(tokens, parseJson(members.get('tokenOrder') ?? null));
  for (const [index, [key, text]] of ordered.entries()) {
    const secret = await openSecret(members.get(key), masterKey);
    entries.take(nameOf(text, index), () => readToken(text, pictures, secret));
  }
  return entries.finish(format);
}
