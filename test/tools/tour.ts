/**
 * The main job played in a real browser on a screen of its own, a picture of each step: what `npm start` does where
 * there is no display. It uses the steps of the end-to-end tests.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { launchChromium } from '../e2e/harness/chromium.ts';
import { startDisplay } from '../e2e/harness/display.ts';
import {
  confirmScan,
  createVault,
  firstRunTab,
  goToPrompt,
  ourNextPage,
  registerAtSite,
} from '../e2e/person.ts';
import { startSite } from '../site/server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PICTURES = path.join(ROOT, 'out/tour');

let step = 0;
/** Prints a step and says where its picture goes. */
function say(sentence: string, name: string): string {
  step += 1;
  const file = path.join(PICTURES, `${String(step).padStart(2, '0')}-${name}.png`);
  console.log(`${step}. ${sentence}\n   ${path.relative(ROOT, file)}`);
  return file;
}
const show = (page: Page, sentence: string, name: string) => page.screenshot({ path: say(sentence, name) });

rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });
const display = await startDisplay();
const site = await startSite({ port: 0 });
const browser = await launchChromium({ extension: path.join(ROOT, 'dist/chrome'), headed: display });
try {
  const tab = await firstRunTab(browser);
  await tab.getByRole('heading', { name: 'Create your vault' }).waitFor();
  await show(tab, 'After installing, the first run offers a passphrase.', 'first-run');
  await createVault(tab);
  await show(tab, 'The vault is there, and empty.', 'empty-vault');

  const page = await browser.context.newPage();
  await registerAtSite(page, site.url, 'octavia');
  await show(page, 'The practice site shows a QR code.', 'qr-code');
  await browser.rightClick(page, '#qr');
  await browser.chooseMenuItem('Scan this image');
  const window = await ourNextPage(browser.context, '#scan');
  await window.getByRole('heading', { name: 'Add account' }).waitFor();
  await show(window, 'Right-click → “Scan this image”: what was found, before anything is saved.', 'confirm');
  await confirmScan(window);
  await show(window, '“Add” → “Saved”.', 'saved');
  await window.close();

  await page.bringToFront();
  await page.locator('#code').focus();
  await browser.shortcut('alt+shift+f');
  const first = await awaitUntil('the code in the field', () => page.locator('#code').inputValue());
  await show(page, 'Alt+Shift+F fills the first code into the confirmation field.', 'confirmation-field');
  await page.getByRole('button', { name: 'Turn on two-factor' }).click();
  await page.getByRole('link', { name: 'Turn off two-factor' }).waitFor();

  await goToPrompt(page, site.url, 'octavia');
  await browser.shortcut('alt+shift+o');
  const popup = await browser.popup();
  await popup.waitFor('[data-code]');
  await popup.screenshot(say('Alt+Shift+O opens the popup: this site’s account first.', 'popup'));
  const isNew = () => [...document.querySelectorAll('[data-code]')].map((code) => code.textContent);
  await awaitUntil(
    'the next code (a site takes each only once)',
    async () => !(await popup.evaluate(isNew)).includes(first),
    35_000,
  );
  await popup.press('Enter');
  await awaitUntil('the code in the field', () => page.locator('#code').inputValue());
  await show(page, 'Enter fills the 2FA prompt.', 'prompt');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Signed in with two factors').waitFor();
  await show(page, 'Signed in with two factors.', 'signed-in');
} finally {
  await browser.close();
  await site.close();
  await display.stop();
}
