import { describe, expect, it } from 'vitest';
import { inListOrder, LIST_ORDERS, type ListOrder, type Uses } from '../../src/core/list-order';

const listed = (id: string, issuer: string, name: string, order: number, pinned = false) => ({
  ...{ id, issuer, name, order, pinned },
});
const ACCOUNTS = [
  listed('z', 'Zulu', 'anna@acme.example', 0),
  listed('a', 'ärzte', 'zoe@acme.example', 1),
  listed('n', '', 'Mike', 2),
  listed('p', 'Zulu 10', 'b', 3, true),
  listed('q', 'Zulu 9', 'c', 4, true),
];
const USES: Uses = { z: { count: 9, at: 100 }, n: { count: 2, at: 300 }, q: { count: 1, at: 50 } };
const ids = (order: ListOrder) => inListOrder(ACCOUNTS, order, USES).map(({ id }) => id);

describe('the order of the list', () => {
  it.each([
    ['manual', ['p', 'q', 'z', 'a', 'n']],
    ['issuer', ['q', 'p', 'a', 'n', 'z']],
    ['name', ['p', 'q', 'z', 'n', 'a']],
    ['recent', ['q', 'p', 'n', 'z', 'a']],
    ['used', ['q', 'p', 'z', 'n', 'a']],
  ] as const)('by %s has the pinned accounts first', (order, expected) =>
    expect(ids(order)).toEqual(expected),
  );

  it('keeps every account in each of them, and what nobody used as it was arranged', () => {
    for (const order of LIST_ORDERS) expect(ids(order).sort()).toEqual(['a', 'n', 'p', 'q', 'z']);
    expect(inListOrder(ACCOUNTS, 'used', {}).map(({ id }) => id)).toEqual(['p', 'q', 'z', 'a', 'n']);
  });
});
