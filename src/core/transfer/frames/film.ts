import { UserError } from '../../errors';
import type { Bytes } from '../../vault-file/bytes';
import { BLOCK_BYTES, blocksIn, idOf, MOST_BYTES, writeFrame } from './frame';
import { addTo, hasBit, mixOf } from './mix';

/** A move as a series of pictures without an end. */
export interface Film {
  /** How many pictures are enough where none is lost. */
  readonly blocks: number;
  /** The text of the QR code of a picture, by its number from 0. */
  readonly frame: (number: number) => string;
}

/** @throws UserError move-too-big */
export function filmOf(moved: Bytes): Film {
  if (moved.length > MOST_BYTES) throw new UserError('move-too-big');
  const id = idOf(moved);
  const { length } = moved;
  const blocks = blocksIn(length);
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(moved);
  const blockAt = (at: number) => padded.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES);
  return {
    blocks,
    frame: (number) => {
      const mix = mixOf(id, number, blocks);
      const block = new Uint8Array(BLOCK_BYTES);
      for (let at = 0; at < blocks; at += 1) if (hasBit(mix, at)) addTo(block, blockAt(at));
      return writeFrame({ id, length, number, block });
    },
  };
}
