import { md5 } from 'hash-wasm';
import { isRecord } from '../check';
import { type ErrorCode, UserError } from '../errors';
import { type Bytes, concat, utf8 } from '../vault-file/bytes';
import { decryptedJson, decryptedText, fromBase64, fromHex, toHex } from './reading/bytes';
import { argon2, isSameBytes, openCbc, passphraseBytes } from './reading/decrypt';
import { type Members, member } from './reading/members';

/** An entry as it lies in the file, once its secret is open; or why it is not. */
export interface OpenedEntry {
  readonly item: Members;
  readonly failure?: ErrorCode;
  /** It was encrypted, and the passphrase opened it. */
  readonly hasOpened?: boolean;
}

const SALTED = utf8('Salted__');
const DIGEST_BYTES = 16;
/** The app fixes these, whatever the file says; the costs beside the hash are those of the hash. */
const ARGON2 = { variant: 'id', memoryKib: 19_456, passes: 2, lanes: 1 } as const;
const NEWEST_KEY = 4;
/** The app has one key, and two while it changes its passphrase; each costs a derivation. */
const MOST_KEYS = 4;

/** OpenSSL's EVP_BytesToKey with MD5 and one round: 32 bytes of key and 16 of IV. */
async function keyAndIv(passphrase: Bytes, salt: Bytes): Promise<{ key: Bytes; iv: Bytes }> {
  let digest: Bytes = new Uint8Array(0);
  let derived: Bytes = digest;
  while (derived.length < 3 * DIGEST_BYTES) {
    digest = fromHex(await md5(concat(digest, passphrase, salt)));
    derived = concat(derived, digest);
  }
  return { key: derived.slice(0, 32), iv: derived.slice(32) };
}

/** What CryptoJS encrypts under a passphrase. @throws UserError bad-content, wrong-password */
async function openSalted(passphrase: Bytes, sealed: unknown): Promise<Bytes> {
  const bytes = fromBase64(sealed);
  if (!isSameBytes(bytes.slice(0, 8), SALTED)) throw new UserError('bad-content');
  const { key, iv } = await keyAndIv(passphrase, bytes.slice(8, 16));
  return openCbc(key, iv, bytes.slice(16));
}

/** The key of generation 2; it also lies beside the entries, which was an error of the app. */
function keyOfGeneration2(file: Members): unknown {
  return member(member(file, 'key'), 'enc') ?? member(file, 'enc');
}

/** Generations 1 and 2: what encrypts the secrets. @throws UserError bad-content, wrong-password */
async function secretsPassphrase(file: Members, passphrase: Bytes): Promise<Bytes> {
  const sealed = keyOfGeneration2(file);
  return sealed === undefined ? passphrase : utf8(toHex(await openSalted(passphrase, sealed)));
}

/** Generation 3: what encrypts the entries. @throws UserError bad-entry, unsupported-version, kdf-limits */
async function entriesPassphrase(file: Members, keyId: string, passphrase: Bytes): Promise<Bytes> {
  const isKey = (one: unknown) => member(one, 'dataType') === 'Key' && member(one, 'id') === keyId;
  const key = Object.values(file).find(isKey);
  if (!key) throw new UserError('bad-entry');
  const version = member(key, 'version');
  if (typeof version === 'number' && version > NEWEST_KEY) throw new UserError('unsupported-version');
  const salt = member(key, 'salt');
  if (typeof salt !== 'string') throw new UserError('bad-content');
  const hash = await argon2(passphrase, { ...ARGON2, salt: utf8(salt) });
  return utf8(btoa(String.fromCharCode(...hash)).replace(/=+$/u, ''));
}

/** No message authentication: what a wrong passphrase gives is told by its letters. */
const isSecret = (text: string): boolean => /^(?:(?:bli?z|stm)-)?[a-z0-9=\s-]+$/iu.test(text);

/** Opens the entries of one file, deriving each key once. */
class Unlocking {
  readonly #file: Members;
  readonly #passphrase: Bytes;
  /** By their ids; null is the one of all secrets. */
  readonly #keys = new Map<string | null, Promise<Bytes>>();

  constructor(file: Members, passphrase: Bytes) {
    this.#file = file;
    this.#passphrase = passphrase;
  }

  #keyOf(id: string | null, derive: () => Promise<Bytes>): Promise<Bytes> {
    const known = this.#keys.get(id);
    if (known) return known;
    if (this.#keys.size >= MOST_KEYS) throw new UserError('kdf-limits');
    const derived = derive();
    this.#keys.set(id, derived);
    return derived;
  }

  async #openSecret(item: Members): Promise<Members> {
    const key = await this.#keyOf(null, () => secretsPassphrase(this.#file, this.#passphrase));
    const secret = decryptedText(await openSalted(key, member(item, 'secret')));
    if (!isSecret(secret)) throw new UserError('wrong-password');
    return { ...item, secret };
  }

  async #openWhole(item: Members): Promise<Members> {
    const id = member(item, 'keyId');
    if (typeof id !== 'string') throw new UserError('bad-entry');
    const key = await this.#keyOf(id, () => entriesPassphrase(this.#file, id, this.#passphrase));
    const opened = decryptedJson(await openSalted(key, member(item, 'data')));
    if (!isRecord(opened)) throw new UserError('wrong-password');
    return opened;
  }

  async open(item: Members): Promise<OpenedEntry> {
    try {
      const opened = await (isWholeSealed(item) ? this.#openWhole(item) : this.#openSecret(item));
      return { item: opened, hasOpened: true };
    } catch (error) {
      if (error instanceof UserError)
        return { item, failure: error.code === 'bad-content' ? 'bad-entry' : error.code };
      throw error;
    }
  }
}

const isWholeSealed = (item: Members): boolean => member(item, 'dataType') === 'EncOTPStorage';
const isSealed = (item: Members): boolean => isWholeSealed(item) || member(item, 'encrypted') === true;

/**
 * Opens the entries of all generations; those that are not encrypted pass as they are.
 * @throws UserError password-required
 */
export async function unlockEntries(
  file: Members,
  items: readonly Members[],
  passphrase: string | undefined,
): Promise<OpenedEntry[]> {
  if (!items.some(isSealed)) return items.map((item) => ({ item }));
  const unlocking = new Unlocking(file, passphraseBytes(passphrase));
  const entries: OpenedEntry[] = [];
  for (const item of items) entries.push(isSealed(item) ? await unlocking.open(item) : { item });
  return entries;
}
