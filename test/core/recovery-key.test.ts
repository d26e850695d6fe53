import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors';
import { formatRecoveryKey, parseRecoveryKey } from '../../src/core/recovery-key';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyKey = fc.uint8Array({ minLength: 16, maxLength: 16 });

function isRefused(text: string): boolean {
  try {
    parseRecoveryKey(text);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-recovery-key', message: 'bad-recovery-key', details: {} });
    return error instanceof UserError;
  }
}

const lettersOf = (key: Uint8Array) => formatRecoveryKey(key).replaceAll('-', '');
const put = (text: string, at: number, letter: string) => text.slice(0, at) + letter + text.slice(at + 1);

describe('formatRecoveryKey', () => {
  it('gives 7 groups of 4 letters that no one takes for others', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(formatRecoveryKey(key)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
      }),
    );
  });

  it('is what FORMAT.md §10 writes', () => {
    const page = new URL('../../src/core/vault-file/FORMAT.md', import.meta.url);
    const examples = [...readFileSync(page, 'utf8').matchAll(/^\| `([0-9a-f]{32})` \| `(.{34})` \|$/gm)];
    expect(examples).toHaveLength(1);
    for (const [, hex = '', key = ''] of examples) {
      const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
      expect([formatRecoveryKey(bytes), parseRecoveryKey(key)]).toEqual([key, bytes]);
    }
  });

  it('has the two sums of FORMAT.md §10 at zero', () => {
    const timesX = (digit: number) => (digit > 15 ? (digit * 2) ^ 37 : digit * 2);
    fc.assert(
      fc.property(anyKey, (key) => {
        const digits = Array.from(lettersOf(key), (letter) => ALPHABET.indexOf(letter));
        expect(digits.reduce((sum, digit) => sum ^ digit, 0)).toBe(0);
        expect(digits.reduce((sum, digit) => timesX(sum) ^ digit, 0)).toBe(0);
      }),
    );
  });
});

describe('parseRecoveryKey', () => {
  const typing = fc.record({
    lower: fc.boolean(),
    zero: fc.constantFrom('0', 'O', 'o'),
    one: fc.constantFrom('1', 'I', 'i', 'L', 'l'),
    gap: fc.constantFrom('', ' ', '-', ' - ', '\u2011', '–', '\n', '\u00a0'),
  });

  it('reads back what people make of it', () => {
    fc.assert(
      fc.property(anyKey, typing, (key, { lower, zero, one, gap }) => {
        const written = formatRecoveryKey(key).replaceAll('0', zero).replaceAll('1', one);
        const typed = (lower ? written.toLowerCase() : written).replaceAll('-', gap);
        expect(parseRecoveryKey(`${gap}${typed}${gap}`)).toEqual(key);
      }),
    );
  });

  it('refuses every single wrong letter', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const right = lettersOf(key);
        for (let at = 0; at < right.length; at += 1)
          for (const letter of ALPHABET) expect(isRefused(put(right, at, letter))).toBe(letter !== right[at]);
      }),
      { numRuns: 10 },
    );
  });

  it('refuses every swap of two letters, neighbours or not', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const right = lettersOf(key);
        for (let one = 0; one < right.length; one += 1)
          for (let other = one + 1; other < right.length; other += 1) {
            const [first = '', second = ''] = [right[one], right[other]];
            const swapped = put(put(right, one, second), other, first);
            expect(isRefused(swapped)).toBe(first !== second);
          }
      }),
      { numRuns: 10 },
    );
  });

  it('refuses any two wrong letters', () => {
    const index = fc.nat(27);
    const letter = fc.constantFrom(...ALPHABET);
    fc.assert(
      fc.property(anyKey, index, index, letter, letter, (key, one, other, first, second) => {
        const right = lettersOf(key);
        const changed = put(put(right, one, first), other, second);
        expect(isRefused(changed)).toBe(changed !== right);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses another length and letters that are none', () => {
    const right = lettersOf(new Uint8Array(16).fill(0xa5));
    expect(isRefused(right)).toBe(false);
    for (const wrong of [
      '',
      right.slice(1),
      `${right}0`,
      put(right, 3, 'U'),
      put(right, 3, 'u'),
      put(right, 3, '*'),
    ])
      expect(isRefused(wrong)).toBe(true);
    expect(isRefused(put(right, 3, 'ſ'))).toBe(true);
  });

  it('refuses bits behind the last byte, check digits that fit or not', () => {
    // d25 = 1, with the check digits that make both sums of FORMAT.md §10 zero.
    expect(isRefused(`${'0'.repeat(25)}132`)).toBe(true);
    expect(isRefused(`${'0'.repeat(25)}4C8`)).toBe(false);
  });
});
