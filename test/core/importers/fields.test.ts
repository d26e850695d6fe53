import { describe, expect, it } from 'vitest';
import { readForeign, withExtras } from '../../../src/core/importers/reading/fields';

const steam = (more: object) => readForeign({ type: 'steam', secret: 'JBSWY3DPEHPK3PXP', ...more });

describe('an entry of Steam', () => {
  it.each([
    [{}],
    [{ digits: null, period: '', algorithm: 'null' }],
    [{ digits: 5, period: 30, algorithm: 'SHA1' }],
    [{ digits: '5', period: '30', algorithm: 'HmacSHA1' }],
  ])('is taken with %j', (more) =>
    expect(steam(more)).toMatchObject({ type: 'steam', digits: 5, period: 30, algorithm: 'SHA1' }),
  );

  it.each([
    [{ digits: 6 }, 'bad-digits'],
    [{ digits: 8 }, 'bad-digits'],
    [{ period: 60 }, 'bad-period'],
    [{ period: 0 }, 'bad-period'],
    [{ algorithm: 'SHA256' }, 'bad-algorithm'],
    [{ algorithm: 'MD5' }, 'bad-algorithm'],
  ])('is skipped with %j', (more, code) =>
    expect(() => steam(more)).toThrow(expect.objectContaining({ code })),
  );
});

describe('a note that is longer than a vault keeps', () => {
  const noteOf = (note: string) => withExtras(steam({}), { note });

  it('is cut, and says so', () => {
    expect(noteOf('a'.repeat(1001))).toMatchObject({ note: 'a'.repeat(1000), isNoteCut: true });
    expect(noteOf('\u{1f511}'.repeat(1001))).toMatchObject({ isNoteCut: true });
  });

  it('is none where only blanks at its ends are too many', () => {
    expect(noteOf(`${'a'.repeat(1000)}${' '.repeat(50)}`)).not.toHaveProperty('isNoteCut');
  });
});

describe('tags that are more or longer than a vault keeps', () => {
  const withTags = (tags: readonly string[]) => withExtras(steam({}), { tags });
  const many = Array.from({ length: 17 }, (_, at) => `tag ${at}`);
  const long = (letter: string) => letter.repeat(40);

  it('are cut, and it is said', () => {
    expect(withTags(many)).toMatchObject({ tags: many.slice(0, 16), areTagsCut: true });
    expect(withTags(['a'.repeat(65)])).toMatchObject({ tags: ['a'.repeat(64)], areTagsCut: true });
    expect(withTags([`${long('a')},${long('b')}`])).toMatchObject({ areTagsCut: true });
    expect(withTags(['a,b', 'a', ...many.slice(0, 15)])).toMatchObject({ areTagsCut: true });
  });

  it('are none where all is kept: one that stands there twice, blanks around one, several in one text', () => {
    const sixteen = many.slice(1);
    for (const tags of [sixteen, [...sixteen, 'tag 1', ' tag 2 ', ''], ['a'.repeat(64)], ['a, b、c', 'd']])
      expect(withTags(tags)).not.toHaveProperty('areTagsCut');
  });
});
