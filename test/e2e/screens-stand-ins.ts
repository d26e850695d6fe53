/** What the tour puts in the place of the browser: a page in reach, a folder for backups, a question for a security key. */
import type { Disposable, Page } from 'playwright-core';
import type { Chromium } from './harness/chromium.ts';
import { prompt } from './hostile-site.ts';
import { askFrom } from './stock.ts';

/** What the script of the extension says of a page with a prompt, read from a real one. */
async function reportOf({ context }: Chromium, ours: Page, origin: string): Promise<string> {
  const script = await ours.evaluate<string>("fetch('/src/content/page.js').then((file) => file.text())");
  const site = await context.newPage();
  await site.route('**', (route) => route.fulfill({ contentType: 'text/html', body: prompt() }));
  await site.goto(origin);
  await site.addScriptTag({ content: script });
  const report = await site.evaluate<string>('counterfoilPage.explain(location.origin)');
  await site.close();
  await ours.bringToFront();
  return report;
}

/**
 * A document that the browser lets the extension reach, as it does after a gesture, which cannot be made without a
 * window. It shows a prompt and takes every code.
 */
export async function putInReach(
  browser: Chromium,
  ours: Page,
  document: { readonly documentId: string; readonly origin: string },
): Promise<void> {
  const results = {
    findPrompt: { status: 'prompt' },
    fill: { status: 'filled' },
    explain: await reportOf(browser, ours, document.origin),
  };
  const answer = JSON.stringify({ ...document, results });
  await (await browser.worker()).evaluate(`{
    const { documentId, origin, results } = ${answer};
    globalThis.reallyExecute ??= chrome.scripting.executeScript;
    for (const api of [globalThis.browser ?? chrome, chrome])
      api.scripting.executeScript = async ({ args }) =>
        [{ documentId, frameId: 0, result: args ? results[args[0]] : origin }];
  }`);
}

/** From here on the browser answers itself: there is no such document. */
export async function putOutOfReach(browser: Chromium): Promise<void> {
  await (await browser.worker()).evaluate(`{
    for (const api of [globalThis.browser ?? chrome, chrome]) api.scripting.executeScript = globalThis.reallyExecute;
  }`);
}

/**
 * Answers the browser's dialogs of this page: the folder is one of the page's private files, which may be written once
 * the person was asked for it.
 */
export async function offerFolder(ours: Page): Promise<void> {
  await ours.evaluate(`{
    let permission = 'prompt';
    FileSystemHandle.prototype.queryPermission = async () => permission;
    FileSystemHandle.prototype.requestPermission = async () => permission = 'granted';
    window.showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('Backups of the extension', { create: true });
  }`);
}

/** The browser's question for a security key stands, in every page from here on, until `cancelKey`. */
export const holdKeyQuestion = (ours: Page): Promise<Disposable> =>
  ours.addInitScript(`navigator.credentials.get = () => new Promise((_, reject) => {
    globalThis.cancelKey = () => reject(new DOMException('', 'NotAllowedError'));
  })`);

/** As somebody does who tidies up. */
export async function removeFolder(ours: Page): Promise<void> {
  await ours.evaluate(`navigator.storage.getDirectory().then((root) =>
    root.removeEntry('Backups of the extension', { recursive: true }))`);
}

/** As another browser does that writes to the same folder. Whose revision it is stands open in the file. */
export async function putNewerBackup(ours: Page): Promise<void> {
  const { file, rev } = (await askFrom(ours, 'automaticBackup', {})) ?? { file: '', rev: 0 };
  const sealed = JSON.parse(file);
  const header = JSON.parse(Buffer.from(sealed.header, 'base64url').toString());
  const newer = Buffer.from(JSON.stringify({ ...header, rev: rev + 20 })).toString('base64url');
  const text = JSON.stringify(JSON.stringify({ ...sealed, header: newer }));
  await ours.evaluate(`(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('Backups of the extension');
    const name = 'counterfoil-2003-01-01-0000-${rev + 20}.counterfoil';
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(${text});
    await stream.close();
  })()`);
}
