/** Icons of accounts in a real Chromium: those that are there by themselves, and those that a person chooses. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngOf } from '../fakes/png';
import { toBase32 } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { OWN, POPUP, unlock } from './person';
import { account, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));

let browser: Chromium;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  browser = await launchChromium({ extension: EXTENSION });
  page = await stockVault(browser, [
    account('GitHub', secretOf('a')),
    account('Acme', secretOf('b')),
    account('Intranet', secretOf('c'), { origin: 'https://www.reddit.com' }),
  ]);
  browser.context.on('request', (request) => asked.push(request.url()));
  await page.goto(`chrome-extension://${browser.extensionId}/${POPUP}`);
});
afterAll(() => browser?.close());

const row = (issuer: string) => page.getByRole('listitem', { name: issuer });
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
const picker = () => page.locator('input[type=file]');

/** Once it is painted. @returns what it shows, and its size in its own pixels */
async function pictureOf(issuer: string): Promise<{ source: string; width: number; tile: number }> {
  const image = row(issuer).locator('.tile img');
  return image.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return {
      source: element.getAttribute('src') ?? '',
      width: element.naturalWidth,
      tile: element.parentElement?.getBoundingClientRect().width ?? 0,
    };
  });
}

/** A row has its new picture a moment after it was saved. */
const seePicture = (issuer: string, width: number) =>
  awaitUntil(`the picture of ${issuer}`, async () => (await pictureOf(issuer)).width === width);

async function openIcons(issuer: string): Promise<void> {
  await row(issuer).hover();
  await row(issuer).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await press('Change icon');
  await page.getByRole('heading', { name: 'Icon', exact: true }).waitFor();
}

async function save(): Promise<void> {
  await press('Save');
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
}

const take = (bytes: Uint8Array, mimeType = 'image/png') =>
  picker().setInputFiles({ name: 'own', mimeType, buffer: Buffer.from(bytes) });

describe('the icon of an account', () => {
  it('is the one of its service, by issuer or site, or a letter, all of one size', async () => {
    const known = await pictureOf('GitHub');
    expect(known.source).toBe('/icons/brands/github.svg');
    expect((await pictureOf('Intranet')).source).toBe('/icons/brands/reddit.svg');
    const letter = row('Acme').locator('.tile');
    expect(await letter.innerText()).toBe('A');
    expect((await letter.boundingBox())?.width).toBe(known.tile);
  });

  it('is chosen from those of the package, found by their names', async () => {
    await openIcons('Acme');
    await page.getByLabel('Find a service').fill('nextcl');
    await press('Nextcloud');
    await save();
    expect((await pictureOf('Acme')).source).toBe('/icons/brands/nextcloud.svg');
  });

  it('is a picture of the person, made small, there at once after unlocking', async () => {
    await openIcons('Acme');
    await take(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>'),
      'image/svg+xml',
    );
    await page.getByRole('alert').filter({ hasText: 'SVG is not taken' }).waitFor();
    const vast = pngOf(8, 8);
    for (const at of [16, 20]) new DataView(vast.buffer).setUint32(at, 20_000);
    await take(vast);
    await page.getByRole('alert').filter({ hasText: 'too big' }).waitFor();
    await take(pngOf(300, 200));
    await save();
    await seePicture('Acme', 64);
    expect((await pictureOf('Acme')).source).toMatch(/^data:image\/png;base64,/);
    await press('Lock');
    await unlock(page);
    expect((await pictureOf('Acme')).width).toBe(64);
  });

  it('is chosen in a tab where the toolbar popup would close under the file dialog', async () => {
    const popup = await browser.openPopup();
    const click = async (selector: string) => {
      await popup.waitFor(selector);
      await popup.click(selector);
    };
    await click('[aria-label^="GitHub"] [aria-label="More"]');
    await popup.evaluate(() => {
      const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
      items.find(({ textContent }) => textContent === 'Edit')?.click();
    });
    await click('textarea[name=note]');
    await popup.type('typed');
    await click('.edit-head button');
    const opening = browser.context.waitForEvent('page');
    await click('.icon-way:nth-of-type(3)');
    const tab = await opening;
    await tab.getByRole('heading', { name: 'Icon', exact: true }).waitFor();
    await awaitUntil('the popup to go', () => popup.closed());
    await tab.getByRole('button', { name: 'Back', exact: true }).click();
    await awaitUntil('the draft', async () => (await tab.getByLabel('Note').inputValue()) === 'typed');
    await tab.getByRole('button', { name: 'Change icon' }).click();
    await tab.locator('input[type=file]').setInputFiles({
      ...{ name: 'own', mimeType: 'image/png' },
      buffer: Buffer.from(pngOf(300, 200)),
    });
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await tab.close();
    await seePicture('GitHub', 64);
  });

  it('takes fewer pixels where they would take too many bytes', async () => {
    await openIcons('Acme');
    let state = 1;
    const noise = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state & 255;
    };
    await take(pngOf(400, 400, () => [noise(), noise(), noise()]));
    await save();
    await seePicture('Acme', 32);
  });

  it('is a letter, or by itself again, as the person likes', async () => {
    await openIcons('GitHub');
    await press('Letter');
    await save();
    await row('GitHub').locator('.tile').getByText('G', { exact: true }).waitFor();
    await openIcons('GitHub');
    await page.getByRole('button', { name: /^Automatic/ }).click();
    await save();
    expect((await pictureOf('GitHub')).source).toBe('/icons/brands/github.svg');
  });

  it('goes to the trash and comes back with its account, and is told by id alone', async () => {
    const { rows } = unlocked(await askFrom(page, 'open', { first: 0 }));
    const acme = rows.find(({ issuer }) => issuer === 'Acme');
    expect(acme?.icon).toMatch(/^picture:/);
    expect(JSON.stringify(rows)).not.toContain('data:');
    const ids = [acme?.id ?? ''];
    await askFrom(page, 'trash', { opId: 'icons-1', ids });
    await askFrom(page, 'restore', { opId: 'icons-2', ids });
    expect(Object.values(await askFrom(page, 'pictures', { ids }))).toEqual([
      expect.stringMatching(/^data:image\/png;base64,/),
    ]);
    await row('Acme').locator('.tile img').waitFor();
  });

  it('comes along from another app, drawn anew, and goes out again; what is no picture costs no account', async () => {
    const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
    const entry = (issuer: string, icon: string) => ({
      ...{ type: 'totp', issuer, name: 'aegis', icon, icon_mime: 'image/png' },
      info: { secret: secretOf(issuer), algo: 'SHA1', digits: 6, period: 30 },
    });
    const entries = [
      entry('Pictured', base64(pngOf(256, 256))),
      entry('Drawn', base64('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(80, ' '))),
    ];
    const file = { version: 1, header: { slots: null, params: null }, db: { version: 3, entries } };
    await page.goto(`chrome-extension://${browser.extensionId}/src/options/index.html`);
    const buffer = Buffer.from(JSON.stringify(file));
    await page.getByLabel('Choose files').setInputFiles({ name: 'aegis.json', mimeType: '', buffer });
    await press('Import');
    await page.getByText('2 of 2 chosen').waitFor();
    expect(await page.locator('.import-sums').innerText()).toBe('2 new · 1 icon could not be taken over');
    await press('Add');
    await page.getByRole('status').filter({ hasText: '2 accounts saved' }).waitFor();
    await page.goto(`chrome-extension://${browser.extensionId}/${POPUP}`);
    expect((await pictureOf('Pictured')).width).toBe(64);
    expect(await row('Drawn').locator('.tile').innerText()).toBe('D');
    const ids = (await askFrom(page, 'accounts', {}))
      .filter(({ issuer }) => issuer === 'Pictured')
      .map(({ id }) => id);
    const { accounts } = await askFrom(page, 'exportAccounts', { credential: OWN, ids, sealed: false });
    expect(accounts).toMatchObject([{ icon: expect.stringMatching(/^data:image\/png;base64,/) }]);
  });

  it('is fetched from nowhere', () => {
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((url) => !/^(?:chrome-extension|data|blob):/.test(url))).toEqual([]);
  });
});

function unlocked<T extends { readonly vault: string }>(reply: T): Extract<T, { vault: 'unlocked' }> {
  if (!isUnlocked(reply)) throw new Error(`the vault is ${reply.vault}`);
  return reply;
}
const isUnlocked = <T extends { readonly vault: string }>(
  reply: T,
): reply is Extract<T, { vault: 'unlocked' }> => reply.vault === 'unlocked';
