/** What a person does in Chromium, in the words of the screens: the steps that the trips and the tour are made of. */
import type { BrowserContext, Page } from 'playwright-core';
import { referenceHotp } from '../fakes/reference-otp.ts';
import { awaitUntil } from './harness/await-until.ts';
import type { Chromium } from './harness/chromium.ts';
import type { Popup } from './harness/popup.ts';

export const PASSPHRASE = 'lantern gravel oboe mistral';
/** The passphrase as the messages of our pages carry it. */
export const OWN = { type: 'passphrase', passphrase: PASSPHRASE } as const;
export const POPUP = 'src/popup/index.html';

export async function createVault(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Repeat passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await page.getByRole('searchbox', { name: 'Search' }).waitFor();
}

export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** What is chosen and typed under "Advanced", by the labels there. */
export interface Advanced {
  Type?: string;
  'PIN of this account'?: string;
  Algorithm?: string;
  Digits?: string;
  Period?: string;
}

async function fillAdvanced(page: Page, advanced: Advanced): Promise<void> {
  await page.getByText('Advanced', { exact: true }).click();
  const { Type, Algorithm, ...numbers } = advanced;
  if (Type) await page.getByLabel('Type', { exact: true }).selectOption({ label: Type });
  if (Algorithm) await page.getByLabel('Algorithm').selectOption({ label: Algorithm });
  for (const [label, number] of Object.entries(numbers)) await page.getByLabel(label).fill(number);
}

export async function addByHand(
  page: Page,
  account: { issuer: string; name: string; secret: string; advanced?: Advanced },
): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).first().click();
  await page.getByRole('textbox', { name: 'Issuer' }).fill(account.issuer);
  await page.getByRole('textbox', { name: 'Account name' }).fill(account.name);
  await page.getByRole('textbox', { name: 'Secret' }).fill(account.secret);
  if (account.advanced) await fillAdvanced(page, account.advanced);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('listitem', { name: account.name }).waitFor();
}

/** The code that a row shows, without its gaps. */
export async function shownCode(page: Page, name: string): Promise<string> {
  const text = await page.getByRole('listitem', { name }).locator('[data-code]').textContent();
  return (text ?? '').replaceAll(/\s/g, '');
}

/** The popup over a page whose account has a button of its own there, once the page has said whose it is. */
export async function overSite(open: () => Promise<Popup>): Promise<Popup> {
  const popup = await open();
  await popup.waitFor('.row-fill-large');
  return popup;
}

/** By its shortcut, over the page in front. */
export const popupOverSite = (chromium: Chromium): Promise<Popup> =>
  overSite(async () => {
    await chromium.shortcut('alt+shift+o');
    return chromium.popup();
  });

/** The code that a site expects now, by an implementation that shares nothing with the extension's. */
export function rightCode(secret: string, { digits = 6, period = 30, algorithm = 'SHA1' } = {}): string {
  return referenceHotp(secret, BigInt(Math.floor(Date.now() / (period * 1000))), digits, algorithm);
}

/** Waits until the row shows the code that `right` gives: around the end of a period the two meet a moment later. */
export async function seeCode(page: Page, name: string, right: () => string): Promise<void> {
  await awaitUntil(`the right code of ${name}`, async () => (await shownCode(page, name)) === right());
}

/** Chooses from an account's menu: "Edit", "Pin", "Delete". */
export async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('listitem', { name }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** What stands in the clipboard: it is pasted into somebody else's page. */
export async function pasteElsewhere(context: BrowserContext): Promise<string> {
  const elsewhere = await context.newPage();
  await elsewhere.setContent('<textarea></textarea>');
  await elsewhere.locator('textarea').press('Control+V');
  const pasted = await elsewhere.locator('textarea').inputValue();
  await elsewhere.close();
  return pasted;
}

/** The file of the picture in the clipboard, as somebody else's page gets it. */
export async function pastePictureElsewhere(context: BrowserContext): Promise<Buffer<ArrayBuffer>> {
  const elsewhere = await context.newPage();
  await elsewhere.setContent('<textarea></textarea>');
  const pasting = await elsewhere.evaluateHandle(() => ({
    picture: new Promise<string>((resolve, reject) => {
      addEventListener('paste', ({ clipboardData }) => {
        const [file] = clipboardData?.files ?? [];
        if (!file) return reject(new Error('no picture is in the clipboard'));
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsDataURL(file);
      });
    }),
  }));
  await elsewhere.locator('textarea').press('Control+V');
  const address = await pasting.evaluate(({ picture }) => picture);
  await elsewhere.close();
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}

/** The page of ours that opens by itself: the confirm window after a scan, the first run in a tab. */
export function ourNextPage(context: BrowserContext, part: string): Promise<Page> {
  return awaitUntil(`a page of ours with ${part}`, () =>
    context.pages().find((page) => page.url().includes(part)),
  );
}

/** The tab with the first run, which opens when the extension is installed. */
export const firstRunTab = (browser: Chromium): Promise<Page> => ourNextPage(browser.context, '#welcome');

/** Registers at the practice site and goes to the page that sets up two-factor. */
export async function registerAtSite(page: Page, site: string, name: string): Promise<void> {
  await page.goto(`${site}/register`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('main').getByRole('button', { name: 'Register' }).click();
  await page.getByRole('link', { name: 'Set up two-factor' }).click();
  await page.locator('#qr').waitFor();
}

export async function siteSecret(page: Page): Promise<string> {
  return ((await page.locator('#secret').textContent()) ?? '').replaceAll(/\s/g, '');
}

/** Signs out and in again with the password, up to the 2FA prompt. */
export async function goToPrompt(page: Page, site: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(`${site}/sign-in`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#code').waitFor();
}

/** Our window found one account: checks what it shows, and adds it. */
export async function confirmScan(window: Page): Promise<void> {
  await window.getByRole('heading', { name: 'Add account' }).waitFor();
  await window.getByRole('button', { name: 'Add', exact: true }).click();
  await window.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
}
