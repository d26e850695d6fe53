import { hostForPeople, isOwnSite, matchSite, type SiteMatch } from '../../core/match';
import { type Policy, presetSitesOf } from '../../core/policy';
import { issuerAgreesWith } from '../../core/services';
import { listedAccounts } from '../../core/vault-accounts';
import type { VaultContent } from '../../core/vault-content';
import type { FillTarget, SiteView } from '../../messages';
import { browser, type Tabs } from '../../platform/browser';
import { topDocument } from '../../platform/documents';
import type { Host } from '../../platform/host';
import { pendingFill, takePendingFill } from './pending';

/**
 * A page that is busy does not keep the first picture of the popup waiting: after this long its site is left out, and
 * the popup asks again, with more patience.
 */
const FIRST_PATIENCE_MILLISECONDS = 400;
const PATIENCE_MILLISECONDS = 10_000;
const LOADING_PAUSE_MILLISECONDS = 250;

function busyAfter(milliseconds: number): Promise<'busy'> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, 'busy'));
}

async function activeTab(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}

/** On its way to another page, as after a sign-in; asked again not before a moment has passed. */
async function whileLoading(tabId: number, waits: boolean): Promise<'busy' | null> {
  const { status } = await browser.tabs.get(tabId);
  if (status !== 'loading') return null;
  return waits ? busyAfter(LOADING_PAUSE_MILLISECONDS) : 'busy';
}

/** The document in front of the person, or null where none can be reached (browser pages, our own pages). */
async function documentInFront(
  tab: Tabs.Tab | undefined,
  waits: boolean,
): Promise<FillTarget | 'busy' | null> {
  const tabId = tab?.id;
  if (tabId === undefined || !tab?.url?.startsWith('http')) return null;
  try {
    const { documentId, origin } = await topDocument(tabId);
    return { tabId, documentId, origin };
  } catch {
    return whileLoading(tabId, waits).catch(() => null);
  }
}

export interface AskedSite {
  readonly target: FillTarget;
  readonly fillAsked: boolean;
}

/**
 * The page that the popup is about: the one in front, or the one that a shortcut or menu asked to fill, which is
 * forgotten when the person has gone on to another. A page of ours in a tab (`isInTab`) stands over nothing.
 * @returns `busy`: the page in front has not said yet whose it is
 */
export async function askedSite(
  host: Host,
  { isInTab, waitsForPage }: { readonly isInTab: boolean; readonly waitsForPage: boolean },
): Promise<AskedSite | 'busy' | null> {
  const pending = await pendingFill(host);
  if (isInTab) return pending && { target: pending, fillAsked: true };
  const tab = await activeTab();
  const patience = waitsForPage ? PATIENCE_MILLISECONDS : FIRST_PATIENCE_MILLISECONDS;
  const front = await Promise.race([documentInFront(tab, waitsForPage), busyAfter(patience)]);
  const isTold = front !== null && front !== 'busy';
  const hasMovedOn = isTold ? front.documentId !== pending?.documentId : tab?.id !== pending?.tabId;
  if (pending && !hasMovedOn) return { target: pending, fillAsked: true };
  if (pending) await takePendingFill(host, pending);
  return isTold ? { target: front, fillAsked: false } : front;
}

/** Which accounts belong to that page. */
export function viewSite(
  { target, fillAsked }: AskedSite,
  content: VaultContent,
  { policy, ...found }: Pick<SiteView, 'offer' | 'canRemember'> & { readonly policy: Policy },
): SiteView {
  const isPreset = (issuer: string) =>
    presetSitesOf(policy, issuer).some(({ origin }) => origin === target.origin);
  const matched = listedAccounts(content).map(({ id, issuer, sites }) => ({
    id,
    issuer,
    match: matchSite(sites, target.origin),
  }));
  const idsOf = (wanted: SiteMatch) => matched.filter(({ match }) => match === wanted).map(({ id }) => id);
  return {
    target,
    host: hostForPeople(target.origin),
    exact: matched.filter(({ match }) => isOwnSite(match)).map(({ id }) => id),
    sameDomain: idsOf('same-domain'),
    suggested: matched
      .filter(
        ({ issuer, match }) =>
          match === 'no-site' && (isPreset(issuer) || issuerAgreesWith(issuer, target.origin)),
      )
      .map(({ id }) => id),
    fillAsked,
    ...found,
  };
}
