/** Lists of the settings with 1,000 accounts, in a real Chromium: what is in sight is drawn first, the rest after it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import { OPTIONS } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { account, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const COUNT = 1000;
/** More than any screen shows. */
const MOST_AT_ONCE = 60;

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  const names = Array.from({ length: COUNT }, (_, index) => `Bulk ${index}`);
  const secretOf = (name: string) => toBase32(Buffer.from(name.padEnd(20, '.')));
  const list = await stockVault(
    chromium,
    names.map((name) => account(name, secretOf(name))),
  );
  await list.close();
  page = await chromium.page(OPTIONS);
});
afterAll(() => chromium?.close());

/** Runs in the page: keeps, as `counted`, how many rows there are after the first change of their number. */
function watchRows(rows: string): void {
  const count = () => document.querySelectorAll(rows).length;
  const before = count();
  Object.assign(window, { counted: undefined });
  const observer = new MutationObserver(() => {
    if (count() === before) return;
    Object.assign(window, { counted: count() });
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true });
}

/** How many rows the first picture after `act` has. In the end all of them are there. */
async function drawnAtOnce(rows: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate(watchRows, rows);
  await act();
  const drawn = await awaitUntil(rows, () => page.evaluate<number | undefined>('window.counted'));
  await awaitUntil('all of them', async () => (await page.locator(rows).count()) === COUNT);
  return drawn;
}

describe('of 1,000 accounts few rows are drawn at once', () => {
  it('where some are chosen for an export', async () => {
    await page.locator('summary').filter({ hasText: 'Take accounts to another app' }).click();
    const all = page.getByLabel('All accounts (1,000)');
    expect(await drawnAtOnce('.export-picks li', () => all.uncheck())).toBeLessThan(MOST_AT_ONCE);
  });

  it('where the health of the vault names them', async () => {
    const line = page.locator('.health > li').filter({ hasText: '1,000 accounts have no site' });
    const which = line.getByText('Which');
    expect(await drawnAtOnce('.health-accounts li', () => which.click())).toBeLessThan(MOST_AT_ONCE);
  });

  it('where they are managed, also with each letter of the filter, and those that stay are not made anew', async () => {
    const rows = '.manage-row';
    const open = page.getByRole('button', { name: 'Manage accounts' });
    expect(await drawnAtOnce(rows, () => open.click())).toBeLessThan(MOST_AT_ONCE);
    const first = await page.locator(rows).first().elementHandle();
    const filter = page.getByLabel('Filter');
    expect(await drawnAtOnce(rows, () => filter.fill('bulk'))).toBeLessThan(MOST_AT_ONCE);
    expect(await first?.evaluate((row) => row.isConnected)).toBe(true);
  });
});
