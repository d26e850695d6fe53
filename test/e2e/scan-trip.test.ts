/** Every way to scan what is on the page, in a real, headed Chromium: page menu, shortcut, popup button, while locked. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pdfWithCode } from '../fakes/pdf';
import { startSite } from '../site/server';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { createVault, firstRunTab, ourNextPage, PASSPHRASE, registerAtSite, unlock } from './person';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

let display: Display;
let chromium: Chromium;
let site: { url: string; close(): Promise<void> };
let page: Page;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ port: 0 });
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  const tab = await firstRunTab(chromium);
  await createVault(tab);
  await tab.close();
  page = await chromium.context.newPage();
  await registerAtSite(page, site.url, 'octavia');
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

/** One test's pages are not found by the next. */
afterEach(async () => {
  const ours = chromium.context.pages().filter((one) => one.url().includes('#scan'));
  await Promise.all(ours.map((one) => one.close()));
});

/** The confirm window that this gesture opens, with what it found. */
async function scanned(gesture: () => Promise<void>): Promise<Page> {
  await page.bringToFront();
  await gesture();
  const window = await ourNextPage(chromium.context, '#scan');
  await window.getByRole('heading', { name: /Add accounts?/ }).waitFor();
  return window;
}

const issuerIn = (window: Page) => window.getByText('Practice Site').first().waitFor();

describe('scanning the page', () => {
  it('works from the menu anywhere on the page', async () => {
    const window = await scanned(async () => {
      await chromium.rightClick(page, 'h1');
      await chromium.chooseMenuItem('Scan QR code on this page');
    });
    await issuerIn(window);
    await window.close();
  });

  it('works by the shortcut', async () => {
    const window = await scanned(() => chromium.shortcut('alt+shift+s'));
    await issuerIn(window);
    await window.close();
  });

  it('works from the button in the popup, which gives way to the window', async () => {
    const window = await scanned(async () => {
      await chromium.shortcut('alt+shift+o');
      const popup = await chromium.popup();
      await popup.click('button[aria-label="Scan page"]');
    });
    await issuerIn(window);
    await window.close();
  });

  it('lists several codes with none chosen, and adds the one that the person picks, under the name written there', async () => {
    await page.goto(`${site.url}/codes`);
    await page.locator('#totp-first img').waitFor();
    const window = await scanned(() => chromium.shortcut('alt+shift+s'));
    await window.getByRole('heading', { name: 'Add accounts' }).waitFor();
    const boxes = window.getByRole('checkbox');
    await awaitUntil('the list of what was found', async () => (await boxes.count()) >= 2);
    expect(
      await boxes.evaluateAll((all) => all.filter((box) => (box as HTMLInputElement).checked).length),
    ).toBe(0);
    const add = window.getByRole('button', { name: 'Add', exact: true });
    expect(await add.isDisabled()).toBe(true);
    await boxes.first().check();
    await window
      .getByRole('button', { name: /^Edit / })
      .first()
      .click();
    const name = window.getByLabel('Account name');
    await name.fill('');
    await window.getByText('Write an issuer or an account name').or(name).first().waitFor();
    await name.fill('renamed in the list');
    await add.click();
    await window.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await window.getByText('renamed in the list').waitFor();
    await window.close();
  });

  it('shows a QR code of something else as text that cannot be followed', async () => {
    const window = await scanned(async () => {
      await chromium.rightClick(page, '#link img');
      await chromium.chooseMenuItem('Scan this image');
    });
    await window.getByText('This QR code is not an account').waitFor();
    expect(await window.getByRole('link').count()).toBe(0);
    expect(await window.getByRole('button', { name: 'Add', exact: true }).count()).toBe(0);
    await window.close();
  });

  it('names the host of a page over plain http, and offers nothing to keep of it', async () => {
    const plain = `http://practice.localhost:${new URL(site.url).port}`;
    const popup = await chromium.page('src/popup/index.html#scan');
    // It has asked for its picture: one that is laid down now waits for the reload.
    await popup.getByText('The picture of the page is gone').waitFor();
    await popup.evaluate(
      async ([pageHost, image]) => {
        const { chrome } = globalThis as unknown as {
          chrome: { storage: { session: { set(items: object): Promise<void> } } };
        };
        await chrome.storage.session.set({
          capture: { pictures: [{ image }], pageOrigin: null, pageHost, target: null },
        });
      },
      [plain, await page.locator('#totp-first img').getAttribute('src')],
    );
    await popup.reload();
    await popup.getByText(`Scanned on ${plain}`).waitFor();
    expect(await popup.getByRole('checkbox').count()).toBe(0);
    await popup.close();
  });

  it('reads a code in a document that the browser shows itself', async () => {
    const uri = 'otpauth://totp/Letter:octavia?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Letter';
    await chromium.context.route(`${site.url}/letter.pdf`, (route) =>
      route.fulfill({ contentType: 'application/pdf', body: pdfWithCode(uri) }),
    );
    await page.goto(`${site.url}/letter.pdf`);
    // The viewer says to nobody when it has drawn the page: a person who is too fast tries again.
    const scanLetter = async (): Promise<boolean> => {
      await page.bringToFront();
      await chromium.shortcut('alt+shift+s');
      const window = await ourNextPage(chromium.context, '#scan');
      const end = window.getByRole('heading', { name: /Add account|Nothing to add yet/ });
      await end.waitFor();
      const isFound = (await end.textContent()) === 'Add account';
      if (isFound) await window.getByText('Letter').first().waitFor();
      await window.close();
      return isFound;
    };
    await awaitUntil('the code of the letter', scanLetter, 40_000);
  });

  it('while locked asks to unlock and then goes on with the picture that was taken', async () => {
    await (await chromium.worker()).evaluate("chrome.storage.session.remove(['unlocked'])");
    await page.bringToFront();
    await page.goto(`${site.url}/two-factor`);
    await page.locator('#qr').waitFor();
    await chromium.shortcut('alt+shift+s');
    const window = await ourNextPage(chromium.context, '#scan');
    await window.getByRole('button', { name: 'Unlock' }).waitFor();
    await page.goto(`${site.url}/`);
    await unlock(window, PASSPHRASE);
    await issuerIn(window);
    await window.close();
  });
});
