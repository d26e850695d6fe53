import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines, cleanText } from '../../src/core/outside-text';

describe('cleanText', () => {
  it.each([
    ['  a \t\n b  ', 'a b'],
    ['moc.elpmaxe\u202Egithub', 'moc.elpmaxegithub'],
    ['a\u200Bb\uFEFFc\u0000d', 'abcd'],
    ['e\u0301', '\u00E9'],
    ['a\uD800b', 'a\uFFFDb'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['x'.repeat(10_000), 'x'.repeat(256)],
    ['😀'.repeat(300), '😀'.repeat(256)],
  ])('makes %j into %j', (text, expected) => expect(cleanText(text)).toBe(expected));

  it('is idempotent, well-formed and at most 256 code points for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(Array.from(clean).length).toBeLessThanOrEqual(256);
        expect(clean).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

describe('cleanLines', () => {
  it.each([
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['  a \u202E b  \n\n\u0007c ', 'a b\n\nc'],
    ['\n \n', ''],
  ])('makes %j into %j', (text, expected) => expect(cleanLines(text)).toBe(expected));

  it('cuts at 1,000 code points in all', () =>
    expect(Array.from(cleanLines('😀\n'.repeat(2000)))).toHaveLength(999));
});
