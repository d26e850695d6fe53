import { browser } from '../platform/browser';

/** The same page is the toolbar popup, a tab, a small window, and the panel beside the page. */
export async function isToolbarPopup(): Promise<boolean> {
  return browser.extension.getViews({ type: 'popup' }).includes(window);
}

/** The panel belongs to no tab, as the popup does. */
export async function isPanel(): Promise<boolean> {
  return !(await isToolbarPopup()) && (await browser.tabs.getCurrent()) === undefined;
}

/** Closes the toolbar popup; a tab stays open. */
export async function closePopup(): Promise<void> {
  if (await isToolbarPopup()) window.close();
}
