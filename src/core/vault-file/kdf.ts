import { argon2id } from 'hash-wasm';
import { type Check, CheckError, type Checked, either, oneOf, shape } from '../check';
import { UserError } from '../errors';
import { type Bytes, base64Url, utf8 } from './bytes';
import { ARGON2ID, PBKDF2, SIZES } from './limits';

const DERIVED_BYTES = 32;

/** Any number: its range is a matter of E_KDF and not of E_FORMAT. */
const cost: Check<number> = (value, path = '') => {
  if (typeof value !== 'number') throw new CheckError(path, 'a number');
  return value;
};

const argon2idKdf = shape({
  id: oneOf('argon2id-v19'),
  m: cost,
  t: cost,
  p: cost,
  salt: base64Url(SIZES.salt),
});
const pbkdf2Kdf = shape({ id: oneOf('pbkdf2-sha256'), c: cost, salt: base64Url(SIZES.salt) });

type Argon2idKdf = Checked<typeof argon2idKdf>;
type Pbkdf2Kdf = Checked<typeof pbkdf2Kdf>;

/** How a passphrase becomes a key: Argon2id v1.3 (m in KiB, t passes, p lanes) or PBKDF2 (c iterations). */
export type PassphraseKdf = Argon2idKdf | Pbkdf2Kdf;
export const passphraseKdf: Check<PassphraseKdf> = either(argon2idKdf, pbkdf2Kdf);

const within = (value: number, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= max;

/** Whether a file may ask for this cost: no memory bomb and no downgrade (FORMAT.md §3). */
export function acceptsCost(kdf: PassphraseKdf): boolean {
  if (kdf.id === 'pbkdf2-sha256') return within(kdf.c, PBKDF2.accept.c);
  const { m, t, p, work } = ARGON2ID.accept;
  return within(kdf.m, m) && within(kdf.t, t) && within(kdf.p, p) && kdf.m * kdf.t <= work;
}

/** Whether the cost is below what we would create today with the same function (FORMAT.md §3). */
export function isBelowCreated(kdf: PassphraseKdf): boolean {
  if (kdf.id === 'pbkdf2-sha256') return kdf.c < PBKDF2.create.c;
  const { m, t } = ARGON2ID.create;
  return kdf.m < m || kdf.m * kdf.t < m * t;
}

interface Argon2Parameters extends Algorithm {
  readonly version: number;
  readonly nonce: Bytes;
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}
interface NativeArgon2 {
  importKey(
    format: 'raw-secret',
    secret: Bytes,
    algorithm: 'Argon2id',
    extractable: false,
    usages: readonly ['deriveBits'],
  ): Promise<CryptoKey>;
}

/** "Modern Algorithms in the Web Cryptography API" (WICG); no browser had it in Chromium 156 and Firefox 153. */
function hasArgon2(
  subtle: SubtleCrypto,
  parameters: Argon2Parameters,
): subtle is SubtleCrypto & NativeArgon2 {
  const type = subtle.constructor;
  return (
    'supports' in type &&
    typeof type.supports === 'function' &&
    type.supports('importKey', 'Argon2id') === true &&
    type.supports('deriveBits', parameters, DERIVED_BYTES * 8) === true
  );
}

async function deriveByWasm(password: Bytes, { m, t, p, salt }: Argon2idKdf): Promise<Bytes> {
  const options = { password, salt, memorySize: m, iterations: t, parallelism: p, hashLength: DERIVED_BYTES };
  try {
    return new Uint8Array(await argon2id({ ...options, outputType: 'binary' }));
  } catch {
    // The parameters were checked, so what is left is the platform: policy without WASM, or too little memory.
    throw new UserError('E_KDF_UNAVAILABLE');
  }
}

async function deriveByArgon2id(password: Bytes, kdf: Argon2idKdf): Promise<Bytes> {
  const { subtle } = crypto;
  const cost = { memory: kdf.m, passes: kdf.t, parallelism: kdf.p };
  const parameters = { name: 'Argon2id', version: 0x13, nonce: kdf.salt, ...cost };
  if (!hasArgon2(subtle, parameters)) return deriveByWasm(password, kdf);
  try {
    const key = await subtle.importKey('raw-secret', password, 'Argon2id', false, ['deriveBits']);
    return new Uint8Array(await subtle.deriveBits(parameters, key, DERIVED_BYTES * 8));
  } catch {
    // The interface is a draft: one that changes its words must not lock anybody out.
    return deriveByWasm(password, kdf);
  }
}

async function deriveByPbkdf2(password: Bytes, { c, salt }: Pbkdf2Kdf): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: c };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, DERIVED_BYTES * 8));
}

/**
 * 32 bytes of key material from the passphrase in Unicode form NFKC (FORMAT.md §2). The caller has checked the
 * cost with `acceptsCost`, and zero-fills the result.
 * @throws UserError E_KDF_UNAVAILABLE where Argon2id cannot run here.
 */
export async function derivePassphraseBytes(passphrase: string, kdf: PassphraseKdf): Promise<Bytes> {
  const password = utf8(passphrase.normalize('NFKC'));
  try {
    return await (kdf.id === 'pbkdf2-sha256'
      ? deriveByPbkdf2(password, kdf)
      : deriveByArgon2id(password, kdf));
  } finally {
    password.fill(0);
  }
}
