/**
 * Apple's binary property lists (`bplist00`): a table of objects that refer to each other by number. What may be shared
 * is read once, and all of it together takes no more than the file is long: a short file cannot stand for a large list.
 */
import { UserError } from '../../errors';
import type { Bytes } from '../../vault-file/bytes';
import { ByteReader } from './byte-reader';

/** A reference into a keyed archive. */
export class Uid {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

export type Plist =
  | null
  | boolean
  | number
  | string
  | Bytes
  | Uid
  | readonly Plist[]
  | ReadonlyMap<string, Plist>;

const MAGIC = 'bplist00';
const TRAILER_BYTES = 32;
const DEEPEST = 32;

export const looksLikePlist = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) === MAGIC;

function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

interface Layout {
  readonly offsetBytes: number;
  readonly referenceBytes: number;
  readonly objects: number;
  readonly top: number;
  readonly table: number;
}

/** The last 32 bytes. @throws UserError truncated */
function readTrailer(bytes: Bytes): Layout {
  const reader = new ByteReader(bytes.subarray(Math.max(0, bytes.length - TRAILER_BYTES)), 'big-endian');
  reader.take(6);
  return {
    offsetBytes: reader.uint8(),
    referenceBytes: reader.uint8(),
    objects: reader.uint64(),
    top: reader.uint64(),
    table: reader.uint64(),
  };
}

const isFieldSize = (size: number): boolean => size >= 1 && size <= 8;

class PlistReader {
  readonly #bytes: Bytes;
  readonly #layout: Layout;
  readonly #read = new Map<number, Plist>();
  #room: number;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#room = bytes.length;
    this.#layout = readTrailer(bytes);
    if (!isFieldSize(this.#layout.offsetBytes) || !isFieldSize(this.#layout.referenceBytes))
      throw new UserError('bad-content');
  }

  #spend(size: number): number {
    this.#room -= size;
    if (!(this.#room >= 0)) throw new UserError('bad-content');
    return size;
  }

  #at(offset: number): ByteReader {
    if (offset >= this.#bytes.length) throw new UserError('bad-content');
    return new ByteReader(this.#bytes.subarray(offset), 'big-endian');
  }

  /** @throws UserError bad-content, truncated */
  object(number: number, depth = 0): Plist {
    const known = this.#read.get(number);
    if (known !== undefined) return known;
    const { offsetBytes, objects, table } = this.#layout;
    if (number >= objects || depth > DEEPEST) throw new UserError('bad-content');
    const offset = unsigned(this.#at(table + number * offsetBytes).take(offsetBytes));
    const value = this.#value(this.#at(offset), depth);
    this.#read.set(number, value);
    return value;
  }

  top(): Plist {
    return this.object(this.#layout.top);
  }

  #value(reader: ByteReader, depth: number): Plist {
    const marker = reader.uint8();
    const low = marker & 15;
    switch (marker >> 4) {
      case 0x0:
        return this.#constant(low);
      case 0x1:
        return this.#integer(reader, low);
      case 0x2:
      case 0x3:
        return this.#real(reader, low);
      case 0x4:
        return reader.take(this.#spend(this.#length(reader, low))).slice();
      case 0x5:
        return new TextDecoder('ascii').decode(this.#text(reader, low, 1));
      case 0x6:
        return new TextDecoder('utf-16be').decode(this.#text(reader, low, 2));
      case 0x8:
        return new Uid(unsigned(reader.take(low + 1)));
      case 0xa:
      case 0xc:
        return this.#references(reader, this.#length(reader, low)).map((one) => this.object(one, depth + 1));
      case 0xd:
        return this.#dictionary(reader, low, depth);
      default:
        throw new UserError('bad-content');
    }
  }

  #constant(low: number): Plist {
    if (low === 0) return null;
    if (low === 8 || low === 9) return low === 9;
    throw new UserError('bad-content');
  }

  /** Up to four bytes are unsigned, eight are signed. */
  #integer(reader: ByteReader, low: number): number {
    if (low > 3) throw new UserError('bad-content');
    const bytes = reader.take(1 << low);
    if (low < 3) return unsigned(bytes);
    return Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0));
  }

  #real(reader: ByteReader, low: number): number {
    if (low !== 2 && low !== 3) throw new UserError('bad-content');
    const bytes = reader.take(1 << low);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return low === 2 ? view.getFloat32(0) : view.getFloat64(0);
  }

  /** Fifteen and more stand behind the marker, as an integer. */
  #length(reader: ByteReader, low: number): number {
    if (low < 15) return low;
    const marker = reader.uint8();
    if (marker >> 4 !== 1) throw new UserError('bad-content');
    return this.#integer(reader, marker & 15);
  }

  #text(reader: ByteReader, low: number, unitBytes: number): Bytes {
    return reader.take(this.#spend(this.#length(reader, low) * unitBytes));
  }

  #references(reader: ByteReader, count: number): number[] {
    const { referenceBytes } = this.#layout;
    const bytes = reader.take(this.#spend(count * referenceBytes));
    return Array.from({ length: count }, (_, index) =>
      unsigned(bytes.subarray(index * referenceBytes, (index + 1) * referenceBytes)),
    );
  }

  #dictionary(reader: ByteReader, low: number, depth: number): Plist {
    const count = this.#length(reader, low);
    const keys = this.#references(reader, count);
    const values = this.#references(reader, count);
    const dictionary = new Map<string, Plist>();
    for (const [index, key] of keys.entries()) {
      const name = this.object(key, depth + 1);
      if (typeof name !== 'string') throw new UserError('bad-content');
      dictionary.set(name, this.object(values[index] ?? Number.POSITIVE_INFINITY, depth + 1));
    }
    return dictionary;
  }
}

/** @throws UserError bad-content, truncated */
export function readPlist(bytes: Bytes): Plist {
  if (!looksLikePlist(bytes)) throw new UserError('bad-content');
  return new PlistReader(bytes).top();
}
