/** What a real Chromium shows when a page, a picture, a name or the storage is not as it should be. */
import type { Page } from 'playwright-core';
import { toDataURL } from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { choose, ourNextPage, POPUP, rightCode, seeCode, shownCode, unlock } from './person';
import { account, addAccounts, askFrom, FORGET_MIRROR, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));
const uriOf = (issuer: string) =>
  `otpauth://totp/${issuer}:octavia?secret=${secretOf(issuer)}&issuer=${issuer}`;

let chromium: Chromium;
/** The list of accounts, in a tab. */
let list: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  list = await stockVault(chromium, [account('Acme', secretOf('Acme'))]);
  await list.getByRole('listitem', { name: 'Acme' }).waitFor();
});
afterAll(() => chromium?.close());

const inWorker = async (script: string) => (await chromium.worker()).evaluate(script);
const alerts = (page: Page, sentence: string) =>
  page.getByRole('alert').filter({ hasText: sentence }).waitFor();

describe('a page that the browser keeps to itself', () => {
  it.each([
    'chrome://version',
    'about:blank',
    'our settings',
    'view-source:about:blank',
    'file:///usr/share/common-licenses',
  ])('is not filled: %s', async (address) => {
    const isOurs = address === 'our settings';
    const front = isOurs ? await chromium.page('src/options/index.html') : await chromium.context.newPage();
    if (!isOurs) await front.goto(address);
    await front.bringToFront();
    const tabId = (await list.evaluate(
      'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab.id)',
    )) as number;
    const reply = await askFrom(list, 'open', { first: 0 });
    const id = reply.vault === 'unlocked' ? (reply.rows[0]?.id ?? '') : '';
    const target = { tabId, documentId: '0123456789ABCDEF', origin: 'https://example.com' };
    const filling = askFrom(list, 'fill', { id, target, answer: 'once' });
    await expect(filling).rejects.toThrow('page-not-reachable');
    const popup = await chromium.openPopup();
    const sentence = () => popup.evaluate(() => document.querySelector('[role=alert]')?.textContent);
    await popup.click('button[title=Fill]');
    await awaitUntil('the sentence', async () =>
      (await sentence())?.includes('keeps extensions out of this page'),
    );
    await popup.click('button[aria-label="Scan page"]');
    const window = await ourNextPage(chromium.context, '#scan');
    await alerts(window, 'does not allow a picture of this page');
    await window.getByRole('button', { name: 'Try another picture' }).waitFor();
    await window.close();
    await front.close();
  });
});

describe('the window on a scanned picture', () => {
  /** One picture with the QR codes of these texts side by side. */
  async function picture(texts: readonly string[]): Promise<string> {
    const codes = await Promise.all(texts.map((text) => toDataURL(text, { width: 300 })));
    return list.evaluate(async (urls) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 300 * Math.max(1, urls.length), height: 300 });
      for (const [index, url] of urls.entries()) {
        const code = new Image();
        code.src = url;
        await code.decode();
        canvas.getContext('2d')?.drawImage(code, 300 * index, 0);
      }
      return canvas.toDataURL();
    }, codes);
  }

  async function scan(...texts: string[]): Promise<Page> {
    const capture = {
      pictures: [{ image: await picture(texts) }],
      pageOrigin: 'https://example.com',
      pageHost: 'example.com',
      target: null,
    };
    await list.evaluate(`chrome.storage.session.set(${JSON.stringify({ capture })})`);
    return chromium.page(`${POPUP}#scan`);
  }

  it.each(['https://example.com/?<b>bold</b>', 'javascript:alert(1)', 'otpauthx://totp/a?secret=AAAA'])(
    'shows what is no account as text without a link: %s',
    async (text) => {
      const window = await scan(text);
      await window.getByText('This QR code is not an account. It says:').waitFor();
      await window.getByText(text, { exact: true }).waitFor();
      expect(await window.locator('a, b b, iframe, object').count()).toBe(0);
      expect(await window.locator('.page-actions').getByRole('button').allTextContents()).toEqual(['Close']);
      await window.close();
    },
  );

  it.each([
    ['otpauth://motp/a?secret=MFRGGZDFMZTWQ2LK', 'does not know codes of the kind “motp”'],
    ['otpauth://totp/a?secret=0000', '“0” cannot be part of a secret'],
    ['otpauth://totp/a?secret=MFRGGZDFMZTWQ2LK&digits=99', 'The code length is not possible'],
    ['otpauth://totp/?secret=MFRGGZDFMZTWQ2LK', 'This account has no name'],
  ])('says what is wrong with %s', async (uri, sentence) => {
    const window = await scan(uri);
    await alerts(window, sentence);
    expect(await window.locator('.page-actions').getByRole('button').allTextContents()).toEqual(['Close']);
    await window.close();
  });

  it.each([[[uriOf('Long')]], [[uriOf('Long'), 'https://example.com']]])(
    'says at its field that a name is too long, and takes a shorter one: %j',
    async (texts) => {
      const window = await scan(...texts);
      await window.getByRole('button', { name: /^Edit/u }).click();
      const name = window.getByLabel('Account name');
      await name.fill('x'.repeat(257));
      await alerts(window, 'This is longer than 256 characters');
      expect(await name.getAttribute('aria-invalid')).toBe('true');
      await name.fill('shorter');
      await window.getByText('shorter', { exact: true }).waitFor();
      expect(await window.getByRole('alert').count()).toBe(0);
      await window.close();
    },
  );

  it('takes the only account for meant that stands beside other codes', async () => {
    const window = await scan('https://example.com', uriOf('Only'));
    await window.getByText('1 of 1 chosen').waitFor();
    expect(await window.getByRole('checkbox', { name: /Only/ }).isChecked()).toBe(true);
    await window.close();
  });

  it('gives each code its number in the picture, also where it is no account or is refused', async () => {
    const window = await scan(uriOf('Left'), 'https://example.com', 'otpauth://totp/a?secret=0000');
    await window.locator('.picks .picture-number').nth(2).waitFor();
    const numbers = await window.locator('.picks .picture-number').allTextContents();
    expect(numbers.map((text) => text.at(-1))).toEqual(['1', '2', '3']);
    await window.close();
  });

  it('lists both of two codes, chooses none itself, and adds the chosen one', async () => {
    const window = await scan(uriOf('Left'), uriOf('Right'));
    await window.getByRole('heading', { name: 'Add accounts' }).waitFor();
    await window.getByText('0 of 2 chosen').waitFor();
    expect(await window.getByRole('checkbox', { name: /octavia/ }).count()).toBe(2);
    expect(await window.getByRole('checkbox', { checked: true }).count()).toBe(0);
    const add = window.getByRole('button', { name: 'Add', exact: true });
    expect(await add.isDisabled()).toBe(true);
    await window.getByRole('checkbox', { name: 'Right' }).click();
    await add.click();
    await window.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await seeCode(list, 'Right, octavia', () => rightCode(secretOf('Right')));
    expect(await list.getByRole('listitem', { name: 'Left' }).count()).toBe(0);
    await window.close();
  });

  it('says that there is no code, and leads to typing; the picture is handed over once', async () => {
    const window = await scan();
    await alerts(window, 'No QR code was found');
    await window.getByRole('button', { name: 'Add by hand' }).click();
    await window.getByLabel('Secret').waitFor();
    await window.reload();
    await alerts(window, 'The picture of the page is gone');
    await window.close();
  });
});

describe('a name that others wrote', () => {
  const HOSTILE = [
    { issuer: '<img src=x onerror="document.title=1">', name: '<b>bold</b>' },
    { issuer: 'Pay\u202Elap\u202C', name: 'turned', shown: 'Paylap' },
    { issuer: 'W'.repeat(256), name: 'w'.repeat(256) },
    { issuer: 'بنك المستقبل', name: 'مستخدم' },
  ];

  it.each(HOSTILE)(
    'is text, and fits a width of 360 pixels: $issuer',
    async ({ issuer, name, shown = issuer }) => {
      await addAccounts(list, [account(issuer, secretOf(shown.slice(0, 20)), { name })]);
      const narrow = await chromium.page(POPUP);
      await narrow.setViewportSize({ width: 360, height: 640 });
      const overflow = () => narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const item = narrow.getByRole('listitem', { name });
      await item.waitFor();
      expect(await item.locator('.row-name').textContent()).toBe(shown + name);
      const more = await item.getByRole('button', { name: 'More' }).boundingBox();
      expect(more && more.x >= 0 && more.x + more.width <= 360).toBe(true);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await choose(narrow, name, 'Edit');
      await narrow.getByText(shown, { exact: true }).waitFor();
      expect(await overflow()).toBeLessThanOrEqual(0);
      expect(await narrow.locator('#app').locator('img, b b').count()).toBe(0);
      expect(await narrow.title()).toBe('Counterfoil');
      await narrow.close();
    },
  );
});

describe('a storage that fails', () => {
  const failWrites =
    "realSet = chrome.storage.local.set; chrome.storage.local.set = () => Promise.reject('full')";

  it('loses nothing that was typed, and gives no code that it could not count', async () => {
    const secret = secretOf('counted');
    await addAccounts(list, [{ ...account('Counter', secret), type: 'hotp', counter: 0, name: 'counted' }]);
    const form = await chromium.page(POPUP);
    const next = form.getByRole('listitem', { name: 'counted' }).getByRole('button', { name: 'Next code' });
    await inWorker(failWrites);
    await next.click();
    await alerts(form, 'This was not saved');
    expect(await shownCode(form, 'counted')).toBe('');
    await form.getByRole('button', { name: 'Add account' }).click();
    const typed = { Issuer: 'Kept', 'Account name': 'kept', Secret: secretOf('kept').toLowerCase() };
    for (const [label, value] of Object.entries(typed)) await form.getByLabel(label).fill(value);
    await form.getByRole('button', { name: 'Save' }).click();
    await alerts(form, 'This was not saved');
    for (const [label, value] of Object.entries(typed))
      expect(await form.getByLabel(label).inputValue()).toBe(value);
    await inWorker('chrome.storage.local.set = realSet');
    await form.getByRole('button', { name: 'Save' }).click();
    await seeCode(form, 'kept', () => rightCode(secretOf('kept')));
    await form.close();
  });

  it.each([
    ['the newest generation', `{ ['vault.' + items['vault.head'].cur]: '{"format":' }`],
    ['the pointer', "{ 'vault.head': 'a' }"],
    ['the pointer’s goal', "{ 'vault.head': { ...items['vault.head'], cur: 'c' } }"],
  ])('is no trouble while one good generation is left: %s', async (damaged, damage) => {
    await askFrom(list, 'lock', {});
    await inWorker(`chrome.storage.local.get().then(async (items) => {
      await chrome.storage.session.set({ before: items });
      await chrome.storage.local.set(${damage});
    })`);
    await unlock(list);
    await seeCode(list, 'Acme', () => rightCode(secretOf('Acme')));
    await addAccounts(list, [account(damaged, secretOf(damaged))]);
    await seeCode(list, damaged, () => rightCode(secretOf(damaged)));
  });

  it.each([
    ['cut files', { 'vault.a': '{"format":"counterfoil-va', 'vault.b': '' }],
    ['something else', { 'vault.a': 7, 'vault.b': { a: 1 }, 'vault.head': 'x' }],
  ])('says so, deletes nothing and never offers a new vault: %s', async (_what, garbage) => {
    await inWorker(FORGET_MIRROR);
    await inWorker(`chrome.storage.local.set(${JSON.stringify(garbage)})`);
    await list.reload();
    await list.getByRole('heading', { name: 'The vault cannot be read' }).waitFor();
    const open = await chromium.page(POPUP);
    await askFrom(open, 'lock', {});
    await open.reload();
    await open.getByRole('heading', { name: 'The vault cannot be read' }).waitFor();
    await open.getByText('Your accounts are still on this computer; nothing is changed.').waitFor();
    expect(await open.getByRole('button').allTextContents()).toEqual(['Try again']);
    expect(await open.getByRole('button', { name: 'Create vault' }).count()).toBe(0);
    const settings = await chromium.page('src/options/index.html');
    await settings.getByRole('heading', { name: 'The vault cannot be read' }).waitFor();
    await settings.close();
    expect(await inWorker('chrome.storage.local.get()')).toMatchObject(garbage);
    await inWorker('chrome.storage.session.get().then(({ before }) => chrome.storage.local.set(before))');
    await open.getByRole('button', { name: 'Try again' }).click();
    await unlock(open);
    await seeCode(list, 'Acme', () => rightCode(secretOf('Acme')));
    await open.close();
  });
});
