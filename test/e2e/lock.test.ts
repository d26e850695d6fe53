/** Locking in a real Chromium, and what of the vault can be found outside it: on the disk, in messages, in logs. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { addByHand, choose, createVault, PASSPHRASE, POPUP, rightCode, seeCode, unlock } from './person';
import { leaksIn, namesWith, type Recorded, recordMessages } from './recorded-messages';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SETTINGS = 'src/options/index.html';
const SECRET_BYTES = 'canary-of-the-mine-7';
const ACCOUNT = {
  issuer: 'Thistledownix',
  name: 'ottoline.wren',
  secret: toBase32(Buffer.from(SECRET_BYTES)),
};
const DRAFT = 'Dandelionwort';
const CANARIES = [...Object.values(ACCOUNT), SECRET_BYTES, PASSPHRASE, DRAFT];

let userDataDir: string;
let chromium: Chromium;
let page: Page;
/** Every request of our pages with its answer, as JSON. */
const messages: Recorded[] = [];
/** The vault keys that the session has held. */
const vaultKeys: string[] = [];
/** Everything that pages and the worker have written to their consoles, and their uncaught errors. */
const said: string[] = [];

/** Starts the browser on the same profile each time, and listens to all that its pages say. */
async function start(): Promise<void> {
  chromium = await launchChromium({ extension: EXTENSION, userDataDir });
  const { context } = chromium;
  context.on('console', (message) => said.push(message.text()));
  context.on('weberror', (error) => said.push(String(error.error().stack)));
  (await chromium.worker()).on('console', (message) => said.push(message.text()));
  await recordMessages(context, messages);
  await context.addInitScript(`{
    let lockedAt;
    globalThis.lockedAt = () => lockedAt;
    new BroadcastChannel('counterfoil').onmessage = ({ data }) => {
      if (data.type === 'locked') lockedAt = performance.now();
    };
  }`);
  page = await chromium.page(POPUP);
}

/** The files of the profile with one of these words in UTF-8 or UTF-16, in any case. */
async function filesWith(words: readonly string[]): Promise<string[]> {
  const needles = words
    .flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')])
    .map((bytes) => bytes.toString('latin1').toLowerCase());
  const entries = await readdir(userDataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    // Chromium removes files while we read, and what is gone tells nothing.
    const text = (await readFile(file).catch(() => Buffer.of())).toString('latin1').toLowerCase();
    if (needles.some((needle) => text.includes(needle))) found.push(file.slice(userDataDir.length));
  }
  return found;
}

async function expectNothingOnDisk(): Promise<void> {
  expect(await filesWith(['vault.head'])).not.toEqual([]);
  expect(await filesWith(CANARIES)).toEqual([]);
}

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'counterfoil-lock-'));
  await start();
  await createVault(page);
  await addByHand(page, ACCOUNT);
});
afterAll(async () => {
  await chromium?.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const seeAccount = (tab: Page) => seeCode(tab, ACCOUNT.name, () => rightCode(ACCOUNT.secret));
const seeLocked = (tab: Page) => tab.getByRole('heading', { name: 'Locked' }).waitFor();

/** Milliseconds from when the background says "locked" until nothing in this page shows the account. */
function clearing(tab: Page): Promise<number> {
  return tab.evaluate((word) => {
    const shows = () =>
      document.body.innerHTML.includes(word) ||
      [...document.querySelectorAll('input')].some(({ value }) => value.includes(word));
    if (!shows()) throw new Error(`${location.href} shows no account that could be cleared`);
    return new Promise<number>((resolve) => {
      const { lockedAt } = globalThis as { lockedAt?: () => number };
      const observer = new MutationObserver(() => {
        if (!shows()) resolve(performance.now() - (lockedAt?.() ?? Number.NaN));
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  }, ACCOUNT.issuer);
}

describe('a lock', () => {
  it('clears every open page within 100 ms', async () => {
    await expectNothingOnDisk();
    const edit = await chromium.page(POPUP);
    await choose(edit, ACCOUNT.name, 'Edit');
    await edit.getByLabel('Issuer').waitFor();
    const settings = await chromium.page(SETTINGS);
    const uri = `otpauth://totp/${ACCOUNT.issuer}:another?secret=${toBase32(Buffer.from('another secret'))}`;
    const file = { name: 'links.txt', mimeType: 'text/plain', buffer: Buffer.from(uri) };
    await settings.getByLabel('Choose files').setInputFiles(file);
    await settings.getByRole('button', { name: 'Import' }).click();
    await settings.getByText(ACCOUNT.issuer).waitFor();
    const tabs = [page, edit, settings];
    const clearings = tabs.map(clearing);
    for (const tab of tabs) await tab.evaluate(() => document.body.isConnected);
    vaultKeys.push(Object(await sessionItems()).unlocked.vaultKey);
    await press('Lock');
    for (const milliseconds of await Promise.all(clearings)) expect(milliseconds).toBeLessThan(100);
    for (const tab of tabs) await seeLocked(tab);
    // Which lock was the latest, a random name, and when something was last seen.
    expect(Object.keys(Object(await sessionItems())).sort()).toEqual(['lastLock', 'seen']);
    await expectNothingOnDisk();
  });

  it('says that a passphrase is wrong, and leaves the focus where it is typed', async () => {
    await unlock(page, `${PASSPHRASE}s`);
    await page.getByRole('alert').filter({ hasText: 'This passphrase does not open the vault' }).waitFor();
    const field = page.getByLabel('Passphrase', { exact: true });
    await awaitUntil('the focus', () => field.evaluate((input) => input === document.activeElement));
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.type('something else altogether');
    expect(await field.inputValue()).toBe('something else altogether');
  });

  it('opens in every tab when one of them is unlocked', async () => {
    const [settings] = chromium.context.pages().filter((tab) => tab.url().endsWith(SETTINGS));
    await unlock(page);
    await seeAccount(page);
    await settings?.getByRole('heading', { name: 'Import' }).waitFor();
  });

  it('stays open when the worker stops', async () => {
    await chromium.stopWorker();
    await page.reload();
    await seeAccount(page);
  });

  it('is closed after a restart of the browser, and opens again', async () => {
    await press('Add account');
    await page.getByLabel('Issuer').fill(DRAFT);
    await page.getByLabel('Secret').fill(ACCOUNT.secret);
    await awaitUntil('the draft', async () => 'draft.add' in Object(await sessionItems()));
    await expectNothingOnDisk();
    await chromium.close();
    await expectNothingOnDisk();
    await start();
    await seeLocked(page);
    expect(await page.locator('body').textContent()).not.toContain(ACCOUNT.issuer);
    await unlock(page);
    await seeAccount(page);
    await expectNothingOnDisk();
  });
});

const sessionItems = async () => (await chromium.worker()).evaluate('chrome.storage.session.get(null)');

describe('outside the vault', () => {
  it('no message but those that open a vault has the passphrase, and no answer has the secret', () => {
    const [vaultKey = ''] = vaultKeys;
    expect(vaultKey).toHaveLength(43);
    expect(namesWith(messages, PASSPHRASE).sort()).toEqual(['createVault', 'unlock']);
    const canaries = { credentials: [PASSPHRASE], secrets: [ACCOUNT.secret, SECRET_BYTES], vaultKeys };
    expect(leaksIn(messages, canaries)).toEqual([]);
    // The check sees: answers do name the account.
    expect(messages.filter(({ answer }) => answer.includes(ACCOUNT.name)).length).toBeGreaterThan(0);
  });

  it('no console has been told anything of what is in it', async () => {
    await page.evaluate(() => console.log('a word to be heard'));
    await awaitUntil('the listener to hear', () => said.includes('a word to be heard'));
    for (const line of said) for (const word of CANARIES) expect(line).not.toContain(word);
  });
});
