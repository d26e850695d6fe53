/** What a person does with backups, in the words of the settings, and a look at what came of it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Chromium } from './harness/chromium.ts';
import { PASSPHRASE } from './person.ts';

export const OPTIONS = 'src/options/index.html';
const DECRYPTOR = new URL('../tools/decrypt.mjs', import.meta.url).pathname;

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
export const sees = (page: Page, sentence: string): Promise<void> => page.getByText(sentence).waitFor();
export const says = (page: Page, text: string): Promise<void> =>
  page.getByRole('status').filter({ hasText: text }).waitFor();
/** Opens what is behind one line. */
export const unfold = (page: Page, summary: string): Promise<void> =>
  page.locator('summary').getByText(summary, { exact: true }).click();

/** The form that asks again who is there. */
export async function confirmWith(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await press(page, 'Continue');
}

/** Answers the passphrase and keeps what then comes as a download. @returns the name that it came with */
export async function saveBackup(page: Page, path: string, passphrase = PASSPHRASE): Promise<string> {
  await press(page, 'Save a backup');
  const downloading = page.waitForEvent('download');
  await confirmWith(page, passphrase);
  const download = await downloading;
  await download.saveAs(path);
  return download.suggestedFilename();
}

/** What stands in the form of a backup file, which has the name of what it does on its button. */
export async function giveBackup(
  page: Page,
  action: string,
  { file, passphrase = PASSPHRASE }: { file: string; passphrase?: string },
): Promise<void> {
  await page.getByLabel('Backup file').setInputFiles(file);
  await page.getByLabel('Backup passphrase').fill(passphrase);
  await press(page, action);
}

/** What the decryptor prints, which shares no code with the extension; throws with what it complains of. */
export function decrypt(file: string, typed: string, ...options: readonly string[]): string {
  const piped = { input: typed, encoding: 'utf8', stdio: 'pipe' } as const;
  return execFileSync(process.execPath, [DECRYPTOR, ...options, file], piped);
}

/** Everything in `storage.local`. */
export const stored = async (browser: Chromium): Promise<Record<string, unknown>> =>
  (await browser.worker()).evaluate('chrome.storage.local.get()');

/** The revision of a sealed file, as its open header says. */
export function revisionOf(path: string): number {
  const { header } = JSON.parse(readFileSync(path, 'utf8'));
  return JSON.parse(Buffer.from(header, 'base64url').toString()).rev;
}
