/** Secrets at rest: what must be read again is sealed with AES-256-GCM. What is only compared is hashed instead. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { holdFile } from './file-lock.ts';

/**
 * Seals and opens texts under one key. `place` names the row that a text belongs to, as in `totp 7`, and is
 * authenticated with it: who can write to the file, but has no key, cannot move a sealed text to another row.
 */
export interface Sealing {
  seal(text: string, place: string): string;
  /** @throws {SealError} when the text was changed, moved, or sealed under another key. */
  open(sealed: string, place: string): string;
  /**
   * A keyed hash for what is only compared and short enough to be guessed, as codes and phone numbers are: who has
   * the file, but no key, cannot try them out.
   */
  hash(text: string, place: string): string;
}

export class SealError extends Error {}

const keyBytes = 32;
/** NIST SP 800-38D: a random IV has 96 bits. */
const ivBytes = 12;
const tagBytes = 16;

/** @param key 32 bytes */
export function sealingWith(key: Buffer): Sealing {
  // One key for one purpose: the hashes get their own, made from the same one.
  const hashKey = createHmac('sha256', key).update('hash').digest();
  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivBytes + tagBytes) throw new SealError('this is no sealed text');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes));
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new SealError('this text was changed, moved, or sealed under another key');
      }
    },
    hash: (text, place) => createHmac('sha256', hashKey).update(`${place}\n${text}`).digest('base64url'),
  };
}

/**
 * The key for the database at `path`: `MFA_KEY` of the environment (32 bytes in base64 or hex), or else the file
 * `<path>.key`, made at first start for this user's eyes only. A database in memory gets a key that dies with it.
 * @throws {SealError} when `MFA_KEY` is no such key
 */
export function keyFor(path: string | undefined, environment = process.env.MFA_KEY): Buffer {
  if (environment !== undefined && environment !== '') return keyOf(environment);
  if (path === undefined) return randomBytes(keyBytes);
  const file = `${path}.key`;
  if (!existsSync(file)) makeKey(file);
  return keyOf(readFileSync(file, 'utf8').trim());
}

/** Whole or not at all, and once, also where several processes meet a new database. */
function makeKey(file: string): void {
  const letGo = holdFile(file);
  try {
    if (existsSync(file)) return;
    const next = `${file}.new`;
    writeFileSync(next, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600 });
    renameSync(next, file);
  } finally {
    letGo();
  }
}

function keyOf(text: string): Buffer {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (key.length === keyBytes) return key;
  throw new SealError(
    'The key must be 32 random bytes in base64 or hex, as `openssl rand -base64 32` prints.',
  );
}
