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

it('keeps track of what lies in a trash, whichever file it came with', () => {
  const candidates = (...names: string[]) => names.map((name) => ({ text: name }));
  const all = allTogether([
    { ...NOTHING, candidates: candidates('a', 'b'), trashed: [1] },
    { ...NOTHING, candidates: candidates('c') },
    { ...NOTHING, candidates: candidates('d', 'e'), trashed: [0] },
  ]);
  expect(all.trashed.map((place) => all.candidates[place]?.text)).toEqual(['b', 'd']);
});
