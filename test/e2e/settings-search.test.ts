/** A person who looks for a setting by its words. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium';
import { PASSPHRASE } from './person';
import { askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

let browser: Chromium;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium({ extension: EXTENSION });
  await stockVault(browser, []);
  page = await browser.page('src/options/index.html');
  await page.locator('.slots').waitFor();
});
afterAll(() => browser?.close());

const box = () => page.getByRole('searchbox', { name: 'Search the settings' });
const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
const sections = () => page.locator('.section:visible h2').allTextContents();

describe('the search of the settings', () => {
  it('is reached by /, and leaves the rows that have the words, whatever their case and accents', async () => {
    const all = (await sections()).length;
    await page.keyboard.press('/');
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('CLÍPBOARD seconds');
    await said('Found in 1 section');
    expect(await page.getByLabel('Clear the clipboard 30 seconds').isVisible()).toBe(true);
    expect(await page.getByLabel('Lock when unused').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    expect(await box().inputValue()).toBe('');
    expect(await sections()).toHaveLength(all);
  });

  it('shows a section whole whose title has the words, says when there is none, and clears', async () => {
    await box().fill('about');
    await page.getByText('Licence').or(page.getByText('licence')).first().waitFor();
    await box().fill('nothing like it');
    await said('Nothing found');
    expect(await sections()).toEqual([]);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
    expect((await sections()).length).toBeGreaterThan(5);
  });
});

it('finds nothing to improve in an empty vault without claiming a backup or a good passphrase', async () => {
  const credential = { type: 'passphrase', passphrase: PASSPHRASE } as const;
  await askFrom(page, 'newRecoveryKey', { credential });
  await page.reload();
  const health = page.getByRole('region', { name: 'Health' });
  await health.getByText('There are no accounts yet that need a backup.').waitFor();
  await health.getByText('Counterfoil does not know how strong the passphrase is').waitFor();
  expect(await health.getByText('there is a backup').count()).toBe(0);
});

it('gives a reason for every permission that the manifest names, and the one request that there is', async () => {
  const about = page.getByRole('region', { name: 'About' });
  await about.getByText('the page in front asks its own site for the time').waitFor();
  const { permissions, optional_permissions } = JSON.parse(
    readFileSync(`${EXTENSION}/manifest.json`, 'utf8'),
  );
  await about.getByText('Permissions, and why').click();
  const named = await about.locator('.permissions dt').allTextContents();
  expect(named.sort()).toEqual([...permissions, ...optional_permissions].sort());
});

it('leads to the page of the browser where the shortcuts are changed', async () => {
  const opened = browser.context.waitForEvent('page');
  await page.getByRole('button', { name: 'Change shortcuts' }).click();
  const shortcuts = await opened;
  await shortcuts.waitForURL('chrome://extensions/shortcuts');
  await shortcuts.close();
});

it('has no shortcuts where the browser knows none, as on phones', async () => {
  expect(await sections()).toContain('Keyboard shortcuts');
  const phone = await browser.context.newPage();
  await phone.addInitScript('delete chrome.commands; if (globalThis.browser) delete browser.commands;');
  await phone.goto(page.url());
  await phone.locator('.slots').waitFor();
  const titles = await phone.locator('.section:visible h2').allTextContents();
  expect(titles).toEqual((await sections()).filter((title) => title !== 'Keyboard shortcuts'));
  await phone.close();
});
