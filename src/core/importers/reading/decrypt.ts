/** Key derivation and ciphers of other apps' backups. The parameters come from files: each is bounded before it runs. */
import { argon2d, argon2id, scrypt } from 'hash-wasm';
import { UserError } from '../../errors';
import { type Bytes, concat, utf8 } from '../../vault-file/bytes';

const GIB = 1024 ** 3;
const MOST = { pbkdf2: 2_000_000, argon2Passes: 64, lanes: 16, memoryBytes: GIB } as const;

/** The passphrase as its bytes, as typed: other apps do not normalise. @throws UserError password-required */
export function passphraseBytes(passphrase: string | undefined): Bytes {
  if (!passphrase) throw new UserError('password-required');
  return utf8(passphrase);
}

/** The cost of a derivation, if it is a whole number in these bounds. @throws UserError kdf-limits */
export function within(value: unknown, min: number, max: number): number {
  if (!Number.isSafeInteger(value) || Number(value) < min || Number(value) > max)
    throw new UserError('kdf-limits');
  return Number(value);
}

interface Pbkdf2 {
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512';
  readonly salt: Bytes;
  readonly iterations: unknown;
  /** Of the result; 32 where it is not said. */
  readonly length?: number;
}

/** RFC 8018 §5.2. @throws UserError kdf-limits */
export async function pbkdf2(
  password: Bytes,
  { hash, salt, iterations, length = 32 }: Pbkdf2,
): Promise<Bytes> {
  const rounds = within(iterations, 1, MOST.pbkdf2);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash, salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}

/** The costs are in bounds, so that what fails is the platform: too little memory, or no WebAssembly. @throws UserError too-little-memory */
async function derived(deriving: Promise<Uint8Array>): Promise<Bytes> {
  try {
    return new Uint8Array(await deriving);
  } catch {
    throw new UserError('too-little-memory');
  }
}

interface Argon2 {
  readonly variant: 'd' | 'id';
  /** At least 8 bytes. */
  readonly salt: Bytes;
  readonly memoryKib: unknown;
  readonly passes: unknown;
  readonly lanes: unknown;
  readonly length?: number;
  /** 64 where it is not said. */
  readonly mostPasses?: number;
}

/** RFC 9106, version 0x13. @throws UserError kdf-limits, too-little-memory */
export async function argon2(
  password: Bytes,
  { variant, salt, length = 32, mostPasses = MOST.argon2Passes, ...costs }: Argon2,
): Promise<Bytes> {
  const lanes = within(costs.lanes, 1, MOST.lanes);
  const memorySize = within(costs.memoryKib, 8 * lanes, MOST.memoryBytes / 1024);
  const iterations = within(costs.passes, 1, mostPasses);
  if (salt.length < 8) throw new UserError('kdf-limits');
  const derive = variant === 'd' ? argon2d : argon2id;
  const options = { password, salt, memorySize, iterations, parallelism: lanes, hashLength: length };
  return derived(derive({ ...options, outputType: 'binary' }));
}

interface Scrypt {
  readonly n: unknown;
  readonly r: unknown;
  readonly p: unknown;
  readonly salt: Bytes;
}

/** RFC 7914, 32 bytes. @throws UserError kdf-limits, too-little-memory */
export async function scryptKey(password: Bytes, { n, r, p, salt }: Scrypt): Promise<Bytes> {
  const blockSize = within(r, 1, 64);
  const costFactor = within(n, 2, MOST.memoryBytes / 128 / blockSize);
  const parallelism = within(p, 1, MOST.lanes);
  if ((costFactor & (costFactor - 1)) !== 0) throw new UserError('kdf-limits');
  const options = { password, salt, costFactor, blockSize, parallelism, hashLength: 32 };
  return derived(scrypt({ ...options, outputType: 'binary' }));
}

/** Whatever does not open is the wrong passphrase, or damaged: nobody can tell. */
async function orWrongPassword(opening: Promise<ArrayBuffer>): Promise<Bytes> {
  try {
    return new Uint8Array(await opening);
  } catch {
    throw new UserError('wrong-password');
  }
}

const TAG_BYTES = 16;

/** AES-GCM with the tag of 16 bytes behind the text. @throws UserError wrong-password */
export async function openGcm(key: Bytes, iv: Bytes, sealed: Bytes, additionalData?: Bytes): Promise<Bytes> {
  if (sealed.length < TAG_BYTES || iv.length === 0) throw new UserError('bad-content');
  const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const parameters = { name: 'AES-GCM', iv, ...(additionalData ? { additionalData } : {}) };
  return orWrongPassword(crypto.subtle.decrypt(parameters, secret, sealed));
}

/** AES-CBC with PKCS #7 padding. One wrong key in 256 passes: what comes out has to make sense. @throws UserError wrong-password */
export async function openCbc(key: Bytes, iv: Bytes, sealed: Bytes): Promise<Bytes> {
  if (sealed.length === 0 || sealed.length % 16 > 0 || iv.length !== 16) throw new UserError('bad-content');
  const secret = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
  return orWrongPassword(crypto.subtle.decrypt({ name: 'AES-CBC', iv }, secret, sealed));
}

export async function digest(
  hash: 'SHA-1' | 'SHA-256' | 'SHA-512',
  ...parts: readonly Uint8Array[]
): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(hash, concat(...parts)));
}

export async function hmac(
  hash: 'SHA-1' | 'SHA-256' | 'SHA-512',
  key: Bytes,
  ...parts: readonly Uint8Array[]
): Promise<Bytes> {
  const secret = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, concat(...parts)));
}

/** Compares without telling where they differ. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0;
}
