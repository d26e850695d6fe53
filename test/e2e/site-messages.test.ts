/**
 * Codes by message and approval on another device, in a real Chromium with the vault that holds this very site's TOTP
 * account: the site's pages work by themselves, and Counterfoil fills no code where another one was sent.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
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
  // Whoever sets up a further factor has shown the first one; the code of the next step is not used yet.
  await goToPrompt(page, site.url, 'octavia');
  await enter(referenceHotp(secret, BigInt(Math.floor(Date.now() / 30_000) + 1), 6));
  await page.getByText('Signed in with two factors').waitFor();
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
  const fields = page.locator('input:not([type="hidden"])');
  const values = await fields.evaluateAll((all) => all.map((one) => 'value' in one && one.value));
  expect(values.join('')).toBe('');
  await popup.close();
}

async function enterPassword(on: Page, url: string): Promise<void> {
  await on.goto(`${url}/sign-in`);
  await on.getByLabel('Name').fill('octavia');
  await on.getByLabel('Password').fill('a long enough password');
  await on.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
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

  it('that is a call is read aloud on the page of the stand-in', async () => {
    const spoken = await inbox.evaluateHandle(() => {
      const texts: string[] = [];
      speechSynthesis.speak = ({ text }) => {
        texts.push(text);
      };
      return texts;
    });
    const call = inbox.locator('.message').first();
    const text = (await call.locator('.text').textContent()) ?? '';
    expect(text).toMatch(/is: (?:\d, ){5}\d\./);
    await call.getByRole('button', { name: 'Read aloud' }).click();
    expect(await spoken.jsonValue()).toEqual([text]);
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

  /** Opens the prompt in one more tab; what it gives sends a code from there, later, in the session of now. */
  async function keepSession(): Promise<(code: string) => Promise<void>> {
    const waiting = await chromium.context.cookies(site.url);
    const tab = await chromium.context.newPage();
    await tab.goto(page.url());
    return async (code) => {
      const inside = await chromium.context.cookies(site.url);
      await chromium.context.addCookies(waiting);
      await tab.locator('#code').fill(code);
      await tab.getByRole('button', { name: 'Continue' }).click();
      await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
      await tab.close();
      await chromium.context.addCookies(inside);
    };
  }

  it('are refused when wrong, expired and used before, in that session and the next, lock, and let in again', async () => {
    await comeToPrompt();
    const late = await ask(send);
    await fillsNothing();
    await enter(other(late));
    expect(await problem()).toContain('is wrong');
    ahead += 5 * MINUTE;
    await enter(late);
    expect(await problem()).toContain('has expired');
    const used = await ask(send);
    const sendAgain = await keepSession();
    await enter(used);
    await page.getByText('Signed in with two factors').waitFor();
    await sendAgain(used);

    await comeToPrompt();
    const next = await ask(send);
    const replayed = used === next ? other(next) : used;
    await enter(replayed);
    expect(await problem()).toContain('is wrong');
    for (let wrong = 2; wrong <= 5; wrong += 1) await enter(other(next));
    expect(await problem()).toContain('Try again in');
    ahead += 11 * MINUTE;
    await enterPassword(page, site.url);
    await page.getByRole('link', { name: factor }).click();
    await enter(await ask(send));
    await page.getByText('Signed in with two factors').waitFor();
  });
});

describe('an approval', () => {
  /** Another name has cookies of its own: to the site this is another device. */
  const addressOf = (name: string) => site.url.replace('127.0.0.1', `${name}.localhost`);
  let device: Page;

  async function comeToDevice(): Promise<void> {
    await device?.close();
    device = await chromium.context.newPage();
    await device.goto(`${addressOf('phone')}/sign-in`);
    if (await device.getByRole('button', { name: 'Sign out' }).count()) {
      await device.getByRole('button', { name: 'Sign out' }).click();
    }
    await enterPassword(device, addressOf('phone'));
    await device.getByRole('link', { name: 'Approval on another device' }).click();
  }

  /** Sends once more what was sent from here before, or a form with these fields. */
  async function send(from: Page, path: string, fields: Record<string, string>): Promise<void> {
    await from.evaluate(
      ({ path, fields }) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: path });
        for (const [name, value] of Object.entries(fields))
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
        document.body.append(form);
        form.submit();
      },
      { path, fields },
    );
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

  it('is spent with the sign-in: neither the answer nor what came of it counts again', async () => {
    await comeToDevice();
    await askOn('Ask my other device');
    const number = await numberOn();
    const [approved, continued] = [page, device].map((one) =>
      one.waitForRequest((request) => request.method() === 'POST'),
    );
    await approve(number, 'Approved.');
    await device.getByText('Signed in with two factors').waitFor();
    const fieldsOf = async (request: typeof approved) =>
      Object.fromEntries(new URLSearchParams((await request)?.postData() ?? ''));
    expect(await fieldsOf(approved)).toMatchObject({ number, answer: 'approve' });
    await send(page, '/approve', await fieldsOf(approved));
    await page.getByText('This request is over').waitFor();

    await comeToDevice();
    const csrf = await device.locator('input[name="csrf"]').first().inputValue();
    await send(device, '/sign-in/push', { ...(await fieldsOf(continued)), csrf });
    await device.getByText('Approve this sign-in on a device').waitFor();
    await device.goto(`${addressOf('phone')}/account`);
    await device.getByRole('heading', { name: 'Sign in' }).waitFor();
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

  it('opens nothing while another factor has locked the account, nor can it be asked for', async () => {
    // So late that earlier wrong codes no longer count against the address.
    ahead += 121 * MINUTE;
    await comeToDevice();
    await askOn('Ask my other device');
    const number = await numberOn();
    const third = await chromium.context.newPage();
    await enterPassword(third, addressOf('thief'));
    for (let wrong = 1; wrong <= 5; wrong += 1) {
      await third.locator('#code').fill('000000');
      await third.getByRole('button', { name: 'Continue' }).click();
    }
    await third.getByRole('alert').filter({ hasText: 'Try again in 5 minutes' }).waitFor();
    await approve(number, 'Approved.');
    await device.getByRole('alert').filter({ hasText: 'Too many wrong codes' }).waitFor();

    await third.goto(`${addressOf('thief')}/sign-in/push`);
    await third.getByRole('button', { name: 'Ask my other device' }).click();
    await third.getByRole('alert').filter({ hasText: 'Too many wrong codes' }).waitFor();
    ahead += 6 * MINUTE;
    await third.getByRole('button', { name: 'Ask my other device' }).click();
    await page.getByLabel('The two digits on the other screen').waitFor();
    await approve((await third.locator('.match').textContent()) ?? '', 'Approved.');
    await third.getByText('Signed in with two factors').waitFor();
    await third.close();
  });

  it('gets no code from the extension, neither where it is waited for nor where it is given', async () => {
    ahead += 61 * MINUTE;
    await comeToDevice();
    await askOn('Ask my other device');
    await numberOn();
    await fillsNothing();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('somebody knows your password').waitFor();

    await goToPrompt(page, site.url, 'octavia');
    await page.getByRole('link', { name: 'Approval on another device' }).click();
    await page.getByRole('button', { name: 'Ask my other device' }).click();
    await page.locator('.match').waitFor();
    await fillsNothing();
  });
});
