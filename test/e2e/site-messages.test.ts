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
const LANDLINE = '+49 30 1234567';
const MINUTE = 60_000;

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

/** How many messages and calls there were. */
let sent = 0;

/** The code of the next message or call, once the stand-in's page shows it; a call reads its digits one by one. */
async function nextMessage(): Promise<string> {
  sent += 1;
  const texts = inbox.locator('.message .text');
  await awaitUntil('the message', async () => (await texts.count()) === sent);
  const text = (await texts.first().textContent()) ?? '';
  return /\d{6}/.exec(text.replaceAll(', ', ''))?.[0] ?? '';
}

const problem = () => page.getByRole('alert').textContent();
const other = (code: string) => (code === '000000' ? '111111' : '000000');

async function enter(code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
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
  it.each([
    ['text message', '/set-up/sms', NUMBER, 'Send the message'],
    ['call', '/set-up/voice', LANDLINE, 'Call me'],
  ])(
    'proves a number, arrives on the open page of the stand-in, and is not mistaken for ours: %s',
    async (_by, path, number, send) => {
      await page.goto(site.url + path);
      await page.getByLabel('Phone number').fill(number);
      await page.getByRole('button', { name: send }).click();
      const code = await nextMessage();
      await fillsNothing();
      await page.locator('#code').fill(code);
      await page.getByRole('button', { name: 'Turn on' }).click();
      await page.getByRole('heading', { name: 'Your account' }).waitFor();
    },
  );

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
    const code = await nextMessage();
    await fillsNothing();
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Signed in with two factors').waitFor();
  });
});

describe.each([
  { factor: 'Text message', send: 'Send the message' },
  { factor: 'Phone call', send: 'Call me' },
])('codes by $factor', ({ factor, send }) => {
  /** A number gets one code in half a minute. */
  async function ask(button: string): Promise<string> {
    ahead += MINUTE;
    await page.getByRole('button', { name: button }).click();
    return nextMessage();
  }

  /** An hour later: a number gets five codes in one. */
  async function comeToPrompt(): Promise<void> {
    ahead += 61 * MINUTE;
    await goToPrompt(page, site.url, 'octavia');
    await page.getByRole('link', { name: factor }).click();
  }

  it('are refused when wrong, expired and used before, lock, and let in again', async () => {
    await comeToPrompt();
    const late = await ask(send);
    await fillsNothing();
    await enter(other(late));
    expect(await problem()).toContain('is wrong');
    ahead += 5 * MINUTE;
    await enter(late);
    expect(await problem()).toContain('has expired');
    const used = await ask(send);
    await enter(used);
    await page.getByText('Signed in with two factors').waitFor();

    await comeToPrompt();
    const next = await ask(send);
    const replayed = used === next ? other(next) : used;
    await enter(replayed);
    expect(await problem()).toContain('is wrong');
    for (let wrong = 2; wrong <= 5; wrong += 1) await enter(other(next));
    expect(await problem()).toContain('Try again in');
    ahead += 11 * MINUTE;
    await page.goto(`${site.url}/sign-in`);
    await page.getByLabel('Name').fill('octavia');
    await page.getByLabel('Password').fill('a long enough password');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: factor }).click();
    await enter(await ask(send));
    await page.getByText('Signed in with two factors').waitFor();
  });
});

describe('an approval', () => {
  /** Another name has cookies of its own: to the site this is another device. */
  let device: Page;

  async function comeToDevice(): Promise<void> {
    await device?.close();
    device = await chromium.context.newPage();
    await device.goto(`${site.url.replace('127.0.0.1', 'phone.localhost')}/sign-in`);
    if (await device.getByRole('button', { name: 'Sign out' }).count()) {
      await device.getByRole('button', { name: 'Sign out' }).click();
      await device.goto(`${site.url.replace('127.0.0.1', 'phone.localhost')}/sign-in`);
    }
    await device.getByLabel('Name').fill('octavia');
    await device.getByLabel('Password').fill('a long enough password');
    await device.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await device.getByRole('link', { name: 'Approval on another device' }).click();
  }

  const askOn = (button: string) => device.getByRole('button', { name: button }).click();

  /** What the asking screen shows, once the other one has heard of it. */
  async function numberOn(): Promise<string> {
    await page.getByLabel('The two digits on the other screen').waitFor();
    return (await device.locator('.match').textContent()) ?? '';
  }

  const otherNumber = (number: string) => (number === '11' ? '22' : '11');

  async function approve(number: string, said: string): Promise<void> {
    await page.getByLabel('The two digits on the other screen').fill(number);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(said).waitFor();
  }

  it('goes from one device to the other without a reload', async () => {
    await page.goto(`${site.url}/set-up/push`);
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('link', { name: 'Approve a sign-in' }).click();
    await page.getByText('Nobody waits for you.').waitFor();

    await comeToDevice();
    await askOn('Ask my other device');
    await approve(await numberOn(), 'Approved.');
    await device.getByText('Signed in with two factors').waitFor();
  });

  it('does not come when it is refused, given with another number, or late', async () => {
    await comeToDevice();
    await askOn('Ask my other device');
    await numberOn();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('somebody knows your password').waitFor();
    await device.getByText('was refused on the other device').waitFor();

    await askOn('Ask again');
    await approve(otherNumber(await numberOn()), 'This was another number');
    await device.getByText('Another number was entered').waitFor();

    await askOn('Ask again');
    await numberOn();
    ahead += 3 * MINUTE;
    await device.getByText('Nobody answered in two minutes').waitFor();
    await page.getByText('Nobody waits for you.').waitFor();

    await askOn('Ask again');
    await approve(await numberOn(), 'Approved.');
    await device.getByText('Signed in with two factors').waitFor();
  });
});
