import { expect, it } from 'vitest';
import { allTogether, NOTHING } from '../src/options/found-accounts';

const part = (index: number, batch = '5') => ({ ...NOTHING, parts: [{ batch, index, size: 3 }] });

it('names a missing part once over all that was chosen, and none that another file has', () => {
  expect(allTogether([part(2), part(0), part(1)]).leftOut).toEqual([]);
  expect(allTogether([part(0), part(2), NOTHING]).leftOut).toEqual([{ name: '2/3', reason: 'missing-part' }]);
});

it('keeps the parts of two exports apart', () =>
  expect(allTogether([part(0), part(1), part(2, '6')]).leftOut.map(({ name }) => name)).toEqual([
    '3/3',
    '1/3',
    '2/3',
  ]));

it('names no more of them than any export has', () =>
  expect(
    allTogether([{ ...NOTHING, parts: ['1', '2', '3'].map((batch) => ({ batch, index: 0, size: 1000 })) }])
      .leftOut,
  ).toHaveLength(1000));

it('has what lies in a trash behind all others, whichever file it came with', () => {
  const candidates = (...names: string[]) => names.map((name) => ({ text: name }));
  const all = allTogether([
    { ...NOTHING, candidates: candidates('a', 'b', 'c'), trashed: [1] },
    { ...NOTHING, candidates: candidates('d') },
    { ...NOTHING, candidates: candidates('e', 'f'), trashed: [0] },
  ]);
  expect(all.candidates.map(({ text }) => text)).toEqual(['a', 'c', 'd', 'f', 'b', 'e']);
  expect(all.trashed).toEqual([4, 5]);
});

it('gives every copy of an account the highest counter of them, also of one in the trash', () => {
  const hotp = (name: string, counter: number, secret = 'JBSWY3DPEHPK3PXP') => ({
    imported: { type: 'hotp', issuer: '', name, secret, algorithm: 'SHA1', digits: 6, counter } as const,
  });
  const all = allTogether([
    { ...NOTHING, candidates: [hotp('gone', 9), hotp('old', 3)], trashed: [0] },
    { ...NOTHING, candidates: [hotp('new', 7), hotp('other', 1, 'NBSWY3DPEHPK3PXP')] },
  ]);
  expect(all.candidates.map(({ imported }) => [imported?.name, imported?.counter])).toEqual([
    ['old', 9],
    ['new', 9],
    ['other', 1],
    ['gone', 9],
  ]);
});
