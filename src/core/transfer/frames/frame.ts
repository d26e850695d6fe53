import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { Secret } from 'otpauth/bare';
import { type Bytes, concat } from '../../vault-file/bytes';

/**
 * One picture of a move, as the text of its QR code: capital letters and digits alone, which a QR code packs into 5.5 bits
 * each. The scheme, then base32 (RFC 4648 §6, without padding) of
 *
 * | bytes | what                                                               |
 * | ----- | ------------------------------------------------------------------ |
 * | 1     | version                                                            |
 * | 8     | id of the move: the first of SHA-256 over all that is moved        |
 * | 4     | how many bytes are moved, the first byte first                     |
 * | 4     | number of the picture, which says what is in it (`mix.ts`)         |
 * | 192   | blocks of what is moved, added up                                  |
 * | 4     | the first of SHA-256 over all before                               |
 */
const SCHEME = 'COUNTERFOIL-MOVE:';
const VERSION = 1;
const ID_BYTES = 8;
const SUM_BYTES = 4;
const HEAD_BYTES = 1 + ID_BYTES + 4 + 4;

/** A picture has 341 letters: 61 modules a side at level M, which a camera reads from half of its height. */
export const BLOCK_BYTES = 192;
const FRAME_BYTES = HEAD_BYTES + BLOCK_BYTES + SUM_BYTES;
const FRAME_LETTERS = Math.ceil((FRAME_BYTES * 8) / 5);
/** Some six minutes of pictures: several thousand accounts, or two thousand with long notes. */
export const MOST_BLOCKS = 4096;
export const MOST_BYTES = MOST_BLOCKS * BLOCK_BYTES;
const BASE32 = /^[A-Z2-7]+$/u;

export interface Frame {
  /** Hexadecimal. */
  readonly id: string;
  /** Of all that is moved, in bytes. */
  readonly length: number;
  readonly number: number;
  readonly block: Bytes;
}

export const blocksIn = (length: number): number => Math.ceil(length / BLOCK_BYTES);

export const idOf = (moved: Bytes): string => bytesToHex(sha256(moved).slice(0, ID_BYTES));

const sumOf = (bytes: Bytes): string => bytesToHex(sha256(bytes).slice(0, SUM_BYTES));

/** Whether a QR text says that it is a picture of a move. */
export const isFrameText = (text: string): boolean =>
  text.slice(0, SCHEME.length).toUpperCase() === SCHEME && text.length > SCHEME.length;

export function writeFrame({ id, length, number, block }: Frame): string {
  const head = new Uint8Array(HEAD_BYTES);
  const view = new DataView(head.buffer);
  head[0] = VERSION;
  head.set(hexToBytes(id), 1);
  view.setUint32(1 + ID_BYTES, length);
  view.setUint32(1 + ID_BYTES + 4, number);
  const body = concat(head, block);
  return SCHEME + new Secret({ buffer: concat(body, hexToBytes(sumOf(body))).buffer }).base32;
}

function bytesOf(text: string): Bytes | null {
  const letters = text.slice(SCHEME.length).toUpperCase();
  if (letters.length !== FRAME_LETTERS || !BASE32.test(letters)) return null;
  return Uint8Array.from(Secret.fromBase32(letters).bytes);
}

/** @returns null for a text that is no picture of a move, is damaged, or of another version */
export function readFrame(text: string): Frame | null {
  const bytes = isFrameText(text) ? bytesOf(text) : null;
  if (bytes === null || bytes.length !== FRAME_BYTES || bytes[0] !== VERSION) return null;
  const body = bytes.slice(0, -SUM_BYTES);
  if (sumOf(body) !== bytesToHex(bytes.slice(-SUM_BYTES))) return null;
  const view = new DataView(body.buffer);
  const length = view.getUint32(1 + ID_BYTES);
  if (length === 0 || length > MOST_BYTES) return null;
  const id = bytesToHex(body.slice(1, 1 + ID_BYTES));
  return { id, length, number: view.getUint32(1 + ID_BYTES + 4), block: body.slice(HEAD_BYTES) };
}
