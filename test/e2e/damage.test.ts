/** Vaults that were damaged, forged or made by a later version, in real Chromium: nothing is lost, nothing is silent. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectVault, createVault as sealVault } from '../../src/core/vault-file';
import { putTogether, takeApart } from '../core/vault-file-kit';
import { toBase32 } from '../fakes/reference-otp';
import { decrypt, giveBackup, press, says, sees, stored, unfold } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { createVault, OWN, ourNextPage, PASSPHRASE, POPUP, rightCode, seeCode, unlock } from './person';
import { account, addAccounts, askFrom, FORGET_MIRROR, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));
const named = (issuer: string) => account(issuer, secretOf(issuer));
const GARBAGE = '{"format":"counterfoil-va';
const NOT_READ = 'The vault cannot be read';

let folder: string;
let chromium: Chromium;
let list: Page;
/** Everything on disk as it is while all is well. */
let good: { local: Record<string, unknown>; mirror: unknown };

const inWorker = async (script: string): Promise<unknown> => (await chromium.worker()).evaluate(script);
const setLocal = (items: Record<string, unknown>) =>
  inWorker(`chrome.storage.local.set(${JSON.stringify(items)})`);
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();
const notice = () => list.getByRole('complementary', { name: 'The vault was recovered.' });
const codeOf = (issuer: string) => seeCode(list, issuer, () => rightCode(secretOf(issuer)));

/** One record of IndexedDB, read or, with a second argument, written. */
const ARCHIVE = `(store, value) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault', 1);
  opening.onupgradeneeded = () => ['mirror', 'history', 'high'].map((name) => opening.result.createObjectStore(name));
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    const found = transaction.objectStore(store).get('vault');
    if (value !== undefined) transaction.objectStore(store).put(value, 'vault');
    transaction.oncomplete = () => { database.close(); resolve(found.result); };
    transaction.onerror = () => reject(transaction.error);
  };
})`;
const mirror = () => inWorker(`(${ARCHIVE})('mirror')`);
const setMirror = (value: unknown) => inWorker(`(${ARCHIVE})('mirror', ${JSON.stringify(value)})`);

interface Head {
  readonly cur: 'a' | 'b';
  readonly rev: number;
  readonly sum: string;
}

const headOf = (items: Record<string, unknown>) => items['vault.head'] as Head;

/** The file that was saved last, as it lies in `storage.local`. */
async function newest(): Promise<{ key: string; file: string; head: Head }> {
  const items = await stored(chromium);
  const head = headOf(items);
  const key = `vault.${head.cur}`;
  return { key, file: String(items[key]), head };
}

/** Locked, on an unharmed disk. */
async function lockAll(): Promise<void> {
  await askFrom(list, 'lock', {});
  await list.getByLabel('Passphrase', { exact: true }).waitFor();
}

async function expectAllWhole(): Promise<void> {
  const { 'vault.a': a, 'vault.b': b } = await stored(chromium);
  for (const file of [a, b]) expect(await inspectVault(String(file))).toMatchObject({ ok: true });
  expect(await mirror()).toMatchObject({ file: (await newest()).file });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-damage-'));
  chromium = await launchChromium({ extension: EXTENSION });
  list = await stockVault(chromium, [named('Acme')]);
  await addAccounts(list, [named('Birch')]);
  good = { local: await stored(chromium), mirror: await mirror() };
});
afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a vault with one copy that still can be read', () => {
  beforeEach(lockAll);

  it('opens with all codes when the newest generation is damaged, says so once, and mends it with the next save', async () => {
    const { key } = await newest();
    await setLocal({ [key]: GARBAGE });
    await unlock(list);
    await codeOf('Birch');
    await notice().getByText('One of its copies was damaged. Another one took its place.').waitFor();
    expect(await notice().textContent()).not.toContain('missing');
    await list.getByRole('listitem', { name: 'Acme' }).click();
    await says(list, 'Copied');
    await notice().getByRole('button', { name: 'Close' }).click();
    await notice().waitFor({ state: 'detached' });
    await list.reload();
    await codeOf('Acme');
    expect(await notice().count()).toBe(0);
    expect((await stored(chromium))[key]).toBe(GARBAGE);
    await addAccounts(list, [named('Cedar')]);
    await expectAllWhole();
  });

  it('opens from the second place of the browser when both generations are damaged', async () => {
    await setLocal({ 'vault.a': GARBAGE, 'vault.b': 7 });
    await unlock(list);
    await notice().getByText('One of its copies was damaged. Another one took its place.').waitFor();
    await codeOf('Cedar');
    await notice().getByRole('button', { name: 'Close' }).click();
    await addAccounts(list, [named('Dogwood')]);
    const { file } = await newest();
    expect(await inspectVault(file)).toMatchObject({ ok: true });
    await addAccounts(list, [named('Elder')]);
    await expectAllWhole();
  });

  it('says how many saves are missing when only an earlier generation is left', async () => {
    const { key } = await newest();
    await inWorker(FORGET_MIRROR);
    await setLocal({ [key]: GARBAGE });
    await unlock(list);
    await notice().getByText('The newest copy is lost. What you see is an earlier one.').waitFor();
    await notice().getByText('Up to 1 save may be missing.').waitFor();
    await codeOf('Dogwood');
    expect(await list.getByRole('listitem', { name: 'Elder' }).count()).toBe(0);
    await notice().getByRole('button', { name: 'Save a backup now' }).click();
    const settings = await ourNextPage(chromium.context, '#backup');
    await heading(settings, 'Backup');
    await settings.close();
    await notice().getByRole('button', { name: 'Close' }).click();
    await addAccounts(list, [named('Elder')]);
  });

  it('does not use a newest copy that was forged, and says what may have happened', async () => {
    const { key, file, head } = await newest();
    const parts = takeApart(file);
    parts.ct[100] = (parts.ct[100] ?? 0) ^ 1;
    const forged = putTogether(parts);
    const sum = JSON.parse(forged).sum;
    await setLocal({ [key]: forged, 'vault.head': { ...head, sum } });
    await unlock(list);
    await notice().getByText('The newest copy was not written by your vault and was not used.').waitFor();
    await codeOf('Elder');
    await notice().getByRole('button', { name: 'Close' }).click();
    await addAccounts(list, [named('Fir')]);
    const mended = await newest();
    expect([mended.key, mended.file]).not.toContain(forged);
    await addAccounts(list, [named('Gorse')]);
    await expectAllWhole();
    good = { local: await stored(chromium), mirror: await mirror() };
  });
});

describe('a vault of which nothing can be read', () => {
  /** A tab with what can be done. */
  let page: Page;

  async function damageAll(): Promise<void> {
    await setLocal({ ...good.local, 'vault.a': GARBAGE, 'vault.b': `${GARBAGE}-b` });
    await setMirror({ file: `${GARBAGE}-mirror`, writtenAt: 1 });
    await inWorker("chrome.storage.session.remove('unlocked')");
    page = await chromium.page(POPUP);
    await heading(page, NOT_READ);
  }
  beforeEach(async () => {
    await damageAll();
    return () => page.close();
  });

  it('is not changed by being looked at, and opens again when the browser gives it back', async () => {
    const before = await stored(chromium);
    await sees(page, 'Your accounts are still on this computer; nothing is changed.');
    expect(await page.getByRole('button').allTextContents()).toEqual(['Try again']);
    expect(await page.locator('summary').allTextContents()).toEqual([
      'Restore from a backup file',
      'Restore an earlier version',
      'Save the raw data',
      'Start over',
    ]);
    await press(page, 'Try again');
    await heading(page, NOT_READ);
    expect(await stored(chromium)).toEqual(before);
    await setLocal(good.local);
    await press(page, 'Try again');
    await unlock(page);
    await page.getByRole('listitem', { name: 'Gorse' }).waitFor();
  });

  it('leads out of the popup, which would close under a file dialog', async () => {
    const popup = await chromium.openPopup();
    await popup.waitFor('h1');
    const texts = () => [...document.querySelectorAll('button, summary')].map((one) => one.textContent);
    await awaitUntil('its two buttons', async () => {
      const found = await popup.evaluate(texts);
      return found.join() === 'Try again,Open in a tab';
    });
    await popup.close();
  });

  it('gives away all its bytes as they are', async () => {
    await unfold(page, 'Save the raw data');
    const downloading = page.waitForEvent('download');
    await press(page, 'Save the raw data');
    const download = await downloading;
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    const { format, found } = JSON.parse(await readFile(path, 'utf8'));
    expect(format).toBe('counterfoil-raw');
    expect(found).toMatchObject({
      'vault.a': { value: GARBAGE },
      'vault.b': { value: `${GARBAGE}-b` },
      'vault.head': { value: good.local['vault.head'] },
      mirror: { value: { vault: { file: `${GARBAGE}-mirror`, writtenAt: 1 } } },
    });
    expect(Object.values(found.history.value)).not.toHaveLength(0);
  });

  it('is restored from an earlier version, and the damaged copies are kept', async () => {
    await unfold(page, 'Restore an earlier version');
    await page.getByRole('button', { name: 'Use it' }).first().click();
    await page.getByLabel('Backup passphrase').fill(`${PASSPHRASE}s`);
    await press(page, 'Restore');
    await sees(page, 'This passphrase does not open the vault');
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press(page, 'Restore');
    await says(page, '6 accounts restored');
    await page.getByRole('listitem', { name: 'Fir' }).waitFor();
    const kept = await askFrom(page, 'history', {});
    const damaged = kept.filter(({ why }) => why === 'damaged').map(({ key }) => key);
    const files = await Promise.all(damaged.map((key) => askFrom(page, 'historyFile', { key })));
    const texts = files.map(({ file }) => file);
    expect(texts).toEqual(expect.arrayContaining([GARBAGE, `${GARBAGE}-b`, `${GARBAGE}-mirror`]));
  });

  it('is restored from a backup file', async () => {
    await setLocal(good.local);
    await setMirror(good.mirror);
    await press(page, 'Try again');
    await unlock(page);
    await page.getByRole('listitem', { name: 'Gorse' }).waitFor();
    const { file } = await askFrom(page, 'exportBackup', { credential: OWN });
    const path = join(folder, 'backup.counterfoil');
    await writeFile(path, file);
    await page.close();
    await damageAll();
    await unfold(page, 'Restore from a backup file');
    await giveBackup(page, 'Restore', { file: path });
    await says(page, '7 accounts restored');
    await seeCode(page, 'Gorse', () => rightCode(secretOf('Gorse')));
    expect(decrypt(path, PASSPHRASE).trim().split('\n')).toHaveLength(7);
  });

  it('gives way to a new vault only when the words were typed', async () => {
    const before = await stored(chromium);
    await unfold(page, 'Start over');
    await press(page, 'Start over');
    await sees(page, 'Type the words exactly as they stand above.');
    await page.getByLabel('To go on, type: START OVER').fill('start');
    await press(page, 'Start over');
    await sees(page, 'Type the words exactly as they stand above.');
    expect(await stored(chromium)).toEqual(before);
    await page.getByLabel('To go on, type: START OVER').fill('start over');
    await press(page, 'Start over');
    await createVault(page);
    const kept = await askFrom(page, 'history', {});
    expect(kept.filter(({ why }) => why === 'damaged').length).toBeGreaterThanOrEqual(3);
  });
});

describe('a storage that cannot be read', () => {
  it('is a damaged vault, to which nothing is written', async () => {
    const before = await stored(chromium);
    await inWorker(`{
      realGet = chrome.storage.local.get;
      realSet = chrome.storage.local.set;
      writes = 0;
      chrome.storage.local.get = () => Promise.reject(new Error('IO error: Unable to create sequential file'));
      chrome.storage.local.set = (...args) => { writes += 1; return realSet.apply(chrome.storage.local, args); };
    }`);
    const page = await chromium.page(POPUP);
    await heading(page, NOT_READ);
    await press(page, 'Try again');
    await heading(page, NOT_READ);
    const settings = await chromium.page('src/options/index.html');
    await heading(settings, NOT_READ);
    await settings.close();
    await inWorker('chrome.storage.local.get = realGet');
    expect(await inWorker('writes')).toBe(0);
    await inWorker('chrome.storage.local.set = realSet');
    expect(await stored(chromium)).toEqual(before);
    await press(page, 'Try again');
    await page.getByRole('searchbox', { name: 'Search' }).waitFor();
    await page.close();
  });
});

describe('a vault of a newer version', () => {
  it('is not read, not written, and can be saved as it is', async () => {
    const { key, file } = await newest();
    const future = JSON.stringify({ ...JSON.parse(file), v: 2, more: 'of it' });
    await setLocal({ [key]: future });
    const before = { local: await stored(chromium), mirror: await mirror() };
    const page = await chromium.page(POPUP);
    await heading(page, 'Made by a newer version');
    await press(page, 'Try again');
    await heading(page, 'Made by a newer version');
    expect(await page.getByRole('button').allTextContents()).toEqual(['Try again', 'Save the raw file']);
    const downloading = page.waitForEvent('download');
    await press(page, 'Save the raw file');
    const path = join(folder, 'newer.json');
    await (await downloading).saveAs(path);
    expect(JSON.parse(await readFile(path, 'utf8')).found[key]).toEqual({ value: future });
    const settings = await chromium.page('src/options/index.html');
    await heading(settings, 'Made by a newer version');
    await expect(addAccounts(page, [named('Late')])).rejects.toThrow('E_NEWER');
    expect({ local: await stored(chromium), mirror: await mirror() }).toEqual(before);
  });

  it('can be saved as it is also where only its content is of that version, once it was opened', async () => {
    const { text } = await sealVault({ schema: 3, accounts: [] }, PASSPHRASE);
    await setLocal({ 'vault.a': text, 'vault.b': text });
    const page = await chromium.page(POPUP);
    await unlock(page);
    await heading(page, 'Made by a newer version');
    const downloading = page.waitForEvent('download');
    await press(page, 'Save the raw file');
    const path = join(folder, 'later.json');
    await (await downloading).saveAs(path);
    expect(JSON.parse(await readFile(path, 'utf8')).found['vault.a']).toEqual({ value: text });
  });
});
