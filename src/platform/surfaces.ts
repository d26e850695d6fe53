/** Where our pages open: the toolbar popup, a small window of our own, a tab. */
import { browser } from './browser';

const POPUP = 'src/popup/index.html';
const OPTIONS = 'src/options/index.html';
const WINDOW_SIZE = { width: 400, height: 660 } as const;

const TABS = {
  welcome: `${POPUP}#welcome`,
  settings: OPTIONS,
  import: `${OPTIONS}#import`,
  backup: `${OPTIONS}#backup`,
  shortcuts: `${OPTIONS}#shortcuts`,
} as const;

/** Where the form of an account stands, in a tab. */
export const editAddress = (id: string): string => browser.runtime.getURL(`${POPUP}#edit=${id}`);

/** What of an account may need more than the toolbar popup can give, which closes under every dialog of the browser. */
export type ScreenInTab = 'icon' | 'secret' | 'recovery';

/** Opens this screen of an account in a tab. */
export async function showInTab(screen: ScreenInTab, id: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`${POPUP}#${screen}=${id}`) });
}

/** Opens one of our pages: in a tab, or what is over in a moment in a small window. */
export async function showPage(page: keyof typeof TABS | 'security-key' | 'sources'): Promise<void> {
  if (page === 'security-key' || page === 'sources') await showWindow(`#${page}`);
  else await browser.tabs.create({ url: browser.runtime.getURL(TABS[page]) });
}

/** A small window that stays when the person looks elsewhere; a tab where there are no windows (phones). */
export async function showWindow(
  hash: '#scan' | '#sources' | '#security-key' | '#recovery-codes' | '',
): Promise<void> {
  const url = browser.runtime.getURL(POPUP + hash);
  if (browser.windows) await browser.windows.create({ url, type: 'popup', ...WINDOW_SIZE });
  else await browser.tabs.create({ url });
}

/** The toolbar popup; where the browser will not open it just now (no focused window, say), the small window. */
export async function showPopup(): Promise<void> {
  await browser.action.openPopup().catch(() => showWindow(''));
}

const BADGE_COLOR = '#0a6f68';

/** A sign on the toolbar icon of this tab; it goes when the tab goes on. A tab that is gone needs none. */
async function showBadge(tabId: number, text: string): Promise<void> {
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: BADGE_COLOR });
    await browser.action.setBadgeText({ tabId, text });
  } catch {
    // the tab was closed meanwhile
  }
}

/** Nothing to tell any more. */
export const clearBadge = (tabId: number): Promise<void> => showBadge(tabId, '');
/** The code is in its field. */
export const showFilled = (tabId: number): Promise<void> => showBadge(tabId, '✓');
/** The site has an account that is filled by itself. */
export const showKnownSite = (tabId: number): Promise<void> => showBadge(tabId, '•');
/** The next code is awaited: it comes in so many seconds. */
export const showWaiting = (tabId: number, seconds: number): Promise<void> => showBadge(tabId, `${seconds}`);
