import { describe, expect, it } from 'vitest';
import { readForeign } from '../../../src/core/importers/reading/fields';

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
