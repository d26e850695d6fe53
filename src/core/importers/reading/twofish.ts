/**
 * Twofish (Schneier, Kelsey, Whiting, Wagner, Hall, Ferguson: "Twofish: A 128-Bit Block Cipher", 1998) with a key of 256
 * bits, the way back only: WebCrypto and the ciphers at hand do not have it. Words are little-endian.
 */
import { UserError } from '../../errors';
import { type Bytes, concat } from '../../vault-file/bytes';

const BLOCK = 16;
const ROUNDS = 16;
const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
const rotateRight = (word: number, bits: number): number => rotateLeft(word, 32 - bits);

/** §4.3.5: the nibble tables of the fixed permutations, each row a table. */
const NIBBLES = [
  ['817d6f320b59eca4', 'ecb81235f4a6709d', 'ba5e6d90c8f32471', 'd7f4126e9b3085ca'],
  ['28bdf76e31940ac5', '1e2b4c376da5f908', '4c75169a0ed82b3f', 'b951c3de647f208a'],
] as const;

function permutation(tables: readonly string[]): Uint8Array {
  const [t0, t1, t2, t3] = tables.map((row) => [...row].map((digit) => Number.parseInt(digit, 16)));
  const mix = (a: number, b: number): [number, number] => [
    a ^ b,
    a ^ ((b >> 1) | ((b & 1) << 3)) ^ ((a << 3) & 15),
  ];
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const [a1, b1] = mix(byte >> 4, byte & 15);
    const [a3, b3] = mix(t0?.[a1] ?? 0, t1?.[b1] ?? 0);
    return ((t3?.[b3] ?? 0) << 4) | (t2?.[a3] ?? 0);
  });
}

const [Q0, Q1] = [permutation(NIBBLES[0]), permutation(NIBBLES[1])];

/** §4.3.5, figure 2: per byte of the word, which permutation stands before each part of the key, the last part first. */
const STEPS = [
  [Q1, Q1, Q0, Q0, Q1],
  [Q0, Q1, Q1, Q0, Q0],
  [Q0, Q0, Q0, Q1, Q1],
  [Q1, Q0, Q1, Q1, Q0],
] as const;

/** Multiplies in GF(2^8). */
function times(a: number, b: number, modulus: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product <<= 1;
    if (product & 0x100) product ^= modulus;
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** §4.3.2: a column of MDS for each byte of a word. */
const MDS = [
  [0x01, 0x5b, 0xef, 0xef],
  [0xef, 0xef, 0x5b, 0x01],
  [0x5b, 0xef, 0x01, 0xef],
  [0x5b, 0x01, 0xef, 0x5b],
] as const;
const MDS_MODULUS = 0x169;

/** §4.3: Reed-Solomon, row by row. */
const RS = [
  [0x01, 0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e],
  [0xa4, 0x56, 0x82, 0xf3, 0x1e, 0xc6, 0x68, 0xe5],
  [0x02, 0xa1, 0xfc, 0xc1, 0x47, 0xae, 0x3d, 0x19],
  [0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e, 0x03],
] as const;
const RS_MODULUS = 0x14d;

/** What one byte of a word becomes in `h`: four words a table, with the matrix already in them. */
function tableOf(place: 0 | 1 | 2 | 3, list: readonly Uint8Array[]): Uint32Array {
  const [first, ...steps] = STEPS[place];
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = first[byte] ?? 0;
    for (const [index, step] of steps.entries())
      value = step[value ^ (list[list.length - 1 - index]?.[place] ?? 0)] ?? 0;
    return MDS[place].reduce<number>(
      (word, factor, row) => word | (times(value, factor, MDS_MODULUS) << (8 * row)),
      0,
    );
  });
}

type Tables = readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** The function `h` for one list of key words (§4.3.2). */
const tablesOf = (list: readonly Uint8Array[]): Tables => [
  tableOf(0, list),
  tableOf(1, list),
  tableOf(2, list),
  tableOf(3, list),
];

const lookUp = ([t0, t1, t2, t3]: Tables, word: number): number =>
  (t0[word & 255] ?? 0) ^
  (t1[(word >>> 8) & 255] ?? 0) ^
  (t2[(word >>> 16) & 255] ?? 0) ^
  (t3[word >>> 24] ?? 0);

interface Schedule {
  readonly roundKeys: Int32Array;
  readonly boxes: Tables;
}

function keySchedule(key: Uint8Array): Schedule {
  const words = Array.from({ length: 8 }, (_, index) => key.subarray(4 * index, 4 * index + 4));
  const even = tablesOf(words.filter((_, index) => index % 2 === 0));
  const odd = tablesOf(words.filter((_, index) => index % 2 === 1));
  const roundKeys = new Int32Array(8 + 2 * ROUNDS);
  for (let index = 0; index < roundKeys.length; index += 2) {
    const a = lookUp(even, Math.imul(index, 0x01010101));
    const b = rotateLeft(lookUp(odd, Math.imul(index + 1, 0x01010101)), 8);
    roundKeys[index] = a + b;
    roundKeys[index + 1] = rotateLeft(a + 2 * b, 9);
  }
  const boxWords = [3, 2, 1, 0].map((part) =>
    Uint8Array.from(RS, (row) =>
      row.reduce<number>(
        (sum, factor, index) => sum ^ times(key[8 * part + index] ?? 0, factor, RS_MODULUS),
        0,
      ),
    ),
  );
  return { roundKeys, boxes: tablesOf(boxWords) };
}

/** One block, in place. */
function decryptBlock({ roundKeys, boxes }: Schedule, block: DataView): void {
  const key = (index: number): number => roundKeys[index] ?? 0;
  let c = block.getInt32(0, true) ^ key(4);
  let d = block.getInt32(4, true) ^ key(5);
  let a = block.getInt32(8, true) ^ key(6);
  let b = block.getInt32(12, true) ^ key(7);
  for (let round = ROUNDS - 1; round >= 0; round -= 1) {
    const t0 = lookUp(boxes, c);
    const t1 = lookUp(boxes, rotateLeft(d, 8));
    const before = rotateLeft(a, 1) ^ (t0 + t1 + key(2 * round + 8));
    const after = rotateRight(b ^ (t0 + 2 * t1 + key(2 * round + 9)), 1);
    [a, b, c, d] = [c, d, before, after];
  }
  for (const [index, word] of [a, b, c, d].entries()) block.setInt32(4 * index, word ^ key(index), true);
}

/** CBC without a padding. @param key 32 bytes @param iv 16 bytes @throws UserError bad-content */
export function decryptTwofish(key: Bytes, iv: Bytes, sealed: Bytes): Bytes {
  const isWhole =
    key.length === 32 && iv.length === BLOCK && sealed.length > 0 && sealed.length % BLOCK === 0;
  if (!isWhole) throw new UserError('bad-content');
  const schedule = keySchedule(key);
  const text = sealed.slice();
  const before = concat(iv, sealed);
  for (let start = 0; start < text.length; start += BLOCK)
    decryptBlock(schedule, new DataView(text.buffer, start, BLOCK));
  return text.map((byte, index) => byte ^ (before[index] ?? 0));
}

/** CBC with PKCS #7 padding: the last byte says how many like it end the text. @throws UserError bad-content, wrong-password */
export function openTwofish(key: Bytes, iv: Bytes, sealed: Bytes): Bytes {
  const bytes = decryptTwofish(key, iv, sealed);
  const length = bytes.at(-1) ?? 0;
  const isPadding = length > 0 && length <= BLOCK && bytes.subarray(-length).every((byte) => byte === length);
  if (!isPadding) throw new UserError('wrong-password');
  return bytes.subarray(0, bytes.length - length);
}
