import type { Bytes } from '../../vault-file/bytes';
import { BLOCK_BYTES, blocksIn, type Frame, idOf, readFrame } from './frame';
import { addTo, hasBit, mixOf } from './mix';

export { isFrameText } from './frame';

/** Moves that are collected at a time: pictures of another one in sight cost nothing. */
const MOST_MOVES = 4;

/** A sum of blocks: which, and what it comes to. */
interface Row {
  readonly mix: Uint32Array;
  readonly block: Bytes;
}

/**
 * The pictures of one move, solved as they come (Gaussian elimination over GF(2)). A row takes room when its picture is
 * here, whatever number of blocks that one claims.
 */
class Move {
  readonly #id: string;
  readonly #length: number;
  readonly blocks: number;
  /** By their lowest block. */
  readonly #rows = new Map<number, Row>();

  constructor({ id, length }: Frame) {
    this.#id = id;
    this.#length = length;
    this.blocks = blocksIn(length);
  }

  get found(): number {
    return this.#rows.size;
  }

  fits({ id, length }: Frame): boolean {
    return id === this.#id && length === this.#length;
  }

  /** @returns false where it contradicts what is here, so that one of them is wrong */
  take({ number, block }: Frame): boolean {
    const row: Row = { mix: mixOf(this.#id, number, this.blocks), block: block.slice() };
    for (let at = 0; at < this.blocks; at += 1) {
      if (!hasBit(row.mix, at)) continue;
      const known = this.#rows.get(at);
      if (known === undefined) {
        this.#rows.set(at, row);
        return true;
      }
      addTo(row.mix, known.mix);
      addTo(row.block, known.block);
    }
    return row.block.every((byte) => byte === 0);
  }

  /** Once there are as many rows as blocks. @returns null where it is not what the id says: some picture was wrong */
  solve(): Bytes | null {
    const moved = new Uint8Array(this.blocks * BLOCK_BYTES);
    const blockAt = (at: number) => moved.subarray(at * BLOCK_BYTES, (at + 1) * BLOCK_BYTES);
    for (let at = this.blocks - 1; at >= 0; at -= 1) {
      const row = this.#rows.get(at);
      if (row === undefined) return null;
      blockAt(at).set(row.block);
      for (let later = at + 1; later < this.blocks; later += 1)
        if (hasBit(row.mix, later)) addTo(blockAt(at), blockAt(later));
    }
    const whole = moved.slice(0, this.#length);
    return idOf(whole) === this.#id ? whole : null;
  }
}

/** How far the move is whose picture came last. */
export interface Progress {
  readonly found: number;
  readonly of: number;
}

/** Collects pictures in any order, from any place in the series, until a move is whole. */
export class Collector {
  readonly #moves = new Set<Move>();
  #last: Move | null = null;
  #whole: Bytes | null = null;

  /** Null before the first picture. */
  get progress(): Progress | null {
    return this.#last && { found: this.#last.found, of: this.#last.blocks };
  }

  /** What was moved, still sealed; null until all of it is here. */
  get whole(): Bytes | null {
    return this.#whole;
  }

  /** Takes the text of a QR code; what is no picture of a move, or a damaged one, changes nothing. */
  take(text: string): void {
    const frame = readFrame(text);
    if (frame === null || this.#whole !== null) return;
    const move = this.#moveOf(frame);
    this.#last = move;
    const isSound = move.take(frame);
    if (isSound && move.found < move.blocks) return;
    this.#whole = isSound ? move.solve() : null;
    // Which of its pictures was wrong, nobody knows: it begins again.
    if (this.#whole === null) this.#drop(move);
  }

  #drop(move: Move): void {
    this.#moves.delete(move);
    this.#last = null;
  }

  /** A new one takes the place of the one of which least is here, so that strange pictures push each other out. */
  #moveOf(frame: Frame): Move {
    const known = [...this.#moves].find((move) => move.fits(frame));
    if (known) return known;
    const [poorest] = [...this.#moves].sort((one, other) => one.found - other.found);
    if (poorest && this.#moves.size >= MOST_MOVES) this.#drop(poorest);
    const move = new Move(frame);
    this.#moves.add(move);
    return move;
  }
}
