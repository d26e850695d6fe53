import type { AccountSummary } from '../core/account';
import { type SearchTexts, searchIn } from '../ui/list-search';
import { hostOf } from '../ui/site-address';

const textOf = ({ note = '', sites }: AccountSummary): string =>
  [...sites.map(({ origin }) => hostOf(origin)), note].join('\n');

/** The search of the list of codes, over the accounts of the settings, which have their notes and sites with them. */
export function searchAccounts(
  accounts: readonly AccountSummary[],
): (query: string) => readonly AccountSummary[] {
  const search = searchIn(accounts);
  let texts: SearchTexts | undefined;
  return (query) => {
    if (query.trim() === '') return accounts;
    texts ??= Object.fromEntries(accounts.map((account) => [account.id, textOf(account)]));
    return search(query, texts);
  };
}
