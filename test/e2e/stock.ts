/** A stocked vault within a second: by the messages that our own pages send, past no check of the background. */
import type { Page } from 'playwright-core';
import type { Arguments, ImportedAccount, Replies, RequestName } from '../../src/messages/index.ts';
import type { Chromium } from './harness/chromium.ts';
import { firstRunTab, PASSPHRASE } from './person.ts';

/** Sends one request from a page of ours, as our screens do. */
export async function askFrom<N extends RequestName>(
  page: Page,
  name: N,
  args: Arguments<N>,
): Promise<Replies[N]> {
  const answer = await page.evaluate<unknown>(
    `chrome.runtime.sendMessage(${JSON.stringify({ name, args })})`,
  );
  if (!isSuccess<Replies[N]>(answer)) throw new Error(`${name} was answered with ${JSON.stringify(answer)}`);
  return answer.value;
}

function isSuccess<T>(answer: unknown): answer is { ok: true; value: T } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}

/** An account as an importer gives it; `origin` is its saved site. */
export function account(
  issuer: string,
  secret: string,
  { name = 'octavia', origin }: { name?: string; origin?: string } = {},
): ImportedAccount {
  const sites = origin === undefined ? [] : [{ origin, subdomains: false }];
  return { type: 'totp', issuer, name, secret, algorithm: 'SHA1', digits: 6, period: 30, sites };
}

export async function addAccounts(page: Page, accounts: readonly ImportedAccount[]): Promise<void> {
  const candidates = accounts.map((imported) => ({ imported }));
  await askFrom(page, 'add', { opId: crypto.randomUUID(), candidates, source: 'import' });
}

/** Makes the vault in the first-run tab, with these accounts in it; the tab then shows the codes. */
export async function stockVault(browser: Chromium, accounts: readonly ImportedAccount[]): Promise<Page> {
  const tab = await firstRunTab(browser);
  await tab.getByRole('textbox').first().waitFor();
  await askFrom(tab, 'createVault', { passphrase: PASSPHRASE });
  if (accounts.length > 0) await addAccounts(tab, accounts);
  return tab;
}

/** For the worker: takes the second copy and the history away, as a browser does that clears its databases. */
export const FORGET_MIRROR = `new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase('vault');
  request.onsuccess = () => resolve();
  request.onerror = () => reject(request.error);
})`;
