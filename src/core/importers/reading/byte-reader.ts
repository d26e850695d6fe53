import { UserError } from '../../errors';
import type { Bytes } from '../../vault-file/bytes';

/** Reads a binary file from its front to its end; no length of the file is believed before it is there. */
export class ByteReader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  readonly #isLittleEndian: boolean;
  #offset = 0;

  constructor(bytes: Bytes, order: 'big-endian' | 'little-endian') {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#isLittleEndian = order === 'little-endian';
  }

  get offset(): number {
    return this.#offset;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  /** @throws UserError truncated */
  #advance(length: number): number {
    const start = this.#offset;
    if (!Number.isSafeInteger(length) || length < 0 || length > this.#bytes.length - start)
      throw new UserError('truncated');
    this.#offset = start + length;
    return start;
  }

  /** The next bytes, as a part of the file and no copy. @throws UserError truncated */
  take(length: number): Bytes {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** @throws UserError truncated */
  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  /** @throws UserError truncated */
  uint16(): number {
    return this.#view.getUint16(this.#advance(2), this.#isLittleEndian);
  }

  /** @throws UserError truncated */
  uint32(): number {
    return this.#view.getUint32(this.#advance(4), this.#isLittleEndian);
  }

  /** @returns a number that is exact up to 2^53, and too large for any length beyond @throws UserError truncated */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), this.#isLittleEndian));
  }
}
