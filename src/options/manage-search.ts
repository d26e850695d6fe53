import type { AccountSummary } from '../core/account';
import { fold } from '../ui/fold';
import { hostOf } from '../ui/site-address';

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

function textOf({ issuer, name, tags = [], note = '', sites }: AccountSummary): string {
  return fold([issuer, name, ...tags, note, ...sites.map(({ origin }) => hostOf(origin))].join(' '));
}

/** Shows accounts as a view wants them; the texts are folded once. @param accounts in the order of the list */
export function viewsOf(accounts: readonly AccountSummary[]): (view: View) => readonly AccountSummary[] {
  let folded: ReadonlyMap<string, string> | undefined;
  const holds = (id: string, words: readonly string[]): boolean => {
    folded ??= new Map(accounts.map((account) => [account.id, textOf(account)]));
    const text = folded.get(id) ?? '';
    return words.every((word) => text.includes(word));
  };
  return ({ query, tags: wanted, sort }) => {
    const words = fold(query).split(/\s+/u).filter(Boolean);
    const shown = accounts.filter(
      ({ id, tags = [] }) =>
        [...wanted].every((tag) => tags.includes(tag)) && (words.length === 0 || holds(id, words)),
    );
    return sort === 'list' ? shown : shown.sort(ORDERS[sort]);
  };
}
