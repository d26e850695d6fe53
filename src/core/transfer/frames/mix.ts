import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../../vault-file/bytes';

/**
 * Which blocks a picture is made of. The first round shows each block alone, so that who misses nothing needs no more. From
 * then on each picture is the sum (XOR) of a random half of the blocks: whichever pictures are lost, any that comes brings
 * something new until all blocks are known, and two more than there are blocks suffice on the average. A code with sparse
 * sums would save work that there is not: at most 4096 blocks of 192 bytes.
 *
 * The half is told by SHA-256 of the move and the number of the picture: the same on both sides, and not linear, as a
 * generator by shifts is, whose sums would depend on each other.
 */
export const WORD_BITS = 32;

/** Bits of a row, the lowest first in each word. */
export const wordsFor = (count: number): number => Math.ceil(count / WORD_BITS);

export const hasBit = (row: Uint32Array, at: number): boolean =>
  (((row[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;

function setBit(row: Uint32Array, at: number): void {
  row[at >>> 5] = (row[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** One bit for each of `count` blocks. */
export function mixOf(id: string, number: number, count: number): Uint32Array {
  const row = new Uint32Array(wordsFor(count));
  if (number < count) {
    setBit(row, number);
    return row;
  }
  for (let at = 0; at < row.length; at += 8) {
    const half = new DataView(sha256(utf8(`${id} ${number} ${at}`)).buffer);
    for (let word = at; word < Math.min(at + 8, row.length); word += 1)
      row[word] = half.getUint32((word - at) * 4);
  }
  const beyond = row.length * WORD_BITS - count;
  row[row.length - 1] = ((row.at(-1) ?? 0) << beyond) >>> beyond;
  // Never none at all, which of few blocks is likely.
  setBit(row, number % count);
  return row;
}

/** Adds `other` to `to`, bit by bit. */
export function addTo(to: Uint32Array | Uint8Array, other: Uint32Array | Uint8Array): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) ^ (other[at] ?? 0);
}
