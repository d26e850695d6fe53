import type { Account } from './account';

/** How the list is arranged; the pinned accounts come first in each of them. */
export const LIST_ORDERS = ['manual', 'issuer', 'name', 'recent', 'used'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** How often the codes of an account were copied or filled in this browser, and when last (Unix milliseconds). */
export interface Use {
  readonly count: number;
  readonly at: number;
}
/** By the ids of accounts. */
export type Uses = Readonly<Record<string, Use>>;

const NEVER: Use = { count: 0, at: 0 };

type Listed = Pick<Account, 'id' | 'issuer' | 'name' | 'pinned' | 'order'>;
type Compare = (a: Listed, b: Listed) => number;

/** As people of any language look names up: "Ä" beside "A", "10" after "9". */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const byIssuer: Compare = (a, b) =>
  collator.compare(a.issuer || a.name, b.issuer || b.name) || collator.compare(a.name, b.name);
const byName: Compare = (a, b) =>
  collator.compare(a.name || a.issuer, b.name || b.issuer) || collator.compare(a.issuer, b.issuer);

function compareBy(order: ListOrder, uses: Uses): Compare {
  const use = ({ id }: Listed): Use => uses[id] ?? NEVER;
  const compare: Readonly<Record<ListOrder, Compare>> = {
    manual: () => 0,
    issuer: byIssuer,
    name: byName,
    recent: (a, b) => use(b).at - use(a).at,
    used: (a, b) => use(b).count - use(a).count,
  };
  return compare[order];
}

/** The accounts as the list shows them: pinned first, then by `order`; what is alike stays as the person arranged it. */
export function inListOrder<A extends Listed>(accounts: readonly A[], order: ListOrder, uses: Uses): A[] {
  const compare = compareBy(order, uses);
  return accounts.toSorted(
    (a, b) => Number(b.pinned) - Number(a.pinned) || compare(a, b) || a.order - b.order,
  );
}
