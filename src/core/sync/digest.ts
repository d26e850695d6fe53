import type { Json } from './fields';

/** Names every value, whatever the order of its fields, so that two browsers choose the same of two. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner as Json)}`).join()}}`;
}

/**
 * Fifty-three bits that differ where two values differ, all but surely (the mixing is MurmurHash3's); nobody has a
 * reason to make two that do not, as it only ever compares a browser's own values.
 */
export function digestOf(value: Json): string {
  const written = canonical(value);
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < written.length; index += 1) {
    const unit = written.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (2 ** 32 * (low & 0x1fffff) + (high >>> 0)).toString(36);
}
