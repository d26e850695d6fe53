/** Accounts in a real Chromium, on the popup's page in a tab: adding, reading, finding, changing, deleting. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceMobileOtp, referenceYandex, toBase32 } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import {
  addByHand,
  choose,
  createVault,
  firstRunTab,
  POPUP,
  pasteElsewhere,
  rightCode,
  seeCode,
  shownCode,
} from './person';
import { account, addAccounts, askFrom } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
/** RFC 4226 appendix D and RFC 6238 appendix B. */
const RFC_SECRET = toBase32(Buffer.from('12345678901234567890'));
const RFC_HOTP_CODES = ['755224', '287082', '359152', '969429'];
const secretOf = (text: string) => toBase32(Buffer.from(text.padEnd(20, '.')));

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  page = await firstRunTab(chromium);
  await createVault(page);
});
afterAll(() => chromium?.close());

const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
const row = (name: string) => page.getByRole('listitem', { name });
const search = () => page.getByRole('searchbox', { name: 'Search' });
const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
const awaitFocus = (what: string, locator: Locator) =>
  awaitUntil(`the focus on ${what}`, () => isFocused(locator));

describe('the form "Add account"', () => {
  const GOOD = {
    Issuer: 'Typed',
    'Account name': 'draft',
    Secret: 'JBSWY3DPEHPK3PXP',
    Digits: '6',
    Period: '30',
  };
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const values = () => Promise.all(Object.keys(GOOD).map((label) => field(label).inputValue()));
  const note = (label: string) =>
    field(label).evaluate((input) => {
      const id = input.getAttribute('aria-describedby');
      return id && document.getElementById(id)?.checkVisibility()
        ? document.getElementById(id)?.textContent
        : '';
    });

  it.each([
    ['Secret', { Secret: 'JBSWY3DPEHPK3PX1' }, '“1” cannot be part of a secret'],
    ['Secret', { Secret: 'JBSWY3DPEHPK3PX8' }, '“8” cannot be part of a secret'],
    ['Secret', { Secret: 'JBSWY3DPEHPK3PX9' }, '“9” cannot be part of a secret'],
    ['Secret', { Secret: '0BSWY3DPEHPK3PXP' }, '“0” cannot be part of a secret'],
    ['Secret', { Secret: '' }, 'The secret is missing'],
    ['Digits', { Digits: '11' }, 'Use a whole number from 6 to 10'],
    ['Period', { Period: '3' }, 'Use whole seconds from 5 to 3,600'],
    ['Issuer', { Issuer: 'x'.repeat(257) }, 'This is longer than 256 characters'],
    ['Account name', { 'Account name': 'x'.repeat(257) }, 'This is longer than 256 characters'],
    ['Issuer', { Issuer: '', 'Account name': '' }, 'This account has no name'],
  ])('says at the field %s what is wrong, and keeps what was typed: %o', async (label, typed, sentence) => {
    const advanced = page.getByText('Advanced', { exact: true });
    if (!(await advanced.isVisible())) await press('Add account');
    if (!(await field('Digits').isVisible())) await advanced.click();
    const form = { ...GOOD, ...typed };
    for (const [name, value] of Object.entries(form)) await field(name).fill(value);
    await advanced.click();
    await press('Save');
    await awaitUntil(sentence, async () => (await note(label))?.includes(sentence));
    await awaitFocus(label, field(label));
    expect(await page.locator('[aria-invalid=true]').count()).toBe(1);
    expect(await field(label).getAttribute('aria-invalid')).toBe('true');
    expect(await values()).toEqual(Object.values(form));
  });

  const keptDraft = async () => (await askFrom(page, 'loadDraft', { form: 'add' })).draft;

  it('has what was typed when its page was closed, and nothing once that was saved', async () => {
    const typed = { Issuer: 'Half', 'Account name': 'draft', Secret: 'mzxw 6ytb oi' };
    for (const [label, value] of Object.entries(typed)) await field(label).fill(value);
    await awaitUntil('it to be kept', async () => (await keptDraft())?.includes(typed.Secret));
    await page.close();
    page = await chromium.page(POPUP);
    await press('Add account');
    await awaitUntil('the draft', async () => (await field('Secret').inputValue()) === typed.Secret);
    expect(await values()).toEqual(Object.values({ ...GOOD, ...typed }));
    await press('Save');
    await seeCode(page, 'draft', () => rightCode('MZXW6YTBOI'));
    await awaitUntil('no draft', async () => (await keptDraft()) === null);
    await press('Add account');
    expect((await values()).slice(0, 3)).toEqual(['', '', '']);
  });

  it('forgets what was typed even while that is being kept', async () => {
    for (const draft of ['one', 'two', 'three', 'four', 'five']) {
      await Promise.all([
        askFrom(page, 'saveDraft', { form: 'add', draft }),
        askFrom(page, 'dropDraft', { form: 'add' }),
      ]);
      expect(await keptDraft()).toBeNull();
    }
  });

  it('shows an account before it saves it when a set-up link is pasted anywhere', async () => {
    const uri = 'otpauth://totp/Pasted:octavia%40example.com?secret=KRUGKIDROVUWG2ZAMJZG653OEBTG66BA';
    await field('Issuer').fill(uri);
    await field('Issuer').press('Control+A');
    await field('Issuer').press('Control+X');
    await field('Account name').press('Control+V');
    await page.getByRole('heading', { name: 'Add account' }).waitFor();
    await page.getByText('Time-based, 6 digits, 30 s, SHA-1').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('KRUGKIDR');
    await press('Add');
    await seeCode(page, 'octavia@example.com', () => rightCode('KRUGKIDROVUWG2ZAMJZG653OEBTG66BA'));
  });

  it('takes back by Undo what was pasted and added', async () => {
    await press('Add account');
    await field('Issuer').fill('otpauth://totp/Taken%20back:undone?secret=KRUGKIDROVUWG2ZAMJZG653OEBTG66BB');
    await field('Issuer').press('Control+A');
    await field('Issuer').press('Control+X');
    await field('Account name').press('Control+V');
    await press('Add');
    await row('undone').waitFor();
    await press('Undo');
    await says('Removed again. It is in the trash.');
    await row('undone').waitFor({ state: 'detached' });
  });

  it('asks for the PIN where a set-up link has none', async () => {
    await press('Add account');
    await field('Issuer').fill('motp://Pasted:pinned?secret=bbb1912bb5c515be');
    await field('Issuer').press('Control+A');
    await field('Issuer').press('Control+X');
    await field('Account name').press('Control+V');
    const add = page.getByRole('button', { name: 'Add', exact: true });
    const pin = page.getByLabel('PIN of this account', { exact: true });
    await pin.waitFor();
    expect(await add.isDisabled()).toBe(true);
    await pin.fill('9999');
    await page.getByText('Mobile-OTP, 6 digits, 10 s, MD5').waitFor();
    await press('Add');
    const right = () =>
      referenceMobileOtp('bbb1912bb5c515be', BigInt(Math.floor(Date.now() / 10_000)), '9999');
    await seeCode(page, 'pinned', right);
  });
});

describe('an account in the list', () => {
  const SECRETS = { sha1: 'one', sha256: 'two', sha512: 'three', steam: 'four' };
  const secret = (name: keyof typeof SECRETS) => toBase32(Buffer.from(SECRETS[name].padEnd(64, '.')));
  /** Steam's letters over the whole 31-bit number, the lowest place first. */
  const steamCode = () => {
    const number = Number(rightCode(secret('steam'), { digits: 10 }));
    const letters = '23456789BCDFGHJKMNPQRTVWXY';
    return [0, 1, 2, 3, 4].map((place) => letters[Math.floor(number / 26 ** place) % 26]).join('');
  };

  const MOBILE_OTP = 'e3152afee62599c8';
  const YANDEX = 'LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI';
  const step = (seconds: number) => BigInt(Math.floor(Date.now() / (seconds * 1000)));
  const mobileOtpCode = () => referenceMobileOtp(MOBILE_OTP, step(10), '1234');
  const yandexCode = () => referenceYandex(YANDEX, step(30), '7586');
  const TYPED = {
    sha1: secret('sha1').toLowerCase(),
    sha256: secret('sha256').toLowerCase(),
    sha512: secret('sha512').toLowerCase(),
    steam: secret('steam').toLowerCase(),
    motp: MOBILE_OTP,
    yandex: YANDEX.toLowerCase(),
  };

  it.each([
    ['sha1', {}, () => rightCode(secret('sha1'))],
    ['sha256', { Algorithm: 'SHA-256' }, () => rightCode(secret('sha256'), { algorithm: 'SHA256' })],
    [
      'sha512',
      { Algorithm: 'SHA-512', Digits: '8', Period: '60' },
      () => rightCode(secret('sha512'), { algorithm: 'SHA512', digits: 8, period: 60 }),
    ],
    ['steam', { Type: 'Steam' }, steamCode],
    ['motp', { Type: 'Mobile-OTP', 'PIN of this account': '1234' }, mobileOtpCode],
    ['yandex', { Type: 'Yandex', 'PIN of this account': '7586' }, yandexCode],
  ] as const)('added by hand as %s %o has the right code', async (name, advanced, right) => {
    const typed = (TYPED[name].match(/.{1,4}/g) ?? []).join(' ');
    await addByHand(page, { issuer: 'Codes', name, secret: typed, advanced });
    await seeCode(page, name, right);
  });

  it('takes a new PIN, of which the page was never told', async () => {
    await choose(page, 'motp', 'Edit');
    await page.getByText('Advanced', { exact: true }).click();
    const pin = page.getByLabel('New PIN of this account', { exact: true });
    expect([await pin.inputValue(), await pin.getAttribute('type')]).toEqual(['', 'password']);
    await pin.fill('5678');
    await press('Save');
    await seeCode(page, 'motp', () => referenceMobileOtp(MOBILE_OTP, step(10), '5678'));
    expect(JSON.stringify(await askFrom(page, 'accounts', {}))).not.toMatch(/"pin"|5678|7586/u);
  });

  it('gives the codes of a counter one by one when asked, also after the worker was stopped', async () => {
    const advanced = { Type: 'Counter-based' };
    await addByHand(page, { issuer: 'Codes', name: 'hotp', secret: RFC_SECRET, advanced });
    expect(await shownCode(page, 'hotp')).toBe('');
    const [first = '', ...others] = RFC_HOTP_CODES;
    await row('hotp').getByRole('button', { name: 'Next code' }).click();
    await seeCode(page, 'hotp', () => first);
    for (const code of others) {
      await chromium.stopWorker();
      await choose(page, 'hotp', 'Next code');
      await seeCode(page, 'hotp', () => code);
    }
  });

  it('is copied by a click on its row', async () => {
    const before = await shownCode(page, 'sha256');
    await row('sha256').click();
    await awaitUntil('its code in the clipboard', async () => {
      const copied = await pasteElsewhere(chromium.context);
      return [before, await shownCode(page, 'sha256')].includes(copied);
    });
  });

  it('is found without case and accents, copied by Enter, and Escape shows all again', async () => {
    await addAccounts(page, [account('Crédit Ünïon', secret('sha1').slice(8), { name: 'ÉLODIE' })]);
    await row('ÉLODIE').waitFor();
    const all = await row('').count();
    await search().fill('elodie credit');
    await awaitUntil('one hit', async () => (await row('').count()) === 1);
    const before = await shownCode(page, 'ÉLODIE');
    await search().press('Enter');
    await awaitUntil('its code in the clipboard', async () => {
      const copied = await pasteElsewhere(chromium.context);
      return copied === before || copied === (await shownCode(page, 'ÉLODIE'));
    });
    await page.keyboard.press('Escape');
    await awaitUntil('all accounts', async () => (await row('').count()) === all);
    expect(await search().inputValue()).toBe('');
    await awaitFocus('the search', search());
  });

  it('is reached by the arrow keys, Home and End', async () => {
    const last = await row('').count();
    const moves = [
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowUp', 1],
      ['End', last],
      ['ArrowDown', last],
      ['Home', 1],
    ] as const;
    for (const [key, place] of moves) {
      await page.keyboard.press(key);
      await awaitFocus(`row ${place} by ${key}`, page.locator(`[aria-posinset="${place}"]`));
    }
    await page.keyboard.press('ArrowUp');
    await awaitFocus('the search', search());
  });

  it('is pinned to the top', async () => {
    await choose(page, 'steam', 'Pin');
    const first = page.locator('[aria-posinset="1"]');
    await awaitUntil(
      'it at the top',
      async () => (await first.getAttribute('aria-label')) === 'Codes, steam',
    );
    await page.getByRole('heading', { name: 'Pinned' }).waitFor();
    await choose(page, 'steam', 'Unpin');
    await page.getByRole('heading', { name: 'Pinned' }).waitFor({ state: 'detached' });
  });

  it('comes back by Undo after it was deleted, from the list and from its form', async () => {
    for (const menu of ['Delete', 'Edit']) {
      await choose(page, 'sha256', menu);
      if (menu === 'Edit') await press('Delete');
      await row('sha256').waitFor({ state: 'detached' });
      await says('Deleted');
      await press('Undo');
      await seeCode(page, 'sha256', () => rightCode(secret('sha256'), { algorithm: 'SHA256' }));
    }
  });

  it('is edited: issuer, digits and sites', async () => {
    await choose(page, 'sha256', 'Edit');
    await page.getByLabel('Issuer').fill('Renamed');
    await page.getByLabel('Address of a site').fill('login.example.com');
    await press('Add site');
    await page.getByText('Advanced', { exact: true }).click();
    await page.getByLabel('Digits').fill('8');
    await press('Save');
    await says('Saved');
    await row('Renamed, sha256').waitFor();
    await seeCode(page, 'sha256', () => rightCode(secret('sha256'), { algorithm: 'SHA256', digits: 8 }));
    await choose(page, 'sha256', 'Edit');
    await page.getByText('login.example.com', { exact: true }).waitFor();
    expect(await page.getByLabel('Sub-domains too').isChecked()).toBe(false);
    await press('Back');
  });

  it.each([
    ['Tags', Array.from({ length: 17 }, (_, index) => `t${index}`).join(', '), 'holds 16 tags at most'],
    ['Note', 'x'.repeat(1001), 'This is longer than 1,000 characters'],
    ['Account name', 'x'.repeat(257), 'This is longer than 256 characters'],
  ])('is not saved with more than it holds, which is said at the field %s', async (label, text, sentence) => {
    await choose(page, 'sha512', 'Edit');
    await page.getByLabel(label).fill(text);
    await press('Save');
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    await awaitFocus(label, page.getByLabel(label));
    expect(await page.getByLabel(label).inputValue()).toBe(text);
    await press('Back');
  });

  it('has what was changed when its page was closed, and only on that account', async () => {
    await choose(page, 'sha512', 'Edit');
    await page.getByLabel('Account name').fill('half changed');
    const kept = async () => (await askFrom(page, 'loadDraft', { form: 'edit' })).draft;
    await awaitUntil('it to be kept', async () => (await kept())?.includes('half changed'));
    await page.close();
    page = await chromium.page(POPUP);
    await choose(page, 'sha1', 'Edit');
    await awaitUntil(
      'the account',
      async () => (await page.getByLabel('Account name').inputValue()) === 'sha1',
    );
    await page.close();
    page = await chromium.page(POPUP);
    await choose(page, 'sha512', 'Edit');
    await awaitUntil(
      'the draft',
      async () => (await page.getByLabel('Account name').inputValue()) === 'half changed',
    );
    await press('Back');
    await awaitUntil('no draft', async () => (await kept()) === null);
  });

  it('is saved beside what another tab has changed in it meanwhile', async () => {
    await choose(page, 'sha1', 'Edit');
    await page.getByLabel('Issuer').fill('Mine');
    const other = await chromium.page(POPUP);
    await choose(other, 'sha1', 'Edit');
    await other.getByLabel('Account name').fill('sha1 elsewhere');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await other.close();
    await press('Save');
    await row('Mine, sha1 elsewhere').waitFor();
  });
});

describe('a long list', () => {
  it('draws few rows of 1,000 accounts, and End reaches the last', async () => {
    const missing = 1000 - Number(await row('').first().getAttribute('aria-setsize'));
    const names = Array.from({ length: missing }, (_, index) => `bulk ${index + 1}`);
    await addAccounts(
      page,
      names.map((name) => account('Bulk', secretOf(name), { name })),
    );
    await page.locator('[aria-setsize="1000"]').first().waitFor();
    expect(await row('').count()).toBeLessThan(60);
    await search().press('ArrowDown');
    await page.keyboard.press('End');
    await awaitFocus('the last row', page.locator('[aria-posinset="1000"]'));
    await seeCode(page, `bulk ${missing}`, () => rightCode(secretOf(`bulk ${missing}`)));
    expect(await row('').count()).toBeLessThan(60);
  });
});
