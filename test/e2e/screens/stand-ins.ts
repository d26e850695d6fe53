/** What the tour puts in the place of the browser: a page in reach, a folder for backups, a question for a security key. */

import type { Disposable, Page } from 'playwright-core';
import { openVault, sealVault } from '../../../src/core/vault-file/index.ts';
import type { Chromium } from '../harness/chromium.ts';
import { prompt } from '../hostile-site.ts';
import { OWN } from '../person.ts';
import { askFrom } from '../stock.ts';

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

/** The browser's question for a security key stands, in every page from here on, and says so, until `cancelKey`. */
export const holdKeyQuestion = (ours: Page): Promise<Disposable> =>
  ours.addInitScript(`navigator.credentials.get = () => new Promise((_, reject) => {
    globalThis.cancelKey = () => reject(new DOMException('', 'NotAllowedError'));
    document.documentElement.dataset.asks = 'key';
  })`);

/** As somebody does who tidies up. */
export async function removeFolder(ours: Page): Promise<void> {
  await ours.evaluate(`navigator.storage.getDirectory().then((root) =>
    root.removeEntry('Backups of the extension', { recursive: true }))`);
}

/** As another browser with this vault would save it into the folder, with one account more. */
export async function putNewerBackup(ours: Page, issuer: string): Promise<void> {
  const { file, rev } = (await askFrom(ours, 'automaticBackup', {})) ?? { file: '', rev: 0 };
  const { content, vaultKey } = await openVault(file, OWN);
  const { accounts } = content as { accounts: object[] };
  const added = { ...accounts[0], id: 'of-another-browser', issuer, secret: 'KRSXG5CTMVRXEZLU' };
  const next = { ...(content as object), accounts: [...accounts, added] };
  const { text } = await sealVault(file, vaultKey, next, rev + 20);
  await ours.evaluate(
    async ({ name, saved }) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('Backups of the extension');
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await stream.write(saved);
      await stream.close();
    },
    { name: `counterfoil-2027-01-01-0000-c0ffee-${rev + 20}.counterfoil`, saved: text },
  );
}

/** Sync on, with another browser there: this one, which then forgets who it was. */
export async function syncAsTwo(ours: Page, [other, own]: readonly [string, string]): Promise<void> {
  await askFrom(ours, 'turnOnSync', { credential: OWN, name: other });
  await ours.evaluate("chrome.storage.local.remove('sync.device')");
  await askFrom(ours, 'turnOnSync', { credential: OWN, name: own });
}
