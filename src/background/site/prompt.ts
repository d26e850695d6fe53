import type { Account } from '../../core/account';
import { oneOf, open, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { isOwnSite, matchSite } from '../../core/match';
import type { FillTarget } from '../../messages';
import { callPage, type PageDocument, reachableDocuments, topDocument } from '../../platform/documents';

/** Where in a page a prompt stands, and what can be told of it. */
const checkPrompt = open({ status: oneOf('prompt', 'none', 'loading', 'wrong-origin') });
const LONGEST_REPORT = 65_536;

/** A document that a code may go to, with its own origin. */
export interface Place {
  readonly tabId: number;
  readonly documentId: string;
  readonly origin: string;
}

/**
 * The documents of the page that may be filled: the pinned one, its frames of the same origin, and last the frames of
 * another origin that are a site of this account by themselves (they are in reach only where they were granted). A
 * frame never inherits the page's match.
 * @throws UserError page-not-reachable, page-changed
 */
export async function placesOf(target: FillTarget, account: Pick<Account, 'sites'> | null): Promise<Place[]> {
  const documents = await reachableDocuments(target.tabId);
  const isPinned = (one: PageDocument) => one.documentId === target.documentId;
  if (!documents.some((one) => isPinned(one) && one.origin === target.origin))
    throw new UserError('page-changed');
  const rank = (one: PageDocument) => (isPinned(one) ? 0 : one.origin === target.origin ? 1 : 2);
  const isMeant = (one: PageDocument) =>
    rank(one) < 2 || (account !== null && isOwnSite(matchSite(account.sites, one.origin)));
  return documents
    .filter(isMeant)
    .sort((a, b) => rank(a) - rank(b))
    .map(({ documentId, origin }) => ({ tabId: target.tabId, documentId, origin }));
}

/** The first of these documents that shows a 2FA prompt, or null. */
export async function findPrompt(places: readonly Place[]): Promise<Place | null> {
  for (const place of places) {
    const answer = await callPage(place, 'findPrompt', [place.origin], checkPrompt);
    if (answer?.status === 'prompt') return place;
  }
  return null;
}

/** Whether the page shows a 2FA prompt now; false as well where it cannot be reached. */
export async function hasPrompt(target: FillTarget): Promise<boolean> {
  try {
    return (await findPrompt(await placesOf(target, null))) !== null;
  } catch {
    return false;
  }
}

/**
 * Whether a prompt still stands where one was filled, on this page or the next one of the same origin. `unknown`: the
 * tab is on its way, cannot be reached any more, or went elsewhere.
 */
export async function promptStands({ tabId, origin }: FillTarget): Promise<'standing' | 'gone' | 'unknown'> {
  try {
    const top = await topDocument(tabId);
    if (top.origin !== origin) return 'unknown';
    const answer = await callPage({ tabId, ...top }, 'findPrompt', [origin], checkPrompt);
    if (answer?.status === 'prompt') return 'standing';
    return answer?.status === 'none' ? 'gone' : 'unknown';
  } catch (error) {
    if (error instanceof UserError) return 'unknown';
    throw error;
  }
}

/**
 * How the page was judged, for a bug report: JSON of words of our own lists and of what its fields look like, never of
 * the page's texts, names, values or addresses. Made here and sent by nobody.
 * @throws UserError page-not-reachable, page-changed
 */
export async function explainPage(target: FillTarget): Promise<string> {
  const [place] = await placesOf(target, null);
  const report = place && (await callPage(place, 'explain', [place.origin], text(LONGEST_REPORT)));
  if (!report) throw new UserError('page-not-reachable');
  return report;
}
