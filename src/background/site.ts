import { listedAccounts } from '../core/commands';
import { hostForPeople, matchSite } from '../core/match';
import type { VaultContent } from '../core/vault-content';
import type { FillTarget, SiteView } from '../messages';
import { browser } from '../platform/browser';
import { reachableDocuments } from '../platform/documents';
import type { Host } from '../platform/host';
import { pendingFill } from './pending';

/** A page that is busy does not keep the popup waiting: after this long its site is left out. */
const PATIENCE_MILLISECONDS = 400;

function afterPatience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS, null));
}

/** The document in front of the person, or null where none can be reached (browser pages, our own pages). */
async function activeDocument(): Promise<FillTarget | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined || !tab.url?.startsWith('http')) return null;
  const [top] = await reachableDocuments(tab.id);
  return { tabId: tab.id, documentId: top.documentId, origin: top.origin };
}

export interface AskedSite {
  readonly target: FillTarget;
  readonly fillAsked: boolean;
}

/**
 * The page that the popup is about: the one that a shortcut or menu asked to fill, else the one in front. A page of
 * ours in a tab (`isInTab`) stands over nothing.
 */
export async function askedSite(host: Host, isInTab: boolean): Promise<AskedSite | null> {
  const pending = await pendingFill(host);
  if (pending) return { target: pending, fillAsked: true };
  if (isInTab) return null;
  const target = await Promise.race([activeDocument().catch(() => null), afterPatience()]);
  return target && { target, fillAsked: false };
}

/** Which accounts belong to that page. */
export function viewSite({ target, fillAsked }: AskedSite, content: VaultContent): SiteView {
  const matched = listedAccounts(content).map(({ id, sites }) => ({
    id,
    match: matchSite(sites, target.origin),
  }));
  const idsOf = (wanted: string) => matched.filter(({ match }) => match === wanted).map(({ id }) => id);
  return {
    target,
    host: hostForPeople(target.origin),
    exact: idsOf('exact'),
    sameDomain: idsOf('same-domain'),
    fillAsked,
  };
}
