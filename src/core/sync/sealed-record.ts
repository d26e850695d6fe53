import { CheckError } from '../check';
import { deflate, inflate } from '../deflated';
import { type Bytes, base64Url, concat, encodeBase64Url, fromUtf8, utf8 } from '../vault-file/bytes';
import { SIZES } from '../vault-file/limits';
import { importVaultKey } from '../vault-file/open';
import { deriveAesKey, isRefusal } from '../vault-file/slots';
import type { SyncRecord } from './record';
import { readRecord, writeRecord } from './wire';

/**
 * One account as it leaves the device: its record, deflated (RFC 1951), filled up to a multiple of 32 bytes so that its
 * length tells little, and sealed with AES-256-GCM. The key is the sync key's, for one epoch: a rotation makes another.
 * Nonces are random, and a key seals far fewer than the 2^32 records that 96 bits bear (NIST SP 800-38D §8.3).
 */
const INFO = utf8('counterfoil-sync/v1/record');
const STEP = 32;
const LENGTH_BYTES = 4;
/** Of what is opened, before and after inflating; one account is a few hundred bytes. */
const MOST_BYTES = 64 * 1024;

/** Keys that seal and open the records of one epoch. */
export interface RecordKeys {
  readonly seal: CryptoKey;
  readonly open: CryptoKey;
}

/** @param syncKey 32 bytes as base64url @param epoch what tells it from the keys before and after it */
export async function recordKeys(syncKey: string, epoch: string): Promise<RecordKeys> {
  const of = async (usage: 'encrypt' | 'decrypt') =>
    deriveAesKey(await importVaultKey(syncKey), { salt: utf8(epoch), info: INFO }, usage);
  return { seal: await of('encrypt'), open: await of('decrypt') };
}

/** The length (32 bits, the first byte first), the bytes, zeros. */
function padded(bytes: Bytes): Bytes {
  const whole = new Uint8Array(Math.ceil((LENGTH_BYTES + bytes.length) / STEP) * STEP);
  new DataView(whole.buffer).setUint32(0, bytes.length);
  whole.set(bytes, LENGTH_BYTES);
  return whole;
}

function unpadded(whole: Bytes): Bytes {
  const length = new DataView(whole.buffer).getUint32(0);
  if (length > whole.length - LENGTH_BYTES) throw new CheckError('', 'a length that fits');
  return whole.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}

/** @returns base64url of nonce ‖ ciphertext */
export async function sealRecord({ seal }: RecordKeys, record: SyncRecord): Promise<string> {
  const deflated = await deflate(utf8(JSON.stringify(writeRecord(record))), MOST_BYTES);
  const iv = crypto.getRandomValues(new Uint8Array(SIZES.nonce));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, seal, padded(deflated));
  return encodeBase64Url(concat(iv, new Uint8Array(sealed)));
}

/** `later`: of a version after this one, to be left as it is; `foreign`: damaged, or sealed under another key. */
export type OpenedRecord = SyncRecord | 'later' | 'foreign';

export async function openRecord({ open }: RecordKeys, text: string): Promise<OpenedRecord> {
  try {
    const bytes = base64Url(SIZES.nonce + SIZES.tag + LENGTH_BYTES, MOST_BYTES)(text);
    const iv = bytes.slice(0, SIZES.nonce);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, open, bytes.slice(SIZES.nonce));
    const inflated = await inflate(unpadded(new Uint8Array(opened)), MOST_BYTES);
    const record = readRecord(JSON.parse(fromUtf8(inflated)));
    return record === null ? 'later' : record;
  } catch (error) {
    // `TypeError`: its text is no UTF-8.
    const isBad = error instanceof CheckError || error instanceof SyntaxError || error instanceof TypeError;
    if (isBad || isRefusal(error)) return 'foreign';
    throw error;
  }
}
