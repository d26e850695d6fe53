/**
 * Codes by message and approval on another device, in a real Chromium with the vault that holds this very site's TOTP
 * account: the site's pages work by themselves, and Counterfoil fills no code where another one was sent.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../site/server';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { goToPrompt, registerAtSite, rightCode, siteSecret } from './person';
import { account, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const NUMBER = '+49 1512 3456789';

let display: Display;
let chromium: Chromium;
let site: Site;
let page: Page;
/** The stand-in's page, which stays open in a tab of its own. */
let inbox: Page;
/** Milliseconds by which the site's clock is ahead of ours. */
let ahead = 0;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ now: () => Date.now() + ahead });
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  inbox = await chromium.context.newPage();
  await inbox.goto(site.inbox ?? '');
  page = await chromium.context.newPage();
  await registerAtSite(page, site.url, 'octavia');
  const secret = await siteSecret(page);
  await page.locator('#code').fill(rightCode(secret));
  await page.getByRole('button', { name: 'Turn on two-factor' }).click();
  await page.getByRole('link', { name: 'Turn off two-factor' }).waitFor();
  await stockVault(chromium, [account('Practice Site', secret, { origin: site.url })]);
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

/** The code of the newest message, once the stand-in's page shows so many of them. */
async function codeOfMessage(amount: number): Promise<string> {
  const texts = inbox.locator('.message .text');
  await awaitUntil('the message', async () => (await texts.count()) === amount);
  return /\d{6}/.exec((await texts.first().textContent()) ?? '')?.[0] ?? '';
}

/** Presses the shortcut that fills. Nothing was filled when the popup opens instead. */
async function fillsNothing(): Promise<void> {
  await page.bringToFront();
  await chromium.shortcut('alt+shift+f');
  const popup = await chromium.popup();
  await popup.waitFor('[data-code]');
  expect(await page.locator('#code').inputValue()).toBe('');
  await popup.close();
}

describe('a code by message', () => {
  it('proves a number, arrives on the open page of the stand-in, and is not mistaken for ours', async () => {
    await page.goto(`${site.url}/set-up/sms`);
    await page.getByLabel('Phone number').fill(NUMBER);
    await page.getByRole('button', { name: 'Send the message' }).click();
    const code = await codeOfMessage(1);
    await fillsNothing();
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
  });

  it('signs in, beside an authenticator whose prompt is still filled', async () => {
    await goToPrompt(page, site.url, 'octavia');
    await page.bringToFront();
    await chromium.shortcut('alt+shift+f');
    const filled = await awaitUntil('our code', () => page.locator('#code').inputValue());
    expect(filled).toMatch(/^\d{6}$/);
    await page.getByRole('link', { name: 'Text message' }).click();
    await page.getByRole('button', { name: 'Send the message' }).waitFor();
    expect(await page.locator('#code').count()).toBe(0);
    // A person needs half a minute too between two messages to one number; the clock spares us that.
    ahead = 60_000;
    await page.getByRole('button', { name: 'Send the message' }).click();
    const code = await codeOfMessage(2);
    await fillsNothing();
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Signed in with two factors').waitFor();
  });
});

describe('an approval', () => {
  it('goes from one device to the other without a reload', async () => {
    await page.goto(`${site.url}/set-up/push`);
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('link', { name: 'Approve a sign-in' }).click();
    await page.getByText('Nobody waits for you.').waitFor();

    // Another name has cookies of its own: to the site this is another device.
    const device = await chromium.context.newPage();
    await device.goto(`${site.url.replace('127.0.0.1', 'phone.localhost')}/sign-in`);
    await device.getByLabel('Name').fill('octavia');
    await device.getByLabel('Password').fill('a long enough password');
    await device.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await device.getByRole('link', { name: 'Approval on another device' }).click();
    await device.getByRole('button', { name: 'Ask my other device' }).click();
    const number = (await device.locator('.match').textContent()) ?? '';

    await page.getByLabel('The two digits on the other screen').fill(number);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Approved.').waitFor();
    await device.getByText('Signed in with two factors').waitFor();
  });
});
