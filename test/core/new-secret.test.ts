import { describe, expect, it } from 'vitest';
import { newSecret } from '../../src/core/new-secret';
import { isSecret, secretBits } from '../../src/core/secret';
import { fromBase32 } from '../fakes/reference-otp';

describe('newSecret', () => {
  it.each([16, 20, 32, 64] as const)('has all of its %i bytes', (bytes) => {
    const secret = newSecret(bytes);
    expect(secretBits(secret)).toBe(bytes * 8);
    expect(fromBase32(secret)).toHaveLength(bytes);
    expect(isSecret(secret)).toBe(true);
  });

  it('gives none twice, and every bit is set in about half of them', () => {
    const secrets = Array.from({ length: 400 }, () => newSecret(20));
    expect(new Set(secrets).size).toBe(400);
    const set = new Array<number>(160).fill(0);
    for (const secret of secrets) {
      const bytes = fromBase32(secret);
      for (const bit of set.keys()) set[bit] = (set[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1);
    }
    // Seven standard deviations of 400 throws of a coin.
    expect(set.filter((count) => Math.abs(count - 200) > 70)).toEqual([]);
  });
});
