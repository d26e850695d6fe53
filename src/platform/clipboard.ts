import { browser } from './browser';

/** Chromium's alone, and so not in the polyfill's types. */
interface Offscreen {
  createDocument(document: { url: string; reasons: ['CLIPBOARD']; justification: string }): Promise<void>;
}

/** A background with a document has one. */
interface Clipboard {
  writeText(text: string): Promise<void>;
}

/** The page of ours that clears the clipboard where the background has no document of its own, and closes itself. */
const CLEARING_PAGE = 'src/popup/index.html#clear-clipboard';

/**
 * Overwrites the clipboard with an empty text, where the person has allowed writing it. What was copied since, by
 * whomever, goes as well: nothing here can read the clipboard.
 */
export async function clearClipboard(): Promise<void> {
  if (!(await browser.permissions.contains({ permissions: ['clipboardWrite'] }))) return;
  const { offscreen }: typeof browser & { offscreen?: Offscreen } = browser;
  const { clipboard }: typeof navigator & { clipboard?: Clipboard } = navigator;
  if (!offscreen) return clipboard?.writeText('');
  const justification = 'Clears a copied code from the clipboard.';
  await offscreen.createDocument({ url: CLEARING_PAGE, reasons: ['CLIPBOARD'], justification });
}
