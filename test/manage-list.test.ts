/** The list of "Manage accounts": what is shown of it, and where moved rows come to. */
import { describe, expect, it } from 'vitest';
import type { AccountSummary } from '../src/core/account';
import { inOrderOf, isSameOrder, moved, stepped } from '../src/options/manage-order';
import { isWholeList, tagCounts, viewsOf, WHOLE_LIST } from '../src/options/manage-search';

function account(id: string, fields: Partial<AccountSummary> = {}): AccountSummary {
  const kind = { type: 'totp', period: 30, algorithm: 'SHA1', digits: 6 } as const;
  const kept = { sites: [], pinned: false, order: 0, createdAt: 0, updatedAt: 0, source: '' };
  return { ...kind, ...kept, id, issuer: id, name: '', ...fields } as AccountSummary;
}
const list = ['A', 'B', 'c', 'd', 'e'].map((id) => account(id, { pinned: id < 'a' }));
const idsOf = (accounts: readonly AccountSummary[]) => accounts.map(({ id }) => id).join('');

describe('moved rows', () => {
  it.each([
    ['d', 5, 'ABced'],
    ['d', 2, 'ABdce'],
    ['d', 3, 'ABcde'],
    ['d', 4, 'ABcde'],
    ['ce', 4, 'ABdce'],
    ['e', 0, 'ABecd'],
    ['A', 5, 'BAcde'],
    ['Ae', 1, 'ABecd'],
  ])('%s, put before place %i, make %s: pinned ones stay on top', (ids, before, order) => {
    expect(idsOf(moved(list, new Set(ids), before))).toBe(order);
  });

  it('go on by one place, together, and no further than the end', () => {
    const rows = new Set('ce');
    const down = stepped(list, rows, 'down');
    expect(idsOf(down)).toBe('ABdce');
    expect(idsOf(stepped(down, rows, 'down'))).toBe('ABdce');
    expect(idsOf(stepped(down, rows, 'up'))).toBe('ABced');
    expect(isSameOrder(stepped(list, new Set('A'), 'up'), list)).toBe(true);
  });
});

it('a list that was loaded meanwhile is put in the order that is shown, with what is new at its end', () => {
  const shown = ['d', 'A', 'c'].map((id) => account(id));
  expect(idsOf(inOrderOf(shown, list))).toBe('dAcBe');
  expect(idsOf(inOrderOf([], list))).toBe(idsOf(list));
});

describe('the views of the list', () => {
  const accounts = [
    account('Zürich', { name: 'octavia', tags: ['Work', 'Bank'], createdAt: 1 }),
    account('GitHub', { name: 'b10', note: 'the old phone', createdAt: 3 }),
    account('', {
      name: 'b9',
      tags: ['Work'],
      sites: [{ origin: 'https://shop.example', subdomains: false }],
    }),
  ];
  const show = viewsOf(accounts);
  const names = (view: Partial<typeof WHOLE_LIST>) =>
    show({ ...WHOLE_LIST, ...view }).map(({ issuer, name }) => issuer || name);

  it.each([
    ['ZURICH', ['Zürich']],
    ['work oct', ['Zürich']],
    ['shop.example', ['b9']],
    ['old phone', ['GitHub']],
    ['gtihub', ['GitHub']],
    ['zurihc octavia', ['Zürich']],
    ['gtjhub', []],
    ['  ', ['Zürich', 'GitHub', 'b9']],
    ['nothing', []],
  ])('find "%s"', (query, found) => expect(names({ query })).toEqual(found));

  it('show what has all of the tags, and count each', () => {
    expect(names({ tags: new Set(['Work']) })).toEqual(['Zürich', 'b9']);
    expect(names({ tags: new Set(['Work', 'Bank']) })).toEqual(['Zürich']);
    expect(names({ tags: new Set(['Work']), query: 'zurihc' })).toEqual(['Zürich']);
    expect(names({ tags: new Set(['Work']), query: 'github' })).toEqual([]);
    expect(tagCounts(accounts)).toEqual([
      { tag: 'Bank', count: 1 },
      { tag: 'Work', count: 2 },
    ]);
  });

  it('sort as people count, without touching the list', () => {
    expect(names({ sort: 'issuer' })).toEqual(['b9', 'GitHub', 'Zürich']);
    expect(names({ sort: 'name' })).toEqual(['b9', 'GitHub', 'Zürich']);
    expect(names({ sort: 'added' })).toEqual(['GitHub', 'Zürich', 'b9']);
    expect(names({})).toEqual(['Zürich', 'GitHub', 'b9']);
    expect(isWholeList(WHOLE_LIST)).toBe(true);
    expect(isWholeList({ ...WHOLE_LIST, sort: 'added' })).toBe(false);
  });
});
