/**
 * A private window, once the person has allowed the extension there: it fills and scans as ever, and nothing of a
 * private page is kept (SECURITY L8). Playwright has no page for such a window; it is reached as the popup is.
 */
import type { CDPSession, Page } from 'playwright-core';
import { toString as qrMarkup } from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { drivePopup } from './harness/chromium-popup';
import { attachToTarget } from './harness/chromium-target';
import { type Display, startDisplay } from './harness/display';
import type { Popup } from './harness/popup';
import { EXTENSION, press, textOf } from './hostile-bed';
import { type HostileSite, prompt, serveSite } from './hostile-site';
import { confirmScan, ourNextPage, overSite, PASSPHRASE, POPUP } from './person';
import { account, askFrom, stockVault } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const GOOD = 'good.localhost';
const OTHER = 'other.localhost';

let display: Display;
let site: HostileSite;
let chromium: Chromium;
let browser: CDPSession;
let ours: Page;

beforeAll(async () => {
  const uri = `otpauth://totp/Tabularium:drusilla?secret=${OTHER_SECRET}&issuer=Tabularium`;
  const picture = await qrMarkup(uri, { type: 'svg', width: 300 });
  display = await startDisplay();
  site = await serveSite(() => ({
    '/': prompt({}),
    '/picture': `<!doctype html><title>A picture</title>${picture}`,
  }));
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  const session = await chromium.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('Playwright gave no browser for the profile');
  browser = session;
  const first = await stockVault(chromium, [account('Good Bank', SECRET, { origin: site.origin(GOOD) })]);
  ours = await allowInPrivate(first);
});
afterAll(async () => {
  await chromium?.close();
  site?.close();
  await display?.stop();
});

/** The person's switch; it starts the extension anew. @returns a page of ours, with the vault open */
async function allowInPrivate(before: Page): Promise<Page> {
  const settings = await chromium.context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  const gone = before.waitForEvent('close');
  const allowed = JSON.stringify({ extensionId: chromium.extensionId, incognitoAccess: true });
  await settings.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${allowed})`);
  await gone;
  await settings.close();
  const page = await awaitUntil('the extension to be there again', () => chromium.page(POPUP));
  await askFrom(page, 'unlock', { credential: { type: 'passphrase', passphrase: PASSPHRASE } });
  return page;
}

interface PrivateWindow {
  readonly page: Popup;
  /** Presses real keys there. */
  press(keys: string): Promise<void>;
  /** Closes it, and waits until it is off the screen. */
  close(): Promise<void>;
}

let opened = 0;

/** A private window of its own with this page in front, and a title that no other window has. */
async function openPrivately(host: string, path: string): Promise<PrivateWindow> {
  const url = site.origin(host) + path;
  await ours.evaluate(`chrome.windows.create({ incognito: true, url: ${JSON.stringify(url)} })`);
  const isIt = (target: { url: string }) => target.url === url;
  const found = await awaitUntil('the private page', async () =>
    (await browser.send('Target.getTargets')).targetInfos.find(isIt),
  );
  const page = drivePopup(await attachToTarget(browser, found.targetId));
  await page.waitFor(() => location.protocol === 'http:' && document.readyState === 'complete');
  opened += 1;
  const title = `Private page ${opened}`;
  await page.evaluate((wanted) => {
    document.title = wanted;
  }, title);
  const search = () => display.xdotool('search', '--onlyvisible', '--name', title);
  return {
    page,
    async press(keys) {
      await display.pressIn(search, keys);
    },
    async close() {
      await page.close();
      // xdotool fails where it finds none.
      await awaitUntil('the private window to be gone', () =>
        search().then(
          () => false,
          () => true,
        ),
      );
    },
  };
}

const now = () => Math.floor(Date.now() / 30_000);
const isRight = (code: string) =>
  [now(), now() - 1].some((counter) => code === referenceHotp(SECRET, BigInt(counter), 6));
const codeIn = (page: Popup) =>
  page.evaluate(() => document.querySelector<HTMLInputElement>('#code')?.value ?? '');
const savedHosts = async () => Object.values((await askFrom(ours, 'searchTexts', {})).texts).join(' ');
const kept = () => ours.evaluate<object>('chrome.storage.session.get()');

describe('a private window', () => {
  it('is filled by the shortcut on a saved site, and nothing is offered for it', async () => {
    const here = await openPrivately(GOOD, '/');
    await here.press('alt+shift+f');
    expect(await awaitUntil('the code', () => codeIn(here.page))).toSatisfy(isRight);
    expect(Object.keys(await kept())).not.toContain('offer');
    await here.close();
  });

  it('has no way in the menu to be filled by itself, which would keep its host', async () => {
    const here = await openPrivately(GOOD, '/');
    const popup = await overSite(async () => {
      await here.press('alt+shift+o');
      return chromium.popup();
    });
    await press(popup, 'More', '.account[aria-label^="Good Bank"]');
    await popup.waitFor('[role=menuitem]');
    const items = await popup.evaluate(() =>
      [...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent),
    );
    expect(items).toContain('Wrong field, or none?');
    expect(items).not.toContain('Automatic fill');
    await popup.close();
    await here.close();
  });

  it('is filled after the question on another site, which cannot be saved', async () => {
    const here = await openPrivately(OTHER, '/');
    await here.press('alt+shift+f');
    const popup = await chromium.popup();
    await popup.waitFor('[data-code]');
    await press(popup, 'Fill', 'li');
    await popup.waitFor('.notice.warning');
    expect(await textOf(popup)).toContain(`You are on${OTHER}:${site.port}`);
    expect(await popup.evaluate(() => document.querySelectorAll('[type=checkbox]').length)).toBe(0);
    await press(popup, 'Fill anyway');
    expect(await awaitUntil('the code', () => codeIn(here.page))).toSatisfy(isRight);
    expect(await savedHosts()).not.toContain(OTHER);
    await here.close();
  });

  it('is scanned, and the account is saved without the page', async () => {
    const here = await openPrivately(OTHER, '/picture');
    await here.press('alt+shift+s');
    const window = await ourNextPage(chromium.context, '#scan');
    await window.getByText('Tabularium').first().waitFor();
    await window.getByText(`Scanned on ${OTHER}`).waitFor();
    await confirmScan(window);
    await window.close();
    expect(await savedHosts()).toBe(`${GOOD}:${site.port}`);
    await here.close();
  });
});
