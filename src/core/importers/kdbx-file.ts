/** The shell of KDBX 4: header, HMAC of the header, and blocks that each have theirs. */
import { UserError } from '../errors';
import { type Bytes, concat } from '../vault-file/bytes';
import { type KdbxHeader, readKdbxHeader } from './kdbx-header';
import { deriveKdbxKeys } from './kdbx-key';
import { ByteReader } from './reading/byte-reader';
import { digest, hmac, isSameBytes, openCbc, passphraseBytes } from './reading/decrypt';
import { gunzip } from './reading/inflate';
import { openTwofish } from './reading/twofish';

const SHA256_BYTES = 32;
const CHACHA20_NONCE_BYTES = 12;
/** The header is signed as the last of all blocks. */
const HEADER_BLOCK = 2n ** 64n - 1n;

const CIPHERS: ReadonlyMap<string, (key: Bytes, iv: Bytes, sealed: Bytes) => Promise<Bytes>> = new Map([
  ['31c1f2e6bf714350be5805216afc5aff', openCbc],
  [
    'ad68f29f576f4bb9a36ad47af965346c',
    async (key: Bytes, iv: Bytes, sealed: Bytes) => openTwofish(key, iv, sealed),
  ],
  ['d6038a2b8b6f4cb5a524339a31dbb59a', openChaCha20],
]);

async function openChaCha20(key: Bytes, iv: Bytes, sealed: Bytes): Promise<Bytes> {
  if (iv.length !== CHACHA20_NONCE_BYTES) throw new UserError('bad-content');
  const { chacha20 } = await import('@noble/ciphers/chacha.js');
  return Uint8Array.from(chacha20(key, iv, sealed));
}

function uint64(number: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, number, true);
  return bytes;
}

/** @returns whether a block has the HMAC of its place */
async function isGenuine(
  base: Bytes,
  block: bigint,
  sum: Bytes,
  ...parts: readonly Bytes[]
): Promise<boolean> {
  const key = await digest('SHA-512', uint64(block), base);
  return isSameBytes(sum, await hmac('SHA-256', key, ...parts));
}

/** @throws UserError truncated, bad-content */
async function readBlocks(reader: ByteReader, base: Bytes): Promise<Bytes> {
  const blocks: Bytes[] = [];
  for (let block = 0n; ; block += 1n) {
    const sum = reader.take(SHA256_BYTES);
    const size = reader.take(4);
    const data = reader.take(new ByteReader(size, 'little-endian').uint32());
    if (!(await isGenuine(base, block, sum, uint64(block), size, data))) throw new UserError('bad-content');
    if (data.length === 0) return concat(...blocks);
    blocks.push(data);
  }
}

/** The header has a plain sum as well, which tells damage from a wrong passphrase. @throws UserError truncated, bad-content */
async function readSums(reader: ByteReader, header: KdbxHeader): Promise<Bytes> {
  const sum = reader.take(SHA256_BYTES);
  if (!isSameBytes(sum, await digest('SHA-256', header.bytes))) throw new UserError('bad-content');
  return reader.take(SHA256_BYTES);
}

/**
 * Opens a database.
 * @returns its content: the inner header and the XML
 * @throws UserError unsupported-version, unsupported-cipher, unsupported-kdf, kdf-limits, password-required,
 *   wrong-password, bad-content, truncated, too-big
 */
export async function openKdbx(file: Bytes, passphrase: string | undefined): Promise<Bytes> {
  const reader = new ByteReader(file, 'little-endian');
  const header = readKdbxHeader(file, reader);
  const decipher = CIPHERS.get(header.cipher);
  if (!decipher) throw new UserError('unsupported-cipher');
  const headerHmac = await readSums(reader, header);
  const { cipher, hmacBase } = await deriveKdbxKeys(
    passphraseBytes(passphrase),
    header.seed,
    header.derivation,
  );
  if (!(await isGenuine(hmacBase, HEADER_BLOCK, headerHmac, header.bytes)))
    throw new UserError('wrong-password');
  const content = await decipher(cipher, header.iv, await readBlocks(reader, hmacBase));
  return header.isCompressed ? gunzip(content) : content;
}
