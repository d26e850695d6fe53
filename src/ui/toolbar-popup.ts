import { browser } from '../platform/browser';

/** The same page is the toolbar popup, a tab and a small window; only the popup belongs to no tab. */
export async function isToolbarPopup(): Promise<boolean> {
  return (await browser.tabs.getCurrent()) === undefined;
}

/** Closes the toolbar popup; a tab stays open. */
export async function closePopup(): Promise<void> {
  if (await isToolbarPopup()) window.close();
}
