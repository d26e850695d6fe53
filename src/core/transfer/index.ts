import type { PortableAccount } from '../account';
import { CheckError } from '../check';
import { deflate, inflate } from '../deflated';
import { UserError } from '../errors';
import { type Bytes, concat, fromUtf8, utf8 } from '../vault-file/bytes';
import { acceptsCost, derivePassphraseBytes, type PassphraseKdf } from '../vault-file/kdf';
import { ARGON2ID, SIZES } from '../vault-file/limits';
import { deriveAesKey, isRefusal, takeKeyMaterial } from '../vault-file/slots';
import { newCode, readCode } from './code';
import { MOST_BYTES } from './frames/frame';
import { type Moved, readMoved, writeMoved } from './payload';

export type { Moved } from './payload';

/**
 * What the pictures carry: a head, and behind it the accounts (`payload.ts`), deflated (RFC 1951) and sealed with
 * AES-256-GCM. The key: Argon2id of the code, then HKDF-SHA-256 with the head as its info; the head is authenticated
 * besides.
 *
 * | bytes | head                                                       |
 * | ----- | ---------------------------------------------------------- |
 * | 1     | version                                                    |
 * | 4     | memory of Argon2id in KiB, the first byte first            |
 * | 1, 1  | its passes and lanes, in the bounds of a vault file        |
 * | 32    | its salt                                                   |
 * | 12    | nonce                                                      |
 */
const VERSION = 1;
const AT = { memory: 1, passes: 5, lanes: 6, salt: 7, nonce: 7 + SIZES.salt } as const;
const HEAD_BYTES = AT.nonce + SIZES.nonce;
const INFO = utf8('counterfoil-move/v1\0');
const NO_SALT = new Uint8Array(0);

function newHead(): Bytes {
  const { m, t, p } = ARGON2ID.create;
  const head = crypto.getRandomValues(new Uint8Array(HEAD_BYTES));
  head[0] = VERSION;
  new DataView(head.buffer).setUint32(AT.memory, m);
  head[AT.passes] = t;
  head[AT.lanes] = p;
  return head;
}

/** @throws UserError move-unreadable for another version, and a cost beyond all bounds */
function costIn(head: Bytes): PassphraseKdf {
  const m = new DataView(head.buffer).getUint32(AT.memory);
  const [t = 0, p = 0] = [head[AT.passes], head[AT.lanes]];
  const kdf: PassphraseKdf = { id: 'argon2id-v19', m, t, p, salt: head.slice(AT.salt, AT.nonce) };
  if (head[0] !== VERSION || !acceptsCost(kdf)) throw new UserError('move-unreadable');
  return kdf;
}

async function keyOf(code: string, head: Bytes, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const material = await takeKeyMaterial(await derivePassphraseBytes(code, costIn(head)));
  return deriveAesKey(material, { salt: NO_SALT, info: concat(INFO, head) }, usage);
}

const sealing = (head: Bytes): AesGcmParams => ({
  name: 'AES-GCM',
  iv: head.slice(AT.nonce),
  additionalData: concat(INFO, head),
});

export interface SealedMove {
  /** To be read aloud, in groups. */
  readonly code: string;
  /** For `filmOf`. */
  readonly sealed: Bytes;
}

async function deflateMoved(accounts: readonly PortableAccount[]): Promise<Bytes> {
  const json = utf8(writeMoved(accounts));
  if (json.length > SIZES.payload) throw new UserError('move-too-big');
  try {
    return await deflate(json, MOST_BYTES - HEAD_BYTES - SIZES.tag);
  } catch (error) {
    if (error instanceof CheckError) throw new UserError('move-too-big');
    throw error;
  }
}

/** @throws UserError move-too-big, E_KDF_UNAVAILABLE */
export async function sealMove(accounts: readonly PortableAccount[]): Promise<SealedMove> {
  const deflated = await deflateMoved(accounts);
  const [head, code] = [newHead(), newCode()];
  const key = await keyOf(readCode(code), head, 'encrypt');
  const sealed = await crypto.subtle.encrypt(sealing(head), key, deflated);
  return { code, sealed: concat(head, new Uint8Array(sealed)) };
}

async function unseal(sealed: Bytes, code: string): Promise<Bytes> {
  const head = sealed.slice(0, HEAD_BYTES);
  const key = await keyOf(readCode(code), head, 'decrypt');
  try {
    return new Uint8Array(await crypto.subtle.decrypt(sealing(head), key, sealed.slice(HEAD_BYTES)));
  } catch (error) {
    if (isRefusal(error)) throw new UserError('wrong-move-code');
    throw error;
  }
}

/**
 * @param sealed what a `Collector` has whole @param code as typed
 * @throws UserError wrong-move-code, move-unreadable (of another version, or none of ours), E_KDF_UNAVAILABLE
 */
export async function openMove(sealed: Bytes, code: string): Promise<Moved> {
  if (sealed.length < HEAD_BYTES + SIZES.tag) throw new UserError('move-unreadable');
  const deflated = await unseal(sealed, code);
  try {
    return readMoved(fromUtf8(await inflate(deflated, SIZES.payload)));
  } catch (error) {
    // `TypeError`: its text is no UTF-8.
    const isBad = error instanceof CheckError || error instanceof SyntaxError || error instanceof TypeError;
    if (isBad) throw new UserError('move-unreadable');
    throw error;
  }
}
