/** The panel beside the page, for who sets up one account after another: it stays, follows the tabs, takes the scans. */
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUse } from '../../src/background/lock/use';
import type { Request } from '../../src/background/requests';
import type { NewAccount } from '../../src/core/account';
import { formatMigration } from '../../src/core/google-migration';
import type { RequestName } from '../../src/messages';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import type { Popup } from './harness/popup';
import { prompt, serveSite } from './hostile-site';
import { rightCode } from './person';
import { account, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let display: Display;
let chromium: Chromium;
let site: Awaited<ReturnType<typeof serveSite>>;
let page: Page;
let panel: Popup;

beforeAll(async () => {
  const picture = (issuer: string, letter: string) =>
    QRCode.toDataURL(`otpauth://totp/${issuer}:me?secret=${letter}${SECRET.slice(1)}&issuer=${issuer}`);
  const [first, second] = await Promise.all([picture('First', 'A'), picture('Second', 'B')]);
  const exported = Array.from('ABCDEFGHIJKL', (letter): NewAccount => {
    const secret = `${letter}3${SECRET.slice(2)}`;
    return { type: 'totp', period: 30, issuer: 'Part', name: letter, secret, algorithm: 'SHA1', digits: 6 };
  });
  const parts = formatMigration(exported, 7);
  const [one, two] = await Promise.all(parts.map((part) => QRCode.toDataURL(part, { width: 400 })));
  display = await startDisplay();
  site = await serveSite(() => ({
    '/first': `<!doctype html><title>First</title><img alt="" src="${first}">`,
    '/second': `<!doctype html><title>Second</title><img alt="" src="${second}">`,
    '/sign-in': '<!doctype html><title>Sign in</title><form action="/code"><button>Sign in</button></form>',
    '/code': prompt(),
    '/part-1': `<!doctype html><title>Part 1</title><img alt="" src="${one}">`,
    '/part-2': `<!doctype html><title>Part 2</title><img alt="" src="${two}">`,
  }));
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  await (
    await stockVault(chromium, [account('Known', SECRET, { origin: site.origin('good.localhost') })])
  ).close();
  page = await chromium.context.newPage();
});
afterAll(async () => {
  await chromium?.close();
  site?.close();
  await display?.stop();
});

const text = () => panel.evaluate(() => document.body.textContent);
const shows = (part: string) => awaitUntil(part, async () => (await text()).includes(part));
const panels = async () =>
  (await chromium.worker()).evaluate<number>(
    "chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] }).then(({ length }) => length)",
  );
const windows = async () =>
  (await chromium.worker()).evaluate<number>('chrome.windows.getAll().then(({ length }) => length)');

async function press(within: Popup, name: string): Promise<void> {
  await awaitUntil(`"${name}"`, () =>
    within.evaluate((wanted) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
      const found = buttons.find(
        (one) => (one.ariaLabel ?? one.textContent).trim() === wanted && !one.disabled,
      );
      for (const marked of document.querySelectorAll('[data-pressed]'))
        marked.removeAttribute('data-pressed');
      found?.setAttribute('data-pressed', '');
      return found !== undefined;
    }, name),
  );
  await within.click('[data-pressed]');
}

async function scan(path: string): Promise<void> {
  await page.bringToFront();
  await page.goto(site.origin('good.localhost') + path);
  await chromium.shortcut('alt+shift+s');
}

describe('the panel beside the page', () => {
  it('is opened from the popup, where accounts are added and Escape leads back, and the popup goes', async () => {
    await page.goto(`${site.origin('good.localhost')}/first`);
    await page.bringToFront();
    await chromium.shortcut('alt+shift+o');
    const popup = await chromium.popup();
    await press(popup, 'Add account');
    await popup.waitFor('.form');
    await popup.waitFor(() => document.hasFocus());
    // A real key, which the browser would close the popup by.
    await display.xdotool('key', 'Escape');
    await popup.waitFor('.codes');
    await press(popup, 'Add account');
    await press(popup, 'Keep Counterfoil open beside the page');
    await awaitUntil('the panel', async () => (await panels()) === 1);
    panel = await chromium.popup();
    await shows('Known');
  });

  it('goes along from the page before the code to the one that asks for it, and fills there', async () => {
    await page.goto(`${site.origin('good.localhost')}/sign-in`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const field = page.locator('#code');
    await field.waitFor();
    await panel.waitFor('.row-fill-large .key');
    await panel.click('.row-fill-large');
    await awaitUntil('the code', async () => (await field.inputValue()) === rightCode(SECRET));
  });

  it('follows a page that goes elsewhere by itself without taking that for somebody at the keys', async () => {
    const worker = await chromium.worker();
    await worker.evaluate(
      'globalThis.asked = []; chrome.runtime.onMessage.addListener((message) => void asked.push(message))',
    );
    await page.evaluate(() => location.assign('/sign-in'));
    await page.waitForURL('**/sign-in');
    const asked = () => worker.evaluate<Request<RequestName>[]>('asked');
    await awaitUntil('the panel with that page', async () =>
      (await asked()).some(({ name }) => name === 'findPrompt'),
    );
    const uses = (await asked()).filter(isUse);
    expect(uses).toEqual([]);
    expect((await asked()).map(({ name }) => name)).toContain('open');
  });

  it('takes one scan after another, and no window opens', async () => {
    const before = await windows();
    for (const issuer of ['First', 'Second']) {
      await scan(`/${issuer.toLowerCase()}`);
      await shows('Found on this page');
      await shows(issuer);
      await press(panel, 'Add');
      await shows('Account saved');
      await press(panel, 'Done');
      await awaitUntil('the codes', () =>
        panel.evaluate(() => document.querySelector('[data-code]') !== null),
      );
    }
    expect(await windows()).toBe(before);
    expect(await text()).toContain('Second');
  });

  it('says how to ask on a page that the person only came to, and is shown it then', async () => {
    const other = await chromium.context.newPage();
    await other.goto(`${site.origin('good.localhost')}/first`);
    await other.bringToFront();
    await press(panel, 'Scan page');
    await shows('The browser shows Counterfoil a page only when you ask for it on the page itself.');
    await shows('choose “Scan QR code on this page”, or press Alt+Shift+S there.');
    await other.bringToFront();
    await chromium.shortcut('alt+shift+s');
    await shows('This account is already saved');
    await press(panel, 'Close');
    await other.close();
  });

  it('keeps the parts of an export from page to page until all are here', async () => {
    await scan('/part-1');
    await shows('Still missing: 2.');
    // By its own click: a list that moves under the pointer takes the real one.
    await awaitUntil('the sources', async () => {
      await panel.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find(({ textContent }) => textContent === 'Scan the next part')?.click();
      });
      return (await text()).includes('Scan from somewhere else');
    });
    await page.goto(`${site.origin('good.localhost')}/part-2`);
    await press(panel, 'Scan pageScan the QR codes on this page');
    await shows('All 2 parts of this export are here.');
    await shows('12 of 12 chosen');
    await press(panel, 'Back');
    await scan('/part-1');
    await shows('Still missing: 2.');
    await press(panel, 'Back');
  });

  it('waits with the picture where the vault is locked', async () => {
    await press(panel, 'Lock');
    await shows('Unlock');
    await scan('/first');
    await awaitUntil('the picture to wait', async () =>
      (await chromium.worker()).evaluate<boolean>(
        "chrome.storage.session.get('capture').then(({ capture }) => capture !== undefined)",
      ),
    );
    await panel.click('input[type=password]');
    await panel.type('lantern gravel oboe mistral');
    await panel.press('Enter');
    await shows('This account is already saved');
  });
});
