/** A copied code leaves the clipboard again, where the person wants it so. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { POPUP, pasteElsewhere } from './person';
import { account, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let folder: string;
let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  // The package as it is once the person has said yes to the browser's question, which no driver can answer.
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-clipboard-'));
  await cp(EXTENSION, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  expect(manifest.optional_permissions).toEqual(['clipboardWrite']);
  manifest.permissions.push('clipboardWrite');
  delete manifest.optional_permissions;
  await writeFile(path, JSON.stringify(manifest));
  chromium = await launchChromium({ extension: folder });
  await stockVault(chromium, [account('Acme', SECRET)]);
  page = await chromium.page(POPUP);
});
afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const alarms = async () =>
  (await chromium.worker()).evaluate<{ name: string; scheduledTime: number }[]>('chrome.alarms.getAll()');
const clearing = async () => (await alarms()).find(({ name }) => name === 'clear-clipboard');

async function copyTheCode(): Promise<void> {
  await page.getByRole('listitem', { name: 'Acme' }).click();
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
  expect(await pasteElsewhere(chromium.context)).toMatch(/^\d{6}$/);
}

describe('a copied code', () => {
  it('stays where nobody has switched the clearing on', async () => {
    await copyTheCode();
    expect(await clearing()).toBeUndefined();
  });

  it('is to be cleared 30 seconds later where somebody has', async () => {
    await askFrom(page, 'changeSettings', { opId: 'on', clearClipboard: true });
    const copiedAt = Date.now();
    await copyTheCode();
    const alarm = await awaitUntil('the alarm', clearing);
    expect(alarm.scheduledTime - copiedAt).toBeGreaterThan(29_000);
    expect(alarm.scheduledTime - copiedAt).toBeLessThan(45_000);
  });

  it('is gone after the alarm, with no page of ours open', async () => {
    await page.close();
    await (await chromium.worker()).evaluate("chrome.alarms.create('clear-clipboard', { when: Date.now() })");
    await awaitUntil('an empty clipboard', async () => (await pasteElsewhere(chromium.context)) === '');
  });
});
