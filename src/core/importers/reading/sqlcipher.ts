import { UserError } from '../../errors';
import { type Bytes, concat, utf8 } from '../../vault-file/bytes';
import { hmac, isSameBytes, pbkdf2 } from './decrypt';

/** What SQLCipher 3 writes where nobody set anything else. */
const PAGE_BYTES = 1024;
const SALT_BYTES = 16;
const IV_BYTES = 16;
const MAC_BYTES = 20;
const RESERVED_BYTES = 48;
const ITERATIONS = 64_000;
const MAC_ITERATIONS = 2;
const MAC_SALT_MASK = 0x3a;
const MAGIC = utf8('SQLite format 3\0');

const FEWEST_DISTINCT = 200;

/** Whole pages, and nothing but noise in the first: there is no other mark. */
export const looksLikeSqlCipher = (bytes: Uint8Array): boolean =>
  bytes.length > PAGE_BYTES &&
  bytes.length % PAGE_BYTES === 0 &&
  new Set(bytes.subarray(0, PAGE_BYTES)).size >= FEWEST_DISTINCT;

interface Keys {
  readonly cipher: Bytes;
  readonly mac: Bytes;
}

async function deriveKeys(password: Bytes, salt: Bytes): Promise<Keys> {
  const cipher = await pbkdf2(password, { hash: 'SHA-1', salt, iterations: ITERATIONS });
  const macSalt = salt.map((byte) => byte ^ MAC_SALT_MASK);
  const mac = await pbkdf2(cipher, { hash: 'SHA-1', salt: macSalt, iterations: MAC_ITERATIONS });
  return { cipher, mac };
}

function littleEndian32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** @param number from 1; the first page has the salt in front of its text */
async function isWhole(page: Bytes, number: number, { mac }: Keys): Promise<boolean> {
  const from = number === 1 ? SALT_BYTES : 0;
  const macAt = PAGE_BYTES - RESERVED_BYTES + IV_BYTES;
  const sum = await hmac('SHA-1', mac, page.subarray(from, macAt), littleEndian32(number));
  return isSameBytes(sum, page.subarray(macAt, macAt + MAC_BYTES));
}

/**
 * A database of SQLCipher 3 as plain SQLite.
 * @throws UserError bad-content (no whole pages, a damaged page), wrong-password
 */
export async function openSqlCipher(bytes: Bytes, password: Bytes): Promise<Bytes> {
  if (bytes.length === 0 || bytes.length % PAGE_BYTES > 0) throw new UserError('bad-content');
  const { cbc } = await import('@noble/ciphers/aes.js');
  const keys = await deriveKeys(password, bytes.slice(0, SALT_BYTES));
  const plain: Uint8Array[] = [];
  for (let number = 1; number * PAGE_BYTES <= bytes.length; number += 1) {
    const page = bytes.slice((number - 1) * PAGE_BYTES, number * PAGE_BYTES);
    if (!(await isWhole(page, number, keys)))
      throw new UserError(number === 1 ? 'wrong-password' : 'bad-content');
    const end = PAGE_BYTES - RESERVED_BYTES;
    const text = page.subarray(number === 1 ? SALT_BYTES : 0, end);
    const iv = page.subarray(end, end + IV_BYTES);
    if (number === 1) plain.push(MAGIC);
    plain.push(cbc(keys.cipher, iv, { disablePadding: true }).decrypt(text), new Uint8Array(RESERVED_BYTES));
  }
  return concat(...plain);
}
