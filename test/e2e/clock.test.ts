/** A clock of the computer that is wrong: noticed, found out without a third party, and taken into account. */
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../site/server';
import { confirmWith } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import type { Popup } from './harness/popup';
import { press, textOf } from './hostile-bed';
import {
  choose,
  goToPrompt,
  POPUP,
  pasteElsewhere,
  popupOverSite,
  registerAtSite,
  rightCode,
  seeCode,
  siteSecret,
} from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const MINUTE = 60;
const HOUR = 3_600;

let display: Display;
let chromium: Chromium;
let site: Site;
let page: Page;
/** How far the clock of the site is ahead of this computer's. */
let siteAhead = 3 * MINUTE;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ now: () => Date.now() + siteAhead * 1000 });
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  await stockVault(chromium, [account('Acme', SECRET)]);
  page = await chromium.page(POPUP);
  await page.locator('[data-code]').waitFor();
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

const codeIn = (seconds: number, secret = SECRET) => {
  const realNow = Date.now;
  Date.now = () => realNow() + seconds * 1000;
  try {
    return rightCode(secret);
  } finally {
    Date.now = realNow;
  }
};
const offset = async () => (await askFrom(page, 'clock', {})).offset;
const pressButton = (name: string) => page.getByRole('button', { name, exact: true }).click();

describe('codes that a site refuses', () => {
  let visitor: Page;
  let secret: string;
  let popup: Popup;

  /** The clock's screen, in the real popup over the site. */
  async function openRepair(): Promise<void> {
    await visitor.bringToFront();
    popup = await popupOverSite(chromium);
    await press(popup, 'More', '.account');
    await press(popup, 'Codes are refused?');
    await awaitUntil('the screen', async () => (await textOf(popup)).includes('From the site of this tab'));
  }
  const seeInPopup = (text: string) =>
    awaitUntil(text, async () => (await textOf(popup)).includes(text)).catch(async (cause: unknown) => {
      throw new Error(`instead: ${await textOf(popup)}`, { cause });
    });
  async function closePopup(): Promise<void> {
    await popup.close();
    // A key that is pressed before the window has gone with its page goes there too.
    const windows = () => display.xdotool('search', '--onlyvisible', '--class', 'chromium');
    await awaitUntil('the popup’s window to go', async () => (await windows()).split('\n').length === 1);
  }
  const host = () => new URL(site.url).host;

  it('fit after the site of the tab was asked for its time, past its content security policy', async () => {
    visitor = await chromium.context.newPage();
    await registerAtSite(visitor, site.url, 'octavia');
    secret = await siteSecret(visitor);
    await visitor.locator('#code').fill(codeIn(siteAhead, secret));
    await visitor.getByRole('button', { name: 'Turn on two-factor' }).click();
    await visitor.getByRole('link', { name: 'Turn off two-factor' }).waitFor();
    // No code is taken twice: it is one minute later there by now.
    siteAhead += MINUTE;
    await addAccounts(page, [account('Practice Site', secret, { origin: site.url })]);
    await goToPrompt(visitor, site.url, 'octavia');
    const requests: string[] = [];
    visitor.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
    await openRepair();
    expect(requests).toEqual([]);
    // A date has whole seconds: asked for in the middle of one, it tells the minute however long it takes.
    await awaitUntil('the middle of a second', () => Math.abs((Date.now() % 1000) - 325) < 75);
    await press(popup, `Ask ${host()}`);
    await seeInPopup(`The clock of this computer is 4 minutes slow, says ${host()}.`);
    expect(await offset()).toBe(0);
    await press(popup, 'Use this time');
    await seeInPopup('Clock corrected by +4 minutes');
    expect(requests).toEqual([`HEAD ${site.url}/robots.txt`]);
    await closePopup();
    const before = codeIn(siteAhead, secret);
    await chromium.shortcut('alt+shift+f');
    const filled = await awaitUntil('the code in the field', () => visitor.locator('#code').inputValue());
    expect([before, codeIn(siteAhead, secret)]).toContain(filled);
    await visitor.getByRole('button', { name: 'Continue' }).click();
    await visitor.getByText('Signed in with two factors').waitFor();
  });

  it('are made by the system’s clock again with one press', async () => {
    await page.bringToFront();
    await seeCode(page, 'Acme', () => codeIn(siteAhead));
    await page.goto(page.url().replace(POPUP, 'src/options/index.html#clock'));
    await page.getByText('Clock corrected by +4 minutes').waitFor();
    await pressButton('Reset to the system’s clock');
    await page.getByText('Codes go by the clock of this computer.').first().waitFor();
    await pressButton('Undo');
    await page.getByText('Clock corrected by +4 minutes').first().waitFor();
    await pressButton('Reset to the system’s clock');
    await awaitUntil('the reset', async () => (await offset()) === 0);
  });

  it.each<[string, (route: Route) => Promise<void>, string]>([
    ['no answer', (route) => route.abort(), 'The site did not tell its time.'],
    ['no date', (route) => route.fulfill({ headers: { date: 'soon' } }), 'The site did not tell its time.'],
    [
      'another site',
      (route) => route.fulfill({ status: 302, headers: { location: 'https://evil.example/' } }),
      'The site did not tell its time.',
    ],
    [
      'another century',
      (route) => route.fulfill({ headers: { date: 'Sat, 01 Jan 2061 00:00:00 GMT' } }),
      'more than a day from this computer',
    ],
  ])('get nothing from a page that answers with %s', async (_what, answer, sentence) => {
    await visitor.route('**/robots.txt', answer);
    await openRepair();
    await press(popup, `Ask ${host()}`);
    await seeInPopup(sentence);
    expect(await offset()).toBe(0);
    await closePopup();
    await visitor.unroute('**/robots.txt');
  });

  it('fit after codes of another device told an hour, and are copied so', async () => {
    await page.bringToFront();
    await page.goto(page.url().replace(/src.*/, POPUP));
    await choose(page, 'Acme', 'Codes are refused?');
    const box = page.getByLabel('Code on the other device');
    await box.fill('not a code');
    await box.press('Enter');
    await page.getByText('This is no code of this account').waitFor();
    await box.fill(codeIn(HOUR));
    await box.press('Enter');
    await page.getByText('This code alone does not decide it.').waitFor();
    await setClock(30);
    await box.fill(codeIn(HOUR + 30));
    await pressButton('Compare');
    await page.getByText('The clock of this computer is 1 hour slow, says the other device.').waitFor();
    await pressButton('Use this time');
    await page.getByText('the codes are those of another time of day').waitFor();
    await confirmWith(page);
    await page.getByText('Clock corrected by +1 hour').first().waitFor();
    await seeCode(page, 'Acme', () => codeIn(HOUR + 30));
    await page.locator('.account', { hasText: 'Acme' }).first().click();
    expect([codeIn(HOUR + 30), codeIn(HOUR)]).toContain(await pasteElsewhere(chromium.context));
    await askFrom(page, 'setClockOffset', { offset: 0 });
    await setClock(0);
  });
});

/** The clock of the worker and of the page, as the operating system would set them: the counting one goes on. */
async function setClock(seconds: number, hands = false): Promise<void> {
  const jump = `{ globalThis.trueNow ??= Date.now; Date.now = () => trueNow() + ${seconds} * 1000 }`;
  await (await chromium.worker()).evaluate(jump);
  const move = `window.dispatchEvent(new PointerEvent('pointermove'))`;
  await page.evaluate(hands ? `${move}; ${jump}; ${move}` : jump);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

describe('a jump of the clock under the codes', () => {
  const said = () => page.getByText('The clock of this computer was changed').count();

  it('forward and back is said, and the codes are made for the new time', async () => {
    await page.bringToFront();
    await page.reload();
    await seeCode(page, 'Acme', () => codeIn(0));
    await setClock(90, true);
    await page.getByText('The clock of this computer was changed by 1 minute, 30 seconds.').waitFor();
    await seeCode(page, 'Acme', () => codeIn(90));
    // From there: further back than two minutes would lock.
    await setClock(30);
    await page.getByText('The clock of this computer was changed by 1 minute. ').waitFor();
    await seeCode(page, 'Acme', () => codeIn(30));
    await pressButton('Close');
    await awaitUntil('the notice to go', async () => (await said()) === 0);
  });

  it('is not said where the computer may have slept, and the codes are made anew', async () => {
    await setClock(120);
    await seeCode(page, 'Acme', () => codeIn(120));
    expect(await said()).toBe(0);
  });

  it('is said at the next opening where it happened in between, with the correction that may not hold', async () => {
    await askFrom(page, 'setClockOffset', { offset: -60 });
    await page.getByText('Clock corrected by -1 minute').waitFor();
    await page.goto('about:blank');
    await (await chromium.worker()).evaluate('Date.now = () => trueNow() + 60 * 1000');
    await page.goBack();
    // Set back by a minute, less the time that has passed between the two openings.
    await page
      .getByText(
        /was changed by (?:1 minute|5\d seconds)\. The correction of -1 minute may no longer hold\./u,
      )
      .waitFor();
    await pressButton('Reset to the system’s clock');
    await awaitUntil('the notice to go', async () => (await said()) === 0);
    expect(await offset()).toBe(0);
  });
});
