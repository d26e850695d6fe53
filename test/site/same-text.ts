import { timingSafeEqual } from 'node:crypto';

/** Compares in a time that depends on the length alone, so that guessing character by character learns nothing. */
export function isSameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
