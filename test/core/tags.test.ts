import { expect, it } from 'vitest';
import { cleanTags, readTags } from '../../src/core/tags';

it('reads tags between commas of any script, clean and each once', () => {
  expect(readTags(' Work, Family ,, Work،بنك、銀行')).toEqual(['Work', 'Family', 'بنك', '銀行']);
  expect(readTags('')).toEqual([]);
  expect(cleanTags(['Work, Family', 'Work', ' , '])).toEqual(['Work', 'Family']);
});

it('keeps as many as it is told, where an account may hold more', () =>
  expect(
    cleanTags(
      Array.from({ length: 99 }, (_, index) => `t${index}`),
      40,
    ),
  ).toHaveLength(40));

it('keeps no more than an account holds, none longer than 64', () => {
  expect(cleanTags(Array.from({ length: 99 }, (_, index) => `t${index}`))).toHaveLength(16);
  expect(cleanTags(['x'.repeat(200)])).toEqual(['x'.repeat(64)]);
});
