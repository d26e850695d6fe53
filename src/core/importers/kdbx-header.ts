/** The outer header of KDBX 4: what the cipher and the derivation of the key need to know. */
import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import { ByteReader } from './reading/byte-reader';
import { toHex } from './reading/bytes';

const FIELD = { end: 0, cipher: 2, compression: 3, seed: 4, iv: 7, derivation: 11 } as const;
const VALUE = { end: 0, uint32: 4, uint64: 5 } as const;
const SEED_BYTES = 32;

/** A value of the derivation's parameters: a number, or bytes. */
export type Parameters = ReadonlyMap<string, number | Bytes>;

export interface KdbxHeader {
  /** From the first byte of the file to the end of the header. */
  readonly bytes: Bytes;
  /** A UUID in hex. */
  readonly cipher: string;
  readonly isCompressed: boolean;
  readonly seed: Bytes;
  readonly iv: Bytes;
  readonly derivation: Parameters;
}

function readValue(type: number, bytes: Bytes): number | Bytes {
  const reader = new ByteReader(bytes, 'little-endian');
  if (type === VALUE.uint32) return reader.uint32();
  return type === VALUE.uint64 ? reader.uint64() : bytes;
}

/** KeePass' VariantDictionary. @throws UserError truncated, unsupported-version */
function readParameters(bytes: Bytes): Parameters {
  const reader = new ByteReader(bytes, 'little-endian');
  if (reader.uint16() >> 8 > 1) throw new UserError('unsupported-version');
  const parameters = new Map<string, number | Bytes>();
  for (let type = reader.uint8(); type !== VALUE.end; type = reader.uint8()) {
    const name = new TextDecoder().decode(reader.take(reader.uint32()));
    parameters.set(name, readValue(type, reader.take(reader.uint32())));
  }
  return parameters;
}

function readFields(reader: ByteReader): ReadonlyMap<number, Bytes> {
  const fields = new Map<number, Bytes>();
  for (;;) {
    const id = reader.uint8();
    const value = reader.take(reader.uint32());
    if (id === FIELD.end) return fields;
    fields.set(id, value);
  }
}

/** @returns whether the content is compressed @throws UserError bad-content */
function readCompression(value: Bytes | undefined): boolean {
  const method = value?.length === 4 ? new ByteReader(value, 'little-endian').uint32() : undefined;
  if (method !== 0 && method !== 1) throw new UserError('bad-content');
  return method === 1;
}

/**
 * @param reader at the start of a file of KeePass; behind the header afterwards
 * @throws UserError unsupported-version (KeePass 1, KDBX 3, later than 4), bad-content, truncated
 */
export function readKdbxHeader(file: Bytes, reader: ByteReader): KdbxHeader {
  reader.take(4);
  const isKdbx = reader.uint8() === 0x67;
  reader.take(5);
  if (!isKdbx || reader.uint16() !== 4) throw new UserError('unsupported-version');
  const fields = readFields(reader);
  const [cipher, seed, iv, derivation] = [FIELD.cipher, FIELD.seed, FIELD.iv, FIELD.derivation].map((id) =>
    fields.get(id),
  );
  if (!cipher || !iv || !derivation || seed?.length !== SEED_BYTES) throw new UserError('bad-content');
  return {
    bytes: file.subarray(0, reader.offset),
    cipher: toHex(cipher),
    isCompressed: readCompression(fields.get(FIELD.compression)),
    seed,
    iv,
    derivation: readParameters(derivation),
  };
}
