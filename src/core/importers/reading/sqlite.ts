/**
 * Just enough of SQLite's file format (sqlite.org/fileformat2.html) to read the rows of a table: no index, no journal,
 * no view. Every offset is checked, and no page is read twice in one pass, so that damage cannot lead in circles.
 */
import { UserError } from '../../errors';
import { type Bytes, concat } from '../../vault-file/bytes';
import { columnsOf } from './sqlite-columns';

/** A whole number beyond 2^53 is its decimal text. */
export type SqliteValue = null | number | string | Bytes;
/** By the name of the column, in lower case: own members. What a row lacks, and a row's number, are null. */
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

export interface Sqlite {
  /** Whether there is a table with at least these columns; names in lower case. */
  readonly has: (table: string, ...columns: readonly string[]) => boolean;
  /** In the order of row numbers. @throws UserError bad-content, too-many */
  readonly rows: (table: string) => SqliteRow[];
}

const MAGIC = new TextEncoder().encode('SQLite format 3\0');
const FILE_HEADER_BYTES = 100;
const MOST_ROWS = 10_000;
const MOST_COLUMNS = 2000;
const TABLE_LEAF = 0x0d;
const TABLE_INTERIOR = 0x05;

const ENCODINGS: ReadonlyMap<number, string> = new Map([
  [0, 'utf-8'],
  [1, 'utf-8'],
  [2, 'utf-16le'],
  [3, 'utf-16be'],
]);

export const looksLikeSqlite = (bytes: Uint8Array): boolean =>
  MAGIC.every((byte, index) => bytes[index] === byte);

/** Numbers out of bytes; what lies beyond the end is damage. */
class Reader {
  readonly #view: DataView;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  part(at: number, length: number): Uint8Array {
    if (at < 0 || length < 0 || at + length > this.bytes.length) throw new UserError('bad-content');
    return this.bytes.subarray(at, at + length);
  }

  byte(at: number): number {
    return this.part(at, 1)[0] ?? 0;
  }

  uint16(at: number): number {
    this.part(at, 2);
    return this.#view.getUint16(at);
  }

  uint32(at: number): number {
    this.part(at, 4);
    return this.#view.getUint32(at);
  }

  /** Big-endian, signed, 1 to 8 bytes. */
  integer(at: number, length: number): number | string {
    const value = this.part(at, length).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const signed = BigInt.asIntN(length * 8, value);
    return Number.isSafeInteger(Number(signed)) ? Number(signed) : `${signed}`;
  }

  double(at: number): number {
    this.part(at, 8);
    return this.#view.getFloat64(at);
  }

  /** Seven bits a byte, eight in the ninth. @returns the value, and where it ends */
  varint(at: number): readonly [value: number, end: number] {
    let value = 0n;
    for (let index = 0; index < 9; index += 1) {
      const byte = this.byte(at + index);
      value = index === 8 ? (value << 8n) | BigInt(byte) : (value << 7n) | BigInt(byte & 127);
      if (index === 8 || byte < 128) return [Number(value), at + index + 1];
    }
    throw new UserError('bad-content');
  }
}

interface Layout {
  readonly pageSize: number;
  /** Of each page, without what extensions keep at its end. */
  readonly usable: number;
  readonly pages: number;
  readonly decoder: TextDecoder;
}

/** @throws UserError bad-content */
function readLayout(bytes: Uint8Array): Layout {
  if (!looksLikeSqlite(bytes)) throw new UserError('bad-content');
  const header = new Reader(bytes);
  const written = header.uint16(16);
  const pageSize = written === 1 ? 65_536 : written;
  const usable = pageSize - header.byte(20);
  const encoding = ENCODINGS.get(header.uint32(56));
  const isPower = pageSize >= 512 && (pageSize & (pageSize - 1)) === 0;
  if (!isPower || usable < 480 || encoding === undefined) throw new UserError('bad-content');
  const pages = Math.floor(bytes.length / pageSize);
  return { pageSize, usable, pages, decoder: new TextDecoder(encoding, { ignoreBOM: true }) };
}

/** How many bytes of a column a serial type stands for. */
function sizeOf(type: number): number {
  if (type < 5) return type;
  if (type < 8) return type === 5 ? 6 : 8;
  if (type < 10) return 0;
  if (type < 12) throw new UserError('bad-content');
  return (type - (type % 2 === 0 ? 12 : 13)) / 2;
}

function readValue(record: Reader, at: number, type: number, { decoder }: Layout): SqliteValue {
  if (type === 0) return null;
  if (type < 7) return record.integer(at, sizeOf(type));
  if (type === 7) return record.double(at);
  if (type < 10) return type - 8;
  const content = record.part(at, sizeOf(type));
  return type % 2 === 0 ? Uint8Array.from(content) : decoder.decode(content);
}

/** The columns of one row. */
function readRecord(payload: Uint8Array, layout: Layout): SqliteValue[] {
  const record = new Reader(payload);
  const [headerSize, first] = record.varint(0);
  const values: SqliteValue[] = [];
  let at = first;
  let content = headerSize;
  while (at < headerSize) {
    const [type, next] = record.varint(at);
    if (values.length >= MOST_COLUMNS) throw new UserError('bad-content');
    values.push(readValue(record, content, type, layout));
    content += sizeOf(type);
    at = next;
  }
  return values;
}

/** One pass over the pages of a table. */
class Pass {
  readonly #bytes: Uint8Array;
  readonly #layout: Layout;
  readonly #seen = new Set<number>();
  /** All rows together are no larger than the file, unless they overlap. */
  #room: number;
  readonly rows: SqliteValue[][] = [];

  constructor(bytes: Uint8Array, layout: Layout) {
    this.#bytes = bytes;
    this.#layout = layout;
    this.#room = bytes.length;
  }

  /** @param number from 1 */
  #page(number: number): Reader {
    const { pageSize, pages, usable } = this.#layout;
    if (number < 1 || number > pages || this.#seen.has(number)) throw new UserError('bad-content');
    this.#seen.add(number);
    const from = (number - 1) * pageSize;
    return new Reader(this.#bytes.subarray(from, from + usable));
  }

  /** What does not fit into a page goes on in a chain of others. */
  #payload(page: Reader, at: number, size: number): Uint8Array {
    const { usable } = this.#layout;
    this.#room -= size;
    if (this.#room < 0) throw new UserError('bad-content');
    if (size <= usable - 35) return page.part(at, size);
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const most = least + ((size - least) % (usable - 4));
    const local = most <= usable - 35 ? most : least;
    const parts = [page.part(at, local)];
    let left = size - local;
    let next = page.uint32(at + local);
    while (left > 0) {
      const overflow = this.#page(next);
      const length = Math.min(left, usable - 4);
      parts.push(overflow.part(4, length));
      left -= length;
      next = overflow.uint32(0);
    }
    return concat(...parts);
  }

  #leafCell(page: Reader, at: number): void {
    if (this.rows.length >= MOST_ROWS) throw new UserError('too-many', { max: MOST_ROWS });
    const [size, afterSize] = page.varint(at);
    const [, start] = page.varint(afterSize);
    this.rows.push(readRecord(this.#payload(page, start, size), this.#layout));
  }

  /** @returns the pages below, in order; none of a leaf, whose rows are taken */
  #visit(number: number): number[] {
    const page = this.#page(number);
    const header = number === 1 ? FILE_HEADER_BYTES : 0;
    const type = page.byte(header);
    if (type !== TABLE_LEAF && type !== TABLE_INTERIOR) throw new UserError('bad-content');
    const pointers = header + (type === TABLE_LEAF ? 8 : 12);
    const cells = Array.from({ length: page.uint16(header + 3) }, (_, index) =>
      page.uint16(pointers + index * 2),
    );
    if (type === TABLE_INTERIOR) return [...cells.map((cell) => page.uint32(cell)), page.uint32(header + 8)];
    for (const cell of cells) this.#leafCell(page, cell);
    return [];
  }

  run(root: number): SqliteValue[][] {
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      waiting.push(...this.#visit(next).reverse());
    return this.rows;
  }
}

interface Table {
  readonly root: number;
  readonly columns: readonly string[];
}

/** Rows of the schema: type, name, table, root page, SQL. */
function tablesOf(schema: readonly SqliteValue[][]): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>();
  for (const [type, name, , root, sql] of schema) {
    if (type !== 'table' || typeof name !== 'string' || typeof root !== 'number') continue;
    if (typeof sql === 'string') tables.set(name.toLowerCase(), { root, columns: columnsOf(sql) });
  }
  return tables;
}

/** @throws UserError bad-content, too-many */
export function openSqlite(bytes: Bytes): Sqlite {
  const layout = readLayout(bytes);
  const tables = tablesOf(new Pass(bytes, layout).run(1));
  const has = (table: string, ...columns: readonly string[]): boolean => {
    const known = tables.get(table)?.columns ?? [];
    return known.length > 0 && columns.every((column) => known.includes(column));
  };
  const rows = (name: string): SqliteRow[] => {
    const table = tables.get(name);
    if (!table) throw new UserError('bad-content');
    const read = new Pass(bytes, layout).run(table.root);
    return read.map((row) =>
      Object.fromEntries(table.columns.map((column, index) => [column, row[index] ?? null])),
    );
  };
  return { has, rows };
}

/** For recognising: false for what is damaged beyond its schema, and for what is no database at all. */
export function hasTable(bytes: Bytes, table: string, ...columns: readonly string[]): boolean {
  if (!looksLikeSqlite(bytes)) return false;
  try {
    return openSqlite(bytes).has(table, ...columns);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
