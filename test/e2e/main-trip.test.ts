/** The main job in a real, headed Chromium: from a QR code on a page to a code in the box, with real menus and keys. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { startSite } from '../site/server';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import {
  confirmScan,
  createVault,
  firstRunTab,
  goToPrompt,
  ourNextPage,
  PASSPHRASE,
  popupOverSite,
  registerAtSite,
  siteSecret,
} from './person';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

let display: Display;
let chromium: Chromium;
let site: { url: string; close(): Promise<void> };
let page: Awaited<ReturnType<Chromium['context']['newPage']>>;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ port: 0 });
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  page = await chromium.context.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

const fieldValue = (selector: string) => page.locator(selector).inputValue();

/** The code that is right now, by an implementation that shares nothing with the extension's. */
const rightCode = (secret: string) => referenceHotp(secret, BigInt(Math.floor(Date.now() / 30_000)), 6);

describe('from a QR code on a page to a code in the box', () => {
  let secret: string;

  it('opens the first run in a tab and creates the vault there', async () => {
    const tab = await firstRunTab(chromium);
    await tab.getByRole('heading', { name: 'Create your vault' }).waitFor();
    await createVault(tab);
    await tab.close();
  });

  it('scans the right-clicked QR code, shows what it found, and saves it', async () => {
    await page.bringToFront();
    await registerAtSite(page, site.url, 'octavia');
    secret = await siteSecret(page);
    await chromium.rightClick(page, '#qr');
    await chromium.chooseMenuItem('Scan this image');
    const window = await ourNextPage(chromium.context, '#scan');
    await window.getByRole('heading', { name: 'Add account' }).waitFor();
    await window.getByText('Practice Site').first().waitFor();
    const shown = (await window.locator('body').textContent()) ?? '';
    for (const fact of ['Practice Site', 'octavia', '6 digits', '30', 'SHA-1', new URL(site.url).host])
      expect(shown).toContain(fact);
    const hasRightCode = async () =>
      ((await window.locator('body').textContent()) ?? '').replaceAll(/\s/g, '').includes(rightCode(secret));
    await awaitUntil('the right code', hasRightCode);
    expect(shown).not.toContain(secret);
    await confirmScan(window);
    await window.close();
  });

  it('fills the confirmation field by the shortcut, and the site takes the code', async () => {
    await page.bringToFront();
    await page.locator('#code').focus();
    await chromium.shortcut('alt+shift+f');
    const filled = await awaitUntil('the code in the field', () => fieldValue('#code'));
    expect(filled).toMatch(/^\d{6}$/);
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    await page.getByRole('link', { name: 'Turn off two-factor' }).waitFor();
  });

  it('signs in with the real popup: this site’s account first, Shift and Enter copy, Enter fills', async () => {
    await goToPrompt(page, site.url, 'octavia');
    const used = rightCode(secret);
    await awaitUntil('a code that the site has not seen', () => rightCode(secret) !== used, 35_000);
    await page.bringToFront();
    const popup = await popupOverSite(chromium);
    await popup.waitFor('[role=list][aria-label=Accounts] [data-code]');
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Shift+Enter');
    await popup.waitFor(() => document.querySelector('[role=status]')?.textContent?.includes('Copied'));
    expect(await fieldValue('#code')).toBe('');
    await popup.press('Enter');
    const filled = await awaitUntil('the code in the field', () => fieldValue('#code'));
    expect(filled).toBe(rightCode(secret));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Signed in with two factors').waitFor();
  });

  it('fills six boxes by the context menu, after the worker was stopped', async () => {
    await goToPrompt(page, site.url, 'octavia');
    await page.getByRole('link', { name: 'Six boxes' }).click();
    await chromium.stopWorker();
    const before = rightCode(secret);
    await chromium.rightClick(page, '#digit-1');
    await chromium.chooseMenuItem('Fill code');
    await awaitUntil('all six boxes', async () => (await fieldValue('#digit-6')) !== '');
    const digits = await page
      .locator('input[name=digit]')
      .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    expect([before, rightCode(secret)]).toContain(digits.join(''));
  });

  it('asks to unlock when locked, and then fills what was asked', async () => {
    await (await chromium.worker()).evaluate("chrome.storage.session.remove(['unlocked'])");
    await page.reload();
    await chromium.shortcut('alt+shift+f');
    const popup = await chromium.popup();
    await popup.waitFor('input[type=password]');
    await popup.type(PASSPHRASE);
    await popup.press('Enter');
    await awaitUntil('all six boxes', async () => (await fieldValue('#digit-6')) !== '');
  });
});
