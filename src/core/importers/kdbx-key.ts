/** How KDBX 4 makes a key of a passphrase. Key files and hardware keys are not known here: such a file stays shut. */
import { UserError } from '../errors';
import { type Bytes, concat } from '../vault-file/bytes';
import type { Parameters } from './kdbx-header';
import { toHex } from './reading/bytes';
import { argon2, digest } from './reading/decrypt';

const MOST_AES_ROUNDS = 50_000_000;
/** Memory times passes: what 64 passes over 1 GiB cost. KeePass makes hundreds of passes over little memory. */
const MOST_ARGON2_BYTES = 64 * 1024 ** 3;
const ARGON2_VERSION = 0x13;
const BLOCK = 16;
const BLOCKS_AT_ONCE = 65_536;

/** @throws UserError bad-content */
function bytesOf(parameters: Parameters, name: string): Bytes {
  const value = parameters.get(name);
  if (!(value instanceof Uint8Array)) throw new UserError('bad-content');
  return value;
}

/**
 * One block encrypted by itself many times. AES-CBC over zeros does just that, each block being the one before it
 * encrypted, and so the whole run is one call into the browser.
 */
async function encryptAgain(key: CryptoKey, block: Bytes, rounds: number): Promise<Bytes> {
  let iv = block;
  for (let left = rounds; left > 0; left -= BLOCKS_AT_ONCE) {
    const length = Math.min(left, BLOCKS_AT_ONCE) * BLOCK;
    const sealed = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, new Uint8Array(length));
    iv = new Uint8Array(sealed.slice(length - BLOCK, length));
  }
  return iv;
}

/** AES-KDF: both halves of the key through AES-ECB, as often as the file says. @throws UserError bad-content, kdf-limits */
async function aesKdf(password: Bytes, parameters: Parameters): Promise<Bytes> {
  const [rounds, seed] = [parameters.get('R'), bytesOf(parameters, 'S')];
  if (typeof rounds !== 'number' || rounds < 1 || rounds > MOST_AES_ROUNDS) throw new UserError('kdf-limits');
  if (seed.length !== 32) throw new UserError('bad-content');
  const key = await crypto.subtle.importKey('raw', seed, 'AES-CBC', false, ['encrypt']);
  const halves = [password.slice(0, BLOCK), password.slice(BLOCK)];
  return digest('SHA-256', ...(await Promise.all(halves.map((half) => encryptAgain(key, half, rounds)))));
}

/** @throws UserError bad-content, unsupported-kdf, kdf-limits */
async function argon2Key(variant: 'd' | 'id', password: Bytes, parameters: Parameters): Promise<Bytes> {
  const hasMore = ['K', 'A'].some((name) => parameters.has(name));
  if (hasMore || parameters.get('V') !== ARGON2_VERSION) throw new UserError('unsupported-kdf');
  const memory = Number(parameters.get('M'));
  return argon2(password, {
    variant,
    salt: bytesOf(parameters, 'S'),
    memoryKib: Math.floor(memory / 1024),
    passes: parameters.get('I'),
    lanes: parameters.get('P'),
    mostPasses: Math.floor(MOST_ARGON2_BYTES / memory),
  });
}

/** The parameters name their function by a UUID. */
function transform(password: Bytes, parameters: Parameters): Promise<Bytes> {
  switch (toHex(bytesOf(parameters, '$UUID'))) {
    case 'ef636ddf8c29444b91f7a9a403e30a0c':
      return argon2Key('d', password, parameters);
    case '9e298b1956db4773b23dfc3ec6f0a1e6':
      return argon2Key('id', password, parameters);
    case 'c9d9f39a628a4460bf740d08c18a4fea':
      return aesKdf(password, parameters);
    default:
      throw new UserError('unsupported-kdf');
  }
}

export interface KdbxKeys {
  /** Of the cipher, 32 bytes. */
  readonly cipher: Bytes;
  /** What the key of each block's HMAC is made of. */
  readonly hmacBase: Bytes;
}

/** @throws UserError bad-content, unsupported-kdf, kdf-limits */
export async function deriveKdbxKeys(
  passphrase: Bytes,
  seed: Bytes,
  parameters: Parameters,
): Promise<KdbxKeys> {
  const composite = await digest('SHA-256', await digest('SHA-256', passphrase));
  const secret = concat(seed, await transform(composite, parameters));
  return {
    cipher: await digest('SHA-256', secret),
    hmacBase: await digest('SHA-512', secret, Uint8Array.of(1)),
  };
}
