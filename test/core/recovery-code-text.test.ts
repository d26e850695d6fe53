import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRecoveryCodes } from '../../src/core/recovery-code-text';

const codesIn = (text: string) => findRecoveryCodes(text).codes;

/** As sites print, save and show them; every code is made up. */
const LAYOUTS: readonly [site: string, text: string, codes: readonly string[]][] = [
  [
    'GitHub, its file',
    'abcde-12345\nfghij-67890\n0a1b2-c3d4e\n',
    ['abcde-12345', 'fghij-67890', '0a1b2-c3d4e'],
  ],
  [
    'GitHub, its page in two columns with bullets',
    'Recovery codes\n•  a1b2c-d3e4f\t•  f4e3d-c2b1a\n•  00000-abcde\t•  99999-fffff\nDownload\tPrint\tCopy',
    ['a1b2c-d3e4f', 'f4e3d-c2b1a', '00000-abcde', '99999-fffff'],
  ],
  [
    'GitHub, a selection without its line ends, one code all of letters',
    'Keep your recovery codes as safe as your password. abcde-fghij a1b2c-d3e4f f4e3d-c2b1a Download',
    ['abcde-fghij', 'a1b2c-d3e4f', 'f4e3d-c2b1a'],
  ],
  [
    'Google, its file',
    `SAVE YOUR BACKUP CODES
Keep these backup codes somewhere safe but accessible.

1. 1234 5678\t\t 6. 6789 0123
2. 2345 6789\t\t 7. 7890 1234
3. 3456 7890\t\t 8. 8901 2345
4. 4567 8901\t\t 9. 9012 3456
5. 5678 9012\t\t10. 0123 4567

(octavia@acme.example)

* You can only use each backup code once.
* Need more? Visit https://g.co/2sv
* These codes were generated on: May 6, 2019.`,
    [
      ...['1234 5678', '6789 0123', '2345 6789', '7890 1234', '3456 7890'],
      ...['8901 2345', '4567 8901', '9012 3456', '5678 9012', '0123 4567'],
    ],
  ],
  [
    'Google, with boxes',
    '☐ 1234 5678   ☐ 2345 6789\n☐ 3456 7890   ☐ 4567 8901',
    ['1234 5678', '2345 6789', '3456 7890', '4567 8901'],
  ],
  [
    'Google, one code to a line of the screen',
    'Backup codes\n1234 5678\n2345 6789\nGet new codes\n3456 7890',
    ['1234 5678', '2345 6789', '3456 7890'],
  ],
  [
    'eight digits in groups, all on one line',
    'Your backup codes 1234 5678 2345 6789 3456 7890 Print',
    ['1234 5678', '2345 6789', '3456 7890'],
  ],
  [
    'numbered, all on one line',
    '1. 1234 5678 2. 2345 6789 3. 3456 7890',
    ['1234 5678', '2345 6789', '3456 7890'],
  ],
  [
    'Discord, its file',
    `These are your Discord backup codes for account octavia. Keep them safe!

* a1b2-c3d4
* e5f6-g7h8
* wxyz-abcd (used)
* ij9k-lm0n`,
    ['a1b2-c3d4', 'e5f6-g7h8', 'wxyz-abcd', 'ij9k-lm0n'],
  ],
  [
    'Microsoft, one long code',
    'Your new code is: ABCDE-12345-FGHIJ-67890-KLMNO. Print it or write it down.',
    ['ABCDE-12345-FGHIJ-67890-KLMNO'],
  ],
  [
    'Facebook, numbered with brackets',
    '1) 1234 5678\n2) 2345 6789\n3) 3456 7890',
    ['1234 5678', '2345 6789', '3456 7890'],
  ],
  ['six digits', '102938\n475610\n293847', ['102938', '475610', '293847']],
  [
    'sixteen hexadecimal digits, one without any from 0 to 9',
    '0123456789abcdef\nfedcba9876543210\nabcdefabcdefabcd',
    ['0123456789abcdef', 'fedcba9876543210', 'abcdefabcdefabcd'],
  ],
  ['64 hexadecimal digits', `${'0a'.repeat(32)}\n${'b1'.repeat(32)}`, ['0a'.repeat(32), 'b1'.repeat(32)]],
  [
    'one code in eight groups',
    'ab12 cd34 ef56 gh78 ij90 kl12 mn34 op56',
    ['ab12 cd34 ef56 gh78 ij90 kl12 mn34 op56'],
  ],
  [
    'codes in four groups, one to a line',
    'ab12 cd34 ef56 gh78\nij90 kl12 mn34 op56',
    ['ab12 cd34 ef56 gh78', 'ij90 kl12 mn34 op56'],
  ],
  ['twelve letters alone', 'kqvbnwpzxrtj', ['kqvbnwpzxrtj']],
  ['letters alone, several', 'kqvb-nwpz\nxrtj-hmdg\nplok-ijuh', ['kqvb-nwpz', 'xrtj-hmdg', 'plok-ijuh']],
  ['commas', 'a1b2c3d4,e5f6g7h8, i9j0k1l2', ['a1b2c3d4', 'e5f6g7h8', 'i9j0k1l2']],
  [
    'a column of a table, quoted',
    '"code","used"\n"a1b2c3d4","no"\n"e5f6g7h8","no"',
    ['a1b2c3d4', 'e5f6g7h8'],
  ],
  [
    'numbers without a dot, in a table',
    '1\ta1b2c3d4\n2\te5f6g7h8\n10\ti9j0k1l2',
    ['a1b2c3d4', 'e5f6g7h8', 'i9j0k1l2'],
  ],
  ['numbers that touch', '1.a1b2c3d4\n2.e5f6g7h8', ['a1b2c3d4', 'e5f6g7h8']],
  ['brackets to tick', '[ ] a1b2c3d4\n[x] e5f6g7h8\n- [ ] i9j0k1l2', ['a1b2c3d4', 'e5f6g7h8', 'i9j0k1l2']],
  ['hyphens that are none', 'abcde‑12345\nfghij–67890', ['abcde-12345', 'fghij-67890']],
  ['spaces that do not break', '1234 5678\n2345 6789', ['1234 5678', '2345 6789']],
  [
    'a German page',
    'Ihre Ersatzcodes:\n1. 1234 5678\n2. 2345 6789\nErstellt am 06.05.2019',
    ['1234 5678', '2345 6789'],
  ],
  ['a Japanese page', 'バックアップコード\n1234 5678\n2345 6789', ['1234 5678', '2345 6789']],
  ['a date on its own', 'Generated\t2026-11-28\na1b2c3d4\ne5f6g7h8', ['a1b2c3d4', 'e5f6g7h8']],
  ['the same twice', 'a1b2c3d4\na1b2c3d4\ne5f6g7h8', ['a1b2c3d4', 'e5f6g7h8']],
  ['nothing', '', []],
  ['nothing but words', 'Keep these codes in a safe place.\nYou can use each of them once.', []],
];

describe('findRecoveryCodes', () => {
  it.each(LAYOUTS)('reads %s', (_site, text, codes) => {
    expect(codesIn(text)).toEqual(codes);
  });

  it('says what it left out, so that a person sees it', () => {
    const text = '* wxyz-abcd (used)\n* a1b2-c3d4\nKeep them safe!';
    expect(findRecoveryCodes(text)).toEqual({
      codes: ['wxyz-abcd', 'a1b2-c3d4'],
      leftOut: ['used', 'Keep them safe'],
    });
  });

  it('is not led astray by markup, marks that nobody sees, and ten thousand characters', () => {
    const long = 'a1'.repeat(5000);
    expect(codesIn(`<b>a1b2c3d4</b>\n\u202Ee5f6\u200Bg7h8\n${long}`)).toEqual(['e5f6g7h8', long]);
    expect(findRecoveryCodes('<b>a1b2c3d4</b>\nx').leftOut).toContain('b>a1b2c3d4</b');
  });

  it('reads a thousand lines, and a text of a million characters soon enough', () => {
    const lines = Array.from(
      { length: 1000 },
      (_, index) => `${index + 1}. ${`${index}`.padStart(4, '0')} 5678`,
    );
    expect(codesIn(lines.join('\n'))).toHaveLength(1000);
    const before = performance.now();
    findRecoveryCodes('1234 '.repeat(200_000));
    findRecoveryCodes('- '.repeat(500_000));
    findRecoveryCodes(' '.repeat(1_000_000));
    expect(performance.now() - before).toBeLessThan(4000);
  });
});

const LETTERS = 'abcdefghijkmnpqrstuvwxyz';
const letter = fc.constantFrom(...LETTERS, ...'0123456789');
/** At least one digit, so that it is no word. */
const group = (length: number) =>
  fc
    .tuple(fc.constantFrom(...'23456789'), fc.array(letter, { minLength: length - 1, maxLength: length - 1 }))
    .map(([digit, rest]) => digit + rest.join(''));
const shapes = fc.constantFrom([5, 5], [4, 4], [8], [10], [16], [4, 4, 4], [5, 5, 5, 5, 5], [64]);
const lists = shapes.chain((lengths) =>
  fc.uniqueArray(
    fc.tuple(...lengths.map(group)).map((groups) => groups.join('-')),
    {
      minLength: 1,
      maxLength: 16,
    },
  ),
);
const layouts = fc.constantFrom<(codes: readonly string[]) => string>(
  (codes) => codes.join('\n'),
  (codes) => codes.join('\r\n'),
  (codes) => codes.join(' '),
  (codes) => codes.join(', '),
  (codes) => codes.map((code, index) => `${index + 1}. ${code}`).join('\n'),
  (codes) => codes.map((code, index) => `${index + 1}. ${code}`).join(' '),
  (codes) => codes.map((code) => `• ${code}`).join('   '),
  (codes) => codes.map((code) => `☐ ${code}`).join('\n'),
  (codes) => `Your backup codes\n\n${codes.join('\t')}\n\nUse each of them once.`,
);

describe('findRecoveryCodes, of any list', () => {
  it('finds every code in its order, however it is laid out', () => {
    fc.assert(
      fc.property(lists, layouts, (codes, layOut) => {
        expect(codesIn(layOut(codes))).toEqual(codes);
      }),
    );
  });

  it('finds what it has split itself', () => {
    fc.assert(
      fc.property(lists, (codes) => {
        expect(codesIn(codesIn(codes.join(' ')).join('\n'))).toEqual(codes);
      }),
    );
  });

  it('loses no word of any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Za-z]{3,12}[0-9]{0,4}$/)),
        fc.constantFrom(' ', '\n', '\t', ', '),
        (words, gap) => {
          const { codes, leftOut } = findRecoveryCodes(words.join(gap));
          const found = new Set([...codes, ...leftOut].flatMap((text) => text.split(' ')));
          expect(words.filter((word) => !found.has(word))).toEqual([]);
        },
      ),
    );
  });

  it('takes any text without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const { codes } = findRecoveryCodes(text);
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });
});
