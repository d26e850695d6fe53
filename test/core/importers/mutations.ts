/** Damage of every kind, the same for the same seed. */

export type Random = () => number;

/** Mulberry32: small, fast, and the same on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, end: number): number => Math.floor(random() * end);
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T;

/** Values that have broken parsers before. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.5,
  2 ** 53,
  '',
  '0',
  'null',
  'NaN',
  'totp',
  'HOTP',
  'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP',
  'steam://JBSWY3DPEHPK3PXP',
  '\u0000\u202E\uD800',
  'A'.repeat(5000),
  [],
  {},
  [[[[[]]]]],
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
];

/** One value somewhere in the tree is another, is gone, or stands twice. */
export function mutateJson(json: unknown, random: Random): unknown {
  if (typeof json !== 'object' || json === null || random() < 0.1) return pick(random, ODD_VALUES);
  if (Array.isArray(json)) {
    const at = below(random, json.length);
    if (json.length === 0) return [pick(random, ODD_VALUES)];
    if (random() < 0.1) return json.toSpliced(at, 1);
    if (random() < 0.1) return [...json, ...json];
    return json.with(at, mutateJson(json[at], random));
  }
  const entries = Object.entries(json);
  if (entries.length === 0) return { [String(pick(random, ODD_VALUES))]: pick(random, ODD_VALUES) };
  const at = below(random, entries.length);
  const [name, value] = entries[at] ?? ['', null];
  if (random() < 0.15) return Object.fromEntries(entries.toSpliced(at, 1));
  if (random() < 0.05) return Object.fromEntries([...entries, ['__proto__', value]]);
  return { ...json, [name]: mutateJson(value, random) };
}

/** Flipped, lost, doubled and foreign bytes, or an early end. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let mutated = Uint8Array.from(bytes);
  for (let round = below(random, 4); round >= 0; round -= 1) {
    const at = below(random, mutated.length);
    const kind = below(random, 6);
    if (kind < 3)
      mutated[at] = kind === 0 ? below(random, 256) : (mutated[at] ?? 0) ^ (1 << below(random, 8));
    else if (kind === 3) mutated = mutated.slice(0, at);
    else {
      const from = below(random, mutated.length);
      const piece = kind === 4 ? mutated.slice(from, from + below(random, 64)) : new Uint8Array(0);
      const rest = mutated.slice(at + below(random, 16));
      mutated = Uint8Array.from([...mutated.slice(0, at), ...piece, ...rest]);
    }
  }
  return mutated;
}
