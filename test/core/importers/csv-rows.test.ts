import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRows } from '../../../src/core/importers/reading/csv-rows';

const rows = (text: string) => [...csvRows(text)];

it.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\rb', [['a'], ['b']]],
  ['"a,""b""\nc",d', [['a,"b"\nc', 'd']]],
  ['a"b,c', [['a"b', 'c']]],
  ['"",x\n\n , \n', [['', 'x']]],
  ['a,', [['a', '']]],
  ['', []],
])('reads %j', (text, expected) => expect(rows(text)).toEqual(expected));

it.each([
  ['a,"b', 'truncated'],
  ['"a""', 'truncated'],
  ['"a"b,c', 'bad-content'],
])('refuses %j', (text, code) => expect(() => rows(text)).toThrow(expect.objectContaining({ code })));

it('reads back whatever was written with every cell in quotes', () => {
  const cell = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/\r\n?/g, '\n'));
  const table = fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(table, (written) => {
      const text = written.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
      expect(rows(text.join('\n'))).toEqual(written.filter((cells) => cells.some((one) => one.trim())));
    }),
  );
});
