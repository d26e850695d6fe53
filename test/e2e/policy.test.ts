/** What an organisation settles, in the ways of an administrator: obeyed, shown, and taken over while all is open. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type polyfill from 'webextension-polyfill';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { canSettle, idOfUnpacked, type SettledPolicy, settlePolicy } from './harness/chromium-policy';
import { type Display, startDisplay } from './harness/display';
import { type Firefox, launchFirefox } from './harness/firefox';
import { type HostileSite, prompt, serveSite } from './hostile-site';
import {
  choose,
  confirmScan,
  createVault,
  firstRunTab,
  OWN,
  ourNextPage,
  POPUP,
  popupOverSite,
} from './person';
import { account, addAccounts, askFrom } from './stock';

/** Under an id of its own, which its path decides: the file holds for the whole machine, where other tests go on. */
const CHROME = mkdtempSync(path.join(tmpdir(), 'counterfoil-policy-'));
const FIREFOX = new URL('../../dist/firefox', import.meta.url).pathname;
const SETTINGS = 'src/options/index.html';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const [OTHER, SCANNED, THIRD] = [`A${SECRET.slice(1)}`, `B${SECRET.slice(1)}`, `C${SECRET.slice(1)}`];
/** Of five random words, and of two. */
const STRONG = 'lantern gravel oboe mistral tundra';
const SHORT = 'blue harbour 7';

const POLICY = {
  lockAfterMinutes: 15,
  lockAfterHours: 8,
  lockWithComputer: true,
  forbidPlainExport: true,
  minimumPassphraseStrength: 'strong',
  hideFeatures: ['pin', 'security-keys', 'automatic-fill', 'camera', 'add-by-hand', 'flying'],
  presetSites: [{ issuer: 'ACME', hosts: ['login.acme.example'] }],
};

/** In a page of ours in Firefox; only functions that are sent there may use it. */
declare const browser: typeof polyfill;

const described = (page: Page, name: string) =>
  page.getByLabel(name, { exact: true }).evaluate((element) => {
    const id = element.getAttribute('aria-describedby');
    return id === null ? '' : document.getElementById(id)?.textContent;
  });

describe.skipIf(!canSettle())('a policy file of Chromium (written by root, on Linux)', () => {
  let policy: SettledPolicy;
  let display: Display;
  let site: HostileSite;
  let chromium: Chromium;
  let page: Page;
  let settings: Page;

  beforeAll(async () => {
    cpSync(new URL('../../dist/chrome', import.meta.url).pathname, CHROME, { recursive: true });
    policy = await settlePolicy(CHROME, POLICY);
    const picture = await QRCode.toDataURL(`otpauth://totp/Bank:me?secret=${SCANNED}&issuer=Bank`);
    site = await serveSite(() => ({ '/': prompt(), '/set-up': `<img alt="" src="${picture}">${prompt()}` }));
    display = await startDisplay();
    chromium = await launchChromium({ extension: CHROME, headed: display });
    page = await firstRunTab(chromium);
  });
  afterAll(async () => {
    await policy?.remove();
    await chromium?.close();
    site?.close();
    await display?.stop();
    rmSync(CHROME, { recursive: true });
  });

  it('asks for a strong passphrase at the beginning', async () => {
    expect(chromium.extensionId).toBe(idOfUnpacked(CHROME));
    await page.getByLabel('Passphrase', { exact: true }).fill(SHORT);
    await page.getByLabel('Repeat passphrase').fill(SHORT);
    await page.getByRole('button', { name: 'Create vault' }).click();
    await page.getByText('Your organisation asks for a stronger passphrase').waitFor();
    await expect(askFrom(page, 'createVault', { passphrase: SHORT })).rejects.toThrow('passphrase-too-weak');
    await createVault(page, STRONG);
    await addAccounts(page, [account('ACME', SECRET)]);
  });

  it('names the sites of an issuer, and lets no secret out', async () => {
    const own = { ...OWN, passphrase: STRONG };
    const [acme] = await askFrom(page, 'accounts', {});
    expect(acme?.sites).toEqual([{ origin: 'https://login.acme.example', subdomains: false }]);
    const id = acme?.id ?? '';
    await expect(askFrom(page, 'secret', { id, credential: own })).rejects.toThrow('set-by-organisation');
    await page.getByRole('listitem', { name: 'ACME' }).getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Show secret' }).count()).toBe(0);
    await page.goto(`chrome-extension://${chromium.extensionId}/${POPUP}#sources`);
    await page.reload();
    await page.getByRole('button', { name: 'Choose a picture' }).waitFor();
    expect(await page.getByRole('button', { name: 'Camera' }).count()).toBe(0);
    await page.getByText('Managed by your organisation').waitFor();
  });

  it('offers no automatic fill, neither after a fill nor after a scan, and gives a grant for it back', async () => {
    const origin = site.origin('good.localhost');
    await addAccounts(page, [account('Shop', OTHER, { origin })]);
    const shop = await chromium.context.newPage();
    await shop.goto(origin);
    const popup = await popupOverSite(chromium);
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Enter');
    await awaitUntil('the code', () => shop.locator('#code').inputValue());
    // One with an offer stays.
    await awaitUntil('the popup to go', () => popup.closed());

    await shop.goto(`${site.origin('bank.localhost')}/set-up`);
    await chromium.shortcut('alt+shift+s');
    const window = await ourNextPage(chromium.context, '#scan');
    await confirmScan(window);
    await window.getByRole('button', { name: 'Fill the confirmation field on bank.localhost' }).waitFor();
    expect(await window.getByRole('button', { name: 'Do this by itself on' }).count()).toBe(0);
    await window.close();

    await page.bringToFront();
    const where = JSON.stringify({ origins: ['http://good.localhost/*'] });
    const asked = page.evaluate<boolean>(`chrome.permissions.request(${where})`);
    await chromium.allowSite();
    expect(await asked).toBe(true);
    await awaitUntil(
      'the grant to be given back',
      async () => !(await page.evaluate<boolean>(`chrome.permissions.contains(${where})`)),
    );
  });

  it('is shown in the settings, where nothing of it can be changed', async () => {
    settings = await chromium.page(SETTINGS);
    const unused = settings.getByLabel('Lock when unused');
    await unused.waitFor();
    expect(await described(settings, 'Lock when unused')).toBe(
      'Set by your organisation: after 15 minutes at the latest',
    );
    expect(await unused.locator('option').allTextContents()).toEqual([
      'after 1 minute',
      'after 5 minutes',
      'after 15 minutes',
    ]);
    const held = settings.getByLabel('Lock after 8 hours at the latest');
    expect(await held.isDisabled()).toBe(true);
    expect(await described(settings, 'Lock after 8 hours at the latest')).toBe('Set by your organisation');
    for (const name of ['Set a PIN', 'Add a security key'])
      expect(await settings.getByRole('button', { name }).isDisabled()).toBe(true);
    await settings.getByText('Take accounts to another app').click();
    const ways = settings.locator('form:has(.export-choice) select option');
    await ways.first().waitFor({ state: 'attached' });
    expect(await ways.allTextContents()).toEqual([
      'Sealed backup, for Counterfoil',
      'Moving QR codes, for Counterfoil in another browser',
      'Aegis, encrypted',
      '2FAS, encrypted',
      'Bitwarden, encrypted',
      'Proton Authenticator, encrypted',
      'andOTP, encrypted',
    ]);
    const managed = settings.locator('.managed');
    await managed.getByText('Managed by your organisation').waitFor();
    await managed.getByText('login.acme.example').waitFor();
    await managed.getByText('The policy hideFeatures of your organisation cannot be read').waitFor();
    await settings.getByRole('button', { name: 'Open the tools' }).click();
    const add = settings.getByRole('button', { name: 'Add to the vault' });
    await add.and(settings.locator('[disabled]')).waitFor();
    await settings.locator('.held').filter({ has: add }).getByText('Set by your organisation').waitFor();
    await settings.getByRole('button', { name: 'Back' }).click();
  });

  it('lets accounts move to another browser, which is sealed as well', async () => {
    await settings.getByText('Take accounts to another app').click();
    await settings.getByLabel('As', { exact: true }).selectOption('move');
    await settings.getByRole('button', { name: 'Show them' }).click();
    await settings.getByLabel('Passphrase', { exact: true }).fill(STRONG);
    await settings.getByRole('button', { name: 'Continue' }).click();
    await settings.locator('.move-pictures .qr-code').waitFor();
    await settings.getByRole('button', { name: 'Done' }).click();
    await settings.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  it('holds from the moment that it changes, in pages that are open', async () => {
    await policy.change({ lockAfterMinutes: 5, hideFeatures: ['pin'] });
    await awaitUntil(
      'the new policy in the open settings',
      async () => (await settings.getByLabel('Lock when unused').locator('option').count()) === 2,
    );
    expect(await settings.getByRole('button', { name: 'Set a PIN' }).isDisabled()).toBe(true);
    expect(await settings.getByRole('button', { name: 'Add a security key' }).isDisabled()).toBe(false);
  });

  it('lets the recovery codes that are here be used up, and changes none', async () => {
    const kept = {
      ...account('Post', THIRD),
      recoveryCodes: ['a1b2c-d3e4f', 'g5h6j-k7m8n'].map((code) => ({ code })),
    };
    await addAccounts(page, [kept]);
    await policy.change({ hideFeatures: ['recovery-codes'] });
    const codes = await chromium.page(POPUP);
    await choose(codes, 'Post', 'Recovery codes (2 left)');
    await codes.getByLabel('Passphrase', { exact: true }).fill(STRONG);
    await codes.getByRole('button', { name: 'Continue' }).click();
    await codes.getByRole('button', { name: 'Mark a1b2c-d3e4f as used' }).click();
    await codes.getByText('1 code left').waitFor();
    await codes.getByText('Set by your organisation').waitFor();
    const names = await codes
      .locator('main button')
      .evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent));
    expect(names.filter((name) => /Add|Replace|Remove/u.test(name))).toEqual([]);
    await codes.close();
  });

  it('closes the screen with a secret when it comes while that stands open', async () => {
    const codes = await chromium.page(POPUP);
    await choose(codes, 'ACME', 'Show secret');
    await codes.locator('input[type=password]').waitFor();
    await policy.change({ forbidPlainExport: true });
    await codes.getByText('Your organisation does not allow this').waitFor();
    expect(await codes.locator('input[type=password]').count()).toBe(0);
  });
});

describe('the settings', () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await launchFirefox({
      extension: FIREFOX,
      managed: { ...POLICY, forbidPlainExport: 'true', lockAfterHours: 'eight' },
    });
  });
  afterAll(() => firefox?.close());

  it('of Firefox obey a native manifest, and say what of it cannot be read', async () => {
    await firefox.newTab(`${firefox.origin}/${SETTINGS}`);
    const opened = await firefox.evaluate(() =>
      browser.runtime.sendMessage({ name: 'open', args: { first: 0 } }),
    );
    expect(opened).toMatchObject({
      ok: true,
      value: {
        policy: {
          lockAfterMinutes: 15,
          lockAfterHours: null,
          forbidPlainExport: true,
          hideFeatures: ['pin', 'security-keys', 'automatic-fill', 'camera', 'add-by-hand'],
          unreadable: ['lockAfterHours', 'forbidPlainExport', 'hideFeatures'],
        },
      },
    });
  });
});
