import { UserError } from '../errors';
import { type Bytes, concat, fromUtf8, utf8 } from './bytes';
import type { Envelope } from './envelope';
import { SIZES } from './limits';
import { type DerivationKey, deriveAesKey, isRefusal } from './slots';

const INFO = utf8('counterfoil-vault/v1/payload');
const LABEL = utf8('counterfoil-vault/v1/payload\0');
const LENGTH_BYTES = 4;

const sealing = ({ nonce, header }: Pick<Envelope, 'nonce' | 'header'>) => ({
  name: 'AES-GCM',
  iv: nonce,
  additionalData: concat(LABEL, header),
});

/** `uint32be length ‖ payload ‖ zeros`, in whole blocks of 4096 bytes. */
function pad(payload: Bytes): Bytes {
  const blocks = Math.ceil((LENGTH_BYTES + payload.length) / SIZES.paddingBlock);
  const padded = new Uint8Array(blocks * SIZES.paddingBlock);
  new DataView(padded.buffer).setUint32(0, payload.length);
  padded.set(payload, LENGTH_BYTES);
  return padded;
}

function unpad(padded: Bytes): Bytes {
  const length =
    padded.length % SIZES.paddingBlock === 0 ? new DataView(padded.buffer).getUint32(0) : Infinity;
  if (length > padded.length - LENGTH_BYTES) throw new UserError('E_TAMPERED');
  if (length > SIZES.payload) throw new UserError('E_TOO_BIG');
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}

/**
 * Seals the JSON text under a key for this salt alone and binds the exact header bytes (FORMAT.md §2).
 * @throws UserError E_TOO_BIG above 4 MiB of UTF-8.
 */
export async function sealPayload(
  vaultKey: DerivationKey,
  frame: Omit<Envelope, 'ct'>,
  json: string,
): Promise<Envelope> {
  const payload = utf8(json);
  if (payload.length > SIZES.payload) throw new UserError('E_TOO_BIG');
  const key = await deriveAesKey(vaultKey, { salt: frame.salt, info: INFO }, 'encrypt');
  const ct = new Uint8Array(await crypto.subtle.encrypt(sealing(frame), key, pad(payload)));
  return { ...frame, ct };
}

/**
 * The JSON text of the payload.
 * @throws UserError E_TAMPERED where header, ciphertext and vault key do not belong together or the padding is
 * not ours, E_TOO_BIG above 4 MiB.
 */
export async function openPayload(vaultKey: DerivationKey, envelope: Envelope): Promise<string> {
  const key = await deriveAesKey(vaultKey, { salt: envelope.salt, info: INFO }, 'decrypt');
  const padded = await decrypt(key, envelope);
  try {
    return fromUtf8(unpad(padded));
  } catch (error) {
    if (error instanceof TypeError) throw new UserError('E_TAMPERED');
    throw error;
  }
}

async function decrypt(key: CryptoKey, envelope: Envelope): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(sealing(envelope), key, envelope.ct));
  } catch (error) {
    if (isRefusal(error)) throw new UserError('E_TAMPERED');
    throw error;
  }
}

/**
 * The payload's text as a value.
 * @throws UserError E_TAMPERED where it is no JSON: we never wrote it.
 */
export function parsePayload(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UserError('E_TAMPERED');
  }
}
