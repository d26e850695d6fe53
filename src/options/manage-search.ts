import type { AccountSummary } from '../core/account';
import { searchAccounts } from './account-search';

export type Sort = 'list' | 'issuer' | 'name' | 'added';

export interface View {
  readonly query: string;
  /** All of them must be there. */
  readonly tags: ReadonlySet<string>;
  readonly sort: Sort;
}

export const WHOLE_LIST: View = { query: '', tags: new Set(), sort: 'list' };

/** Whether a view shows the list as the person ordered it, from end to end. */
export const isWholeList = ({ query, tags, sort }: View): boolean =>
  query.trim() === '' && tags.size === 0 && sort === 'list';

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function tagCounts(accounts: readonly AccountSummary[]): TagCount[] {
  const counts = new Map<string, number>();
  for (const { tags = [] } of accounts) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => compare(a.tag, b.tag));
}

const ORDERS: Record<Exclude<Sort, 'list'>, (a: AccountSummary, b: AccountSummary) => number> = {
  issuer: (a, b) => compare(a.issuer || a.name, b.issuer || b.name) || compare(a.name, b.name),
  name: (a, b) => compare(a.name || a.issuer, b.name || b.issuer),
  added: (a, b) => b.createdAt - a.createdAt,
};

/** Those with all of the tags, and the search in them. */
interface Tagged {
  readonly wanted: ReadonlySet<string>;
  readonly accounts: readonly AccountSummary[];
  readonly search: (query: string) => readonly AccountSummary[];
}

function taggedWith(accounts: readonly AccountSummary[], wanted: ReadonlySet<string>): Tagged {
  const having = accounts.filter(({ tags = [] }) => [...wanted].every((tag) => tags.includes(tag)));
  return { wanted, accounts: having, search: searchAccounts(having) };
}

/**
 * Shows accounts as a view wants them: here the best hit is not on top, as a list that is put in order keeps its order.
 * The texts are folded once for each choice of tags.
 * @param accounts in the order of the list
 */
export function viewsOf(accounts: readonly AccountSummary[]): (view: View) => readonly AccountSummary[] {
  let tagged: Tagged | undefined;
  return ({ query, tags, sort }) => {
    if (tagged?.wanted !== tags) tagged = taggedWith(accounts, tags);
    const found = new Set(tagged.search(query));
    const shown = tagged.accounts.filter((account) => found.has(account));
    return sort === 'list' ? shown : shown.sort(ORDERS[sort]);
  };
}
