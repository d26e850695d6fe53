/**
 * The wire format of Protocol Buffers (protobuf.dev/programming-guides/encoding), as much of it as one small message
 * needs: fields in any order, unknown ones skipped, every length checked before it is used.
 */

/** The bytes are no message of this kind. */
export class WireError extends Error {}

/** A varint or fixed number, unsigned; or the bytes of a string, a byte field or a message. */
export interface WireField {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;
const LONGEST_VARINT = 10;
const MOST_FIELDS = 10_000;
const UINT64 = 1n << 64n;

/**
 * The fields of a message in the order of writing.
 * @throws WireError a cut field, a length beyond the end, an over-long varint, field 0, or a group
 */
export function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;

  function varint(): bigint {
    let value = 0n;
    for (let read = 0; read < LONGEST_VARINT; read += 1) {
      const byte = bytes[at];
      if (byte === undefined) throw new WireError('A number is cut off');
      at += 1;
      value |= BigInt(byte & 0x7f) << BigInt(7 * read);
      if (byte < 0x80) {
        if (value >= UINT64) break;
        return value;
      }
    }
    throw new WireError('A number has more than 64 bits');
  }

  function take(length: bigint): Uint8Array {
    if (length > BigInt(bytes.length - at)) throw new WireError('A field is longer than the message');
    const end = at + Number(length);
    const part = bytes.subarray(at, end);
    at = end;
    return part;
  }

  function value(type: number): bigint | Uint8Array {
    if (type === VARINT) return varint();
    if (type === BYTES) return take(varint());
    if (type !== FIXED_64 && type !== FIXED_32)
      throw new WireError('A field of a kind that is no longer used');
    const part = take(type === FIXED_64 ? 8n : 4n);
    return part.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }

  while (at < bytes.length) {
    if (fields.length === MOST_FIELDS) throw new WireError('Too many fields');
    const tag = varint();
    const number = Number(tag >> 3n);
    if (number === 0 || number >= 2 ** 29) throw new WireError('A field without a number');
    fields.push({ number, value: value(Number(tag & 7n)) });
  }
  return fields;
}

function writeVarint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

/** A message of these fields. A negative number becomes the ten bytes that int32 and int64 have for it. */
export function writeFields(fields: readonly WireField[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    fields.flatMap(({ number, value }) => {
      const tag = (type: number) => writeVarint((BigInt(number) << 3n) | BigInt(type));
      if (typeof value === 'bigint') return [...tag(VARINT), ...writeVarint(value)];
      return [...tag(BYTES), ...writeVarint(BigInt(value.length)), ...value];
    }),
  );
}
