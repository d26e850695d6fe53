/** A site's recovery codes, from the page that shows them to the page that asks for one, in a real, headed Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import type { Popup } from './harness/popup';
import { type HostileBed, press, startHostileBed, textOf } from './hostile-bed';
import { choose, ourNextPage, PASSPHRASE, POPUP, pasteElsewhere, unlock } from './person';
import { account, askFrom } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const GOOD = 'good.localhost';
const CODES = ['a1b2c-d3e4f', '0a1b2-c3d4e', 'f5e4d-c3b2a', '99999-fffff'];
const [FIRST = '', SECOND = '', THIRD = ''] = CODES;
const LIST = `<!doctype html><title>Backup codes</title><h1>Your backup codes</h1>
  <table id="list"><caption>Keep them safe</caption><tr><td>1. ${CODES[0]}<td id="middle">2. ${CODES[1]}
    <tr><td>3. ${CODES[2]}<td>4. ${CODES[3]}</table>`;
const FORM = `<!doctype html><title>Sign in</title><h1>Two-factor recovery</h1>
  <form><label>Recovery code <input id="code"></label></form>`;

let bed: HostileBed;
let ours: Page;

beforeAll(async () => {
  bed = await startHostileBed(
    () => ({ '/list': LIST, '/form': FORM }),
    (site) => [
      account('Tabularium', SECRET.replace('JB', 'KC'), { name: 'drusilla' }),
      account('Good Bank', SECRET, { origin: site.origin(GOOD) }),
    ],
  );
});
afterAll(() => bed?.close());
afterEach(() => bed.closePopup());

/** Marks the table with its caption, and chooses from the menu over it. */
async function keepSelected(): Promise<Page> {
  await bed.page.bringToFront();
  await bed.page.goto(`${bed.site.origin(GOOD)}/list`);
  await bed.page.evaluate("getSelection().selectAllChildren(document.querySelector('#list'))");
  await bed.chromium.rightClick(bed.page, '#middle');
  await bed.chromium.chooseMenuItem('Keep as recovery codes');
  return ourNextPage(bed.chromium.context, '#recovery-codes');
}

async function openCodes(item: string): Promise<void> {
  await ours.bringToFront();
  await choose(ours, 'octavia', item);
  await ours.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await ours.getByRole('button', { name: 'Continue' }).click();
  await ours.locator('.recovery-left').waitFor();
}

/** From the popup over the page of this host. */
async function fillOn(host: string): Promise<Popup> {
  await bed.page.bringToFront();
  await bed.page.goto(`${bed.site.origin(host)}/form`);
  if (host !== GOOD) await bed.chromium.shortcut('alt+shift+o');
  const popup = host === GOOD ? await bed.popupOverSite() : await bed.popup();
  await press(popup, 'More', '.account[aria-label^="Good Bank"]');
  await press(popup, 'Fill a recovery code');
  return popup;
}

const struck = () => ours.locator('.recovery-list s').allTextContents();

describe('recovery codes', () => {
  it('are kept from a selection on the page, with the account of that site, once the person has seen them', async () => {
    const window = await keepSelected();
    await window.getByText('4 codes were found').waitFor();
    expect(await window.getByLabel('Account').locator('option:checked').textContent()).toBe(
      'Good Bank, octavia',
    );
    expect(await window.getByLabel('One code on each line').inputValue()).toBe(CODES.join('\n'));
    await window.getByText('Keep them safe').waitFor();
    await window.reload();
    await window.getByText('The selected text is gone').waitFor();
    await window.close();

    const again = await keepSelected();
    await again.getByRole('button', { name: 'Save' }).click();
    await again.getByText('4 codes are kept with this account').waitFor();
    await again.close();
  });

  it('are shown after the passphrase, struck when copied, and taken back by Undo', async () => {
    ours = await bed.chromium.page(POPUP);
    await openCodes('Recovery codes (4 left)');
    expect(await ours.locator('.recovery-list bdi').allTextContents()).toEqual(CODES);
    await ours.getByRole('button', { name: `Copy ${FIRST} and strike it` }).click();
    await ours.getByText('Copied and struck').waitFor();
    expect(await struck()).toEqual([FIRST]);
    await ours.getByText('3 codes left').waitFor();
    expect(await pasteElsewhere(bed.chromium.context)).toBe(FIRST);
    await ours.getByRole('button', { name: 'Undo' }).click();
    await ours.getByText('4 codes left').waitFor();
    await ours.getByRole('button', { name: `Mark ${FIRST} as used` }).click();
    await ours.getByText('3 codes left').waitFor();
    await ours.getByRole('button', { name: `Remove ${CODES[3]}` }).click();
    await ours.getByText('Make new ones at the site').waitFor();
  });

  it('are added from what a site shows, checked line by line; too many are refused and stay in sight', async () => {
    await ours.getByRole('button', { name: 'Add codes' }).click();
    const many = Array.from({ length: 70 }, (_, index) => `${index + 1}. 1234 ${5000 + index}`).join('\n');
    await ours.getByLabel('The site’s codes').fill(many);
    await ours.getByRole('button', { name: 'Continue' }).click();
    await ours.getByText('70 codes were found').waitFor();
    await ours.getByRole('button', { name: 'Save' }).click();
    await ours.getByText('An account holds 64 recovery codes at most').waitFor();
    const lines = ours.getByLabel('One code on each line');
    expect((await lines.inputValue()).split('\n')).toHaveLength(70);
    await lines.fill('<b>1234 5678</b>\n\u202Ezyx-987');
    await ours.getByRole('button', { name: 'Save' }).click();
    await ours.getByText('4 codes left').waitFor();
    expect((await ours.locator('.recovery-list bdi').allTextContents()).slice(-2)).toEqual([
      '<b>1234 5678</b>',
      'zyx-987',
    ]);
    await ours.getByRole('button', { name: 'Undo' }).click();
    await ours.getByText('2 codes left').waitFor();
  });

  it('go one at a time into the field of their own site, without being shown, and are struck', async () => {
    const popup = await fillOn(GOOD);
    await awaitUntil('the code', async () => (await bed.page.locator('#code').inputValue()) === SECOND);
    await awaitUntil('the count', async () => (await textOf(popup)).includes('Filled and struck. 1 left.'));
    expect(await textOf(popup)).not.toContain(SECOND);
    await press(popup, 'Undo', '.status');
    await awaitUntil('the way back', async () => (await textOf(popup)).includes('No longer struck'));
    const sent = (await bed.injections()).flatMap(({ args = [] }) => args);
    expect(sent.filter((text) => CODES.includes(text))).toEqual([SECOND]);
  });

  it('go nowhere else without an answer, and are not offered to be copied there', async () => {
    const popup = await fillOn('evil.localhost');
    await awaitUntil('the question', async () => (await textOf(popup)).includes('Good Bank'));
    await popup.waitFor('button.danger');
    expect(await textOf(popup)).not.toContain('Copy the code instead');
    expect(await bed.page.locator('#code').inputValue()).toBe('');
  });

  it('go to a page of somebody else for who has the passphrase alone', async () => {
    const accounts = await askFrom(ours, 'accounts', {});
    const id = accounts.find(({ issuer }) => issuer === 'Good Bank')?.id ?? '';
    const target = { tabId: 1, documentId: 'any', origin: bed.site.origin('evil.localhost') };
    const asked = await askFrom(ours, 'fillRecoveryCode', { id, target, answer: 'once' });
    expect(asked.status).toBe('ask');

    const popup = await fillOn('evil.localhost');
    await popup.waitFor('button.danger:enabled');
    await press(popup, 'Fill anyway');
    await popup.waitFor('.credential-form input');
    await popup.click('.credential-form input');
    await popup.type('somebody at the desk');
    await popup.press('Enter');
    await popup.waitFor('.credential-form [aria-invalid="true"]');
    expect(await bed.page.locator('#code').inputValue()).toBe('');

    await popup.press('Control+a');
    await popup.type(PASSPHRASE);
    await popup.press('Enter');
    await awaitUntil('the code', async () => (await bed.page.locator('#code').inputValue()) === SECOND);
    await awaitUntil('the count', async () => (await textOf(popup)).includes('Filled and struck. 1 left.'));
    await press(popup, 'Undo', '.status');
    await awaitUntil('the way back', async () => (await textOf(popup)).includes('No longer struck'));
  });

  it('come by the messages of a page of ours in numbers only', async () => {
    const rows = await askFrom(ours, 'open', { first: 20 });
    const accounts = await askFrom(ours, 'accounts', {});
    expect(accounts.map(({ recovery }) => recovery)).toContainEqual({ left: 2, total: 3 });
    expect(JSON.stringify([rows, accounts])).not.toMatch(new RegExp([FIRST, SECOND, THIRD].join('|')));
  });

  it('wait for the passphrase where the vault is locked, and are gone from the screen with a lock', async () => {
    await ours.getByRole('button', { name: 'Back' }).click();
    await openCodes('Recovery codes (2 left)');
    await askFrom(ours, 'lock', {});
    await ours.getByRole('button', { name: 'Unlock' }).waitFor();
    expect(await ours.locator('body').textContent()).not.toContain(SECOND);
    const window = await keepSelected();
    await unlock(window);
    await window.getByText('4 codes were found').waitFor();
    await window.close();
  });
});
