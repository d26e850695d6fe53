/**
 * The one object that FreeOTP 2 writes: a `java.util.HashMap` of texts in the Java Object Serialization Stream
 * Protocol (version 5). Anything else in the stream is refused: no class is ever looked up.
 */
import { UserError } from '../../errors';
import type { Bytes } from '../../vault-file/bytes';
import { ByteReader } from './byte-reader';

const TAG = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  blockData: 0x77,
  endBlockData: 0x78,
  longString: 0x7c,
} as const;

const STREAM_HEADER = 0xaced_0005;
const FIRST_HANDLE = 0x7e_0000;
/** Primitive fields by their type code, and what each takes in the stream. */
const FIELD_BYTES: ReadonlyMap<number, number> = new Map(
  Object.entries({ B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 }).map(([type, size]) => [
    type.charCodeAt(0),
    size,
  ]),
);
/** More than a map of tokens ever has, and few enough to look at each. */
const MOST_FIELDS = 16;
const CHUNK = 8192;

/** One UTF-16 unit from one to three bytes. @throws UserError bad-content */
function unitAt(bytes: Uint8Array, index: number): { readonly unit: number; readonly size: number } {
  const [first = 0, second = 0, third = 0] = bytes.subarray(index, index + 3);
  const follows = (count: number) =>
    index + count < bytes.length && [second, third].slice(0, count).every((byte) => byte >> 6 === 0b10);
  if (first < 0x80) return { unit: first, size: 1 };
  if (first >> 5 === 0b110 && follows(1)) return { unit: ((first & 31) << 6) | (second & 63), size: 2 };
  if (first >> 4 === 0b1110 && follows(2))
    return { unit: ((first & 15) << 12) | ((second & 63) << 6) | (third & 63), size: 3 };
  throw new UserError('bad-content');
}

/** Java's UTF-8: a zero takes two bytes, and what lies beyond U+FFFF is written as a surrogate pair. */
function modifiedUtf8(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; length += 1) {
    const { unit, size } = unitAt(bytes, index);
    units[length] = unit;
    index += size;
  }
  let text = '';
  for (let start = 0; start < length; start += CHUNK)
    text += String.fromCharCode(...units.subarray(start, Math.min(start + CHUNK, length)));
  return text;
}

class JavaReader {
  readonly #reader: ByteReader;
  /** What the stream may refer to again; only texts are ever worth it. */
  readonly #handles: (string | null)[] = [];

  constructor(bytes: Bytes) {
    this.#reader = new ByteReader(bytes, 'big-endian');
  }

  #expect(tag: number): void {
    if (this.#reader.uint8() !== tag) throw new UserError('bad-content');
  }

  #shortText(): string {
    return modifiedUtf8(this.#reader.take(this.#reader.uint16()));
  }

  #remember(text: string): string {
    this.#handles.push(text);
    return text;
  }

  #text(): string | null {
    const tag = this.#reader.uint8();
    if (tag === TAG.null) return null;
    if (tag === TAG.string) return this.#remember(this.#shortText());
    if (tag === TAG.longString) return this.#remember(modifiedUtf8(this.#reader.take(this.#reader.uint64())));
    if (tag !== TAG.reference) throw new UserError('bad-content');
    const text = this.#handles[this.#reader.uint32() - FIRST_HANDLE];
    if (typeof text !== 'string') throw new UserError('bad-content');
    return text;
  }

  /** The fields load factor and threshold, and whatever numbers another version adds. @returns how long they are */
  #fields(): number {
    const count = this.#reader.uint16();
    if (count > MOST_FIELDS) throw new UserError('bad-content');
    let size = 0;
    for (let index = 0; index < count; index += 1) {
      const bytes = FIELD_BYTES.get(this.#reader.uint8());
      if (bytes === undefined) throw new UserError('bad-content');
      this.#shortText();
      size += bytes;
    }
    return size;
  }

  #openMap(): void {
    const reader = this.#reader;
    if (reader.uint32() !== STREAM_HEADER) throw new UserError('bad-content');
    this.#expect(TAG.object);
    this.#expect(TAG.classDescription);
    if (this.#shortText() !== 'java.util.HashMap') throw new UserError('bad-content');
    // The version of the class and its flags say nothing that the stream itself does not.
    reader.take(9);
    const size = this.#fields();
    this.#expect(TAG.endBlockData);
    this.#expect(TAG.null);
    this.#handles.push(null, null);
    reader.take(size);
  }

  map(): ReadonlyMap<string, string> {
    this.#openMap();
    this.#expect(TAG.blockData);
    this.#expect(8);
    this.#reader.uint32();
    const count = this.#reader.uint32();
    const texts = new Map<string, string>();
    for (let index = 0; index < count; index += 1) {
      const key = this.#text();
      const value = this.#text();
      if (key !== null && value !== null) texts.set(key, value);
    }
    this.#expect(TAG.endBlockData);
    return texts;
  }
}

/** The entries of a serialised map of texts, in the order of the stream. @throws UserError bad-content, truncated */
export const readJavaMap = (bytes: Bytes): ReadonlyMap<string, string> => new JavaReader(bytes).map();
