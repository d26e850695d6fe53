/**
 * The panel beside the page, where our app stays while the person goes from page to page: Chromium's side panel,
 * Firefox's sidebar. The polyfill knows only the second.
 */
import { browser, type Tabs } from './browser';

interface Chromium {
  readonly sidePanel?: { open(where: { readonly windowId: number }): Promise<void> };
}

const { sidePanel } = (globalThis as { chrome?: Chromium }).chrome ?? {};
const sidebar = () => browser.sidebarAction as typeof browser.sidebarAction | undefined;

/** Whether this browser has such a panel; phones have none. */
export const hasPanel = (): boolean => sidePanel !== undefined || sidebar() !== undefined;

/** Opens it in this window. Only in answer to a press of the person, and at once. */
export async function openPanel(windowId: number): Promise<void> {
  if (sidePanel) await sidePanel.open({ windowId });
  else await sidebar()?.open();
}

/** Chromium tells of a side panel, but not in which window it is; a lock goes with its page, however that ends. */
const lockOf = (windowId: number): string => `panel ${windowId}`;

/** Says that this page is the panel of a window, for as long as it is there. */
export function standAsPanel(windowId: number): void {
  void navigator.locks.request(lockOf(windowId), { mode: 'shared' }, () => new Promise(() => {}));
}

/** Whether it stands open in this window. */
export async function isPanelOpen(windowId: number): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(windowId));
}

/** The window that a page of ours stands in. */
export async function windowOfPage(): Promise<number | undefined> {
  return (await browser.windows?.getCurrent())?.id;
}

/**
 * Tells when another page comes to the front in this window, until the returned function is called: another tab, or the
 * next page of the same one, once it stands whole.
 */
export function onOtherPage(windowId: number, listener: () => void): () => void {
  const hearActivated = (tab: { windowId: number }): void => {
    if (tab.windowId === windowId) listener();
  };
  const hearUpdated = (_id: number, change: { status?: string }, tab: Tabs.Tab): void => {
    if (change.status === 'complete' && tab.active && tab.windowId === windowId) listener();
  };
  browser.tabs.onActivated.addListener(hearActivated);
  browser.tabs.onUpdated.addListener(hearUpdated);
  return () => {
    browser.tabs.onActivated.removeListener(hearActivated);
    browser.tabs.onUpdated.removeListener(hearUpdated);
  };
}
