/** The practice site's second factors with the extension in front of them: refused, locked out, and let in again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { startSite } from '../site/server';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { press } from './hostile-bed';
import { goToPrompt, ourNextPage, popupOverSite, registerAtSite, siteSecret } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const MINUTE = 60_000;

let display: Display;
let chromium: Chromium;
let site: { url: string; close(): Promise<void> };
let page: Page;
let ours: Page;
/** How far the site's clock is ahead of the computer's, in milliseconds. */
let ahead = 0;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ now: () => Date.now() + ahead });
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  ours = await stockVault(chromium, []);
  page = await chromium.context.newPage();
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

const problem = () => page.getByRole('alert').textContent();
const goOn = () => page.getByRole('button', { name: 'Continue' }).click();

/** Fills by the shortcut; the code that came. */
async function fill(): Promise<string> {
  await page.bringToFront();
  await page.locator('#code').focus();
  await chromium.shortcut('alt+shift+f');
  return awaitUntil('the code in the field', () => page.locator('#code').inputValue());
}

/** What was right two minutes ago, by an implementation that shares nothing with the extension's. */
const oldCode = (secret: string) => referenceHotp(secret, BigInt(Math.floor(Date.now() / 30_000) - 4), 6);

async function enter(code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await goOn();
}

async function comeToBackupCodes(): Promise<void> {
  await page.goto(`${site.url}/sign-in`);
  await page.getByLabel('Name').fill('octavia');
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Backup code' }).click();
  await page.locator('#backup-code').waitFor();
}

async function enterBackup(code: string): Promise<void> {
  await page.locator('#backup-code').fill(code);
  await goOn();
}

/** Has the extension fill the next of the kept codes, from its popup. */
async function fillBackup(): Promise<void> {
  await page.bringToFront();
  const popup = await popupOverSite(chromium);
  await press(popup, 'More', '.account[aria-label^="Practice Site"]');
  await press(popup, 'Fill a recovery code');
  await awaitUntil('the backup code', async () => (await page.locator('#backup-code').inputValue()) !== '');
  await popup.close();
}

describe('an authenticator app', () => {
  let used: string;
  let spent: string;
  let secret: string;

  it('is set up, and backup codes are kept from the page that shows them', async () => {
    await registerAtSite(page, site.url, 'octavia');
    secret = await siteSecret(page);
    await addAccounts(ours, [account('Practice Site', secret, { origin: site.url })]);
    used = await fill();
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    await page.getByRole('link', { name: 'Make backup codes' }).click();
    await page.getByLabel('Password').fill('a long enough password');
    await page.getByRole('button', { name: 'Make backup codes' }).click();
    await page.evaluate("getSelection().selectAllChildren(document.querySelector('#backup-codes'))");
    await chromium.rightClick(page, '#backup-codes li:nth-child(5)');
    await chromium.chooseMenuItem('Keep as recovery codes');
    const window = await ourNextPage(chromium.context, '#recovery-codes');
    await window.getByText('10 codes were found').waitFor();
    await window.getByRole('button', { name: 'Save' }).click();
    await window.getByText('10 codes are kept with this account').waitFor();
    await window.close();
    await page.getByRole('link', { name: 'I have kept them' }).click();
  });

  it('refuses what was used, what is wrong and what expired, and then locks', async () => {
    await goToPrompt(page, site.url, 'octavia');
    await enter(used);
    expect(await problem()).toContain('used already');
    await enter(used === '000000' ? '000001' : '000000');
    expect(await problem()).toContain('is wrong');
    await enter(oldCode(secret));
    expect(await problem()).toContain('has expired');
    for (let more = 1; more <= 2; more += 1) await enter('000000');
    expect(await problem()).toContain('Too many wrong codes. Try again in 5 minutes.');
  });

  it('is replaced by a backup code that the extension fills, once the lock is over', async () => {
    ahead = 6 * MINUTE;
    await comeToBackupCodes();
    await fillBackup();
    spent = await page.locator('#backup-code').inputValue();
    await goOn();
    await page.getByText('Signed in with two factors').waitFor();
    await page.getByText('9 codes left').waitFor();
  });

  it('takes a backup code once, and locks after five wrong ones until the lock is over', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await comeToBackupCodes();
    await enterBackup(spent);
    expect(await problem()).toContain('used already');
    for (let wrong = 1; wrong <= 4; wrong += 1) await enterBackup('aaaa-aaaa-aaaa-aaaa');
    expect(await problem()).toContain('Too many wrong codes. Try again in');
    ahead += 11 * MINUTE;
    await comeToBackupCodes();
    await fillBackup();
    expect(await page.locator('#backup-code').inputValue()).not.toBe(spent);
    await goOn();
    await page.getByText('8 codes left').waitFor();
  });
});

describe('counter codes', () => {
  let other: string;
  let used: string;

  /** The next one from the vault, as a person copies it. */
  async function nextCode(): Promise<string> {
    const { vault, ...reply } = await askFrom(ours, 'open', { first: 0 });
    const rows = vault === 'unlocked' && 'rows' in reply ? reply.rows : [];
    const id = rows.find(({ issuer }) => issuer === 'Counter')?.id ?? '';
    return (await askFrom(ours, 'nextHotpCode', { opId: crypto.randomUUID(), id })).code;
  }

  it('are set up, and taken one after the other', async () => {
    other = site.url.replace('127.0.0.1', 'counter.localhost');
    await registerAtSite(page, other, 'marcus');
    await page.goto(`${other}/hotp`);
    const counting = account('Counter', await siteSecret(page), { origin: other, name: 'marcus' });
    await addAccounts(ours, [{ ...counting, type: 'hotp', counter: 0 }]);
    await fill();
    await page.getByRole('button', { name: 'Turn on counter codes' }).click();
    await goToPrompt(page, other, 'marcus');
    used = await fill();
    await goOn();
    await page.getByText('Signed in with two factors').waitFor();
  });

  it('are refused when used or wrong, and lock', async () => {
    await goToPrompt(page, other, 'marcus');
    await enter(used);
    expect(await problem()).toContain('used already');
    for (let wrong = 1; wrong <= 4; wrong += 1) {
      expect(await problem()).not.toContain('Too many');
      await enter('000000');
    }
    expect(await problem()).toContain('Too many wrong codes. Try again in 5 minutes.');
  });

  it('come together again by two in a row, where the extension has counted further', async () => {
    ahead += 6 * MINUTE;
    for (let unused = 1; unused <= 12; unused += 1) await nextCode();
    await page.goto(`${other}/sign-in/hotp`);
    await fill();
    await goOn();
    expect(await problem()).toContain('is wrong');
    await page.getByRole('link', { name: 'My codes are refused' }).click();
    await page.getByLabel('First code').fill(await nextCode());
    await page.getByLabel('The code after it').fill(await nextCode());
    await goOn();
    await page.getByText('Signed in with two factors').waitFor();
  });
});
