/** What the background needs to know of tabs, besides their documents. */
import { browser } from './browser';

/** Whether a tab belongs to a private window; a tab that is gone does not. */
export async function isPrivateTab(tabId: number): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  return tab?.incognito ?? false;
}

/**
 * What a gesture permits travels inside the browser by a way of its own, and may arrive after our first call: Chromium's
 * page refuses ("Cannot access contents of the page"), Firefox has no permission yet ("Missing activeTab permission"),
 * and both give way a moment later (observed in Chromium 156 and Firefox 153).
 */
const NOT_YET = /Cannot access contents of the page|Missing activeTab permission/u;
const TRIES = 6;
const PAUSE_MILLISECONDS = 50;

/** Calls again, for a short while, what was refused only because the permission of a gesture had not arrived. */
export async function afterGrant<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === TRIES || !NOT_YET.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }
}
