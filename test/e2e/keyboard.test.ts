/**
 * Every trip with nothing but keys, in a real Chromium: at each stop of Tab the focus is seen, nothing holds it, and after
 * each screen it is where one would go on.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { OPTIONS, says } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { firstRunTab, PASSPHRASE, POPUP, pasteElsewhere } from './person';
import { account, addAccounts, askFrom } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const QR = new URL('../fixtures/qr/two-2.png', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** More stops than any of our screens has. */
const MOST_STOPS = 80;

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  page = await firstRunTab(chromium);
});
afterAll(() => chromium?.close());

const button = (name: string | RegExp): Locator =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();
const field = (name: string): Locator => page.getByLabel(name, { exact: true });
const key = (name: string) => page.keyboard.press(name);
const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
const focusComes = (target: Locator, where: string) =>
  awaitUntil(`the focus ${where}`, () => isFocused(target));

/** Goes on with Tab until the focus is there; throws where it is lost, cannot be seen, or goes round without coming there. */
async function tabTo(target: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isFocused(target)) return;
    await key(by);
    const unseen = await page.evaluate(unseenFocus);
    if (unseen) throw new Error(`The focus cannot be seen on ${unseen}`);
  }
  throw new Error(`${by} does not lead to ${target}`);
}

/** What has the focus without a ring on it, about it or in it; null where all is well, or where the browser itself has it. */
function unseenFocus(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const hasRing = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  };
  const around: Element[] = [];
  for (let one: Element | null = focused; one && one !== document.body; one = one.parentElement)
    around.push(one);
  const near = [
    ...around,
    ...focused.querySelectorAll('*'),
    ...(focused.parentElement?.querySelectorAll('*') ?? []),
  ];
  return near.some(hasRing) ? null : `${focused.localName}.${focused.className} ${focused.textContent}`;
}

/** Goes to a button and presses it. */
async function pressBy(target: Locator, how: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target);
  await key(how);
}

async function type(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await page.keyboard.type(text);
}

async function confirm(): Promise<void> {
  await type(field('Passphrase'), PASSPHRASE);
  await key('Enter');
}

const search = () => page.getByRole('searchbox', { name: 'Search' });
const row = (name: string) => page.getByRole('listitem', { name });

/** From the search: to the row by arrows, to its menu by Tab, to the item by arrows. */
async function chooseBy(name: string, item: string): Promise<void> {
  await awaitUntil(`the row of ${name}`, async () => {
    await key('ArrowDown');
    return isFocused(row(name));
  });
  await pressBy(row(name).getByRole('button', { name: 'More' }));
  await awaitUntil(item, async () => {
    if (await isFocused(page.getByRole('menuitem', { name: item, exact: true }))) return true;
    await key('ArrowDown');
    return false;
  });
  await key('Enter');
}

/** Presses a way to choose a file, and gives it. */
async function giveFile(target: Locator, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  // Asked for before the way there: the browser takes a moment to hand its dialog over, and forgets one before that.
  const choosing = page.waitForEvent('filechooser');
  const [chooser] = await Promise.all([choosing, tabTo(target).then(() => key('Space'))]);
  await chooser.setFiles(files);
}

describe('with keys alone', () => {
  it('a vault is made, and the search has the focus', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await type(field('Passphrase'), PASSPHRASE);
    await type(field('Repeat passphrase'), PASSPHRASE);
    await key('Enter');
    await focusComes(search(), 'in the search');
  });

  it('an account is added by hand, also after an Escape, which keeps what was typed', async () => {
    await pressBy(button('Add account'));
    await focusComes(field('Issuer'), 'in the first field');
    await page.keyboard.type('Bank');
    await key('Escape');
    await focusComes(search(), 'in the search');
    await pressBy(button('Add account'));
    await awaitUntil('what was typed', async () => (await field('Issuer').inputValue()) === 'Bank');
    await type(field('Account name'), 'octavia');
    await type(field('Secret'), SECRET);
    await key('Enter');
    await says(page, 'Saved');
    await focusComes(search(), 'in the search');
  });

  it('it is found and copied', async () => {
    await page.keyboard.type('bnak');
    await row('Bank, octavia').waitFor();
    await key('Enter');
    await says(page, 'Copied');
    expect(await pasteElsewhere(chromium.context)).toMatch(/^\d{6}$/);
    await page.bringToFront();
    await key('Escape');
    expect(await search().inputValue()).toBe('');
  });

  it('it is edited, after a look at its menu, which gives the focus back', async () => {
    await key('ArrowDown');
    await focusComes(row('Bank'), 'on the row');
    const more = row('Bank').getByRole('button', { name: 'More' });
    await pressBy(more, 'Space');
    await focusComes(page.getByRole('menuitem').first(), 'in the menu');
    await key('Escape');
    await focusComes(more, 'on the button of the menu');
    await tabTo(search(), 'Shift+Tab');
    await chooseBy('Bank', 'Edit');
    await tabTo(field('Account name'));
    await key('Control+A');
    await page.keyboard.type('drusilla');
    await key('Enter');
    await row('Bank, drusilla').waitFor();
    await focusComes(row('Bank, drusilla'), 'on the row again');
  });

  it('recovery codes are kept', async () => {
    await tabTo(search(), 'Shift+Tab');
    await chooseBy('Bank', 'Recovery codes');
    await type(field('The site’s codes'), '2345 6789');
    await pressBy(button('Continue'));
    await page.getByText('1 code was found').waitFor();
    await pressBy(button('Save'));
    await page.getByText('2345 6789').waitFor();
    await tabTo(button('Back'), 'Shift+Tab');
    await key('Enter');
    await focusComes(row('Bank'), 'on the row again');
  });

  it('the vault is locked and unlocked', async () => {
    await tabTo(button('Lock'), 'Shift+Tab');
    await key('Enter');
    await focusComes(field('Passphrase'), 'in the passphrase');
    await page.keyboard.type(PASSPHRASE);
    await key('Enter');
    await focusComes(search(), 'in the search');
  });

  it('a code is scanned from a picture', async () => {
    await page.close();
    page = await chromium.page(`${POPUP}#sources`);
    await giveFile(button(/^Choose a picture/), QR);
    const boxes = page.getByRole('checkbox', { name: /^Code/ });
    for (const index of [0, 1]) await pressBy(boxes.nth(index), 'Space');
    await pressBy(button('Add'));
    await tabTo(button('Done'));
  });

  it('a file is imported, and taken back', async () => {
    await page.close();
    page = await chromium.page(OPTIONS);
    // Sections that load late move what is above them.
    await page.locator('#lock-title').waitFor();
    const text = `otpauth://totp/Post:octavia?secret=K${SECRET.slice(1)}&issuer=Post`;
    const file = { name: 'accounts.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
    await giveFile(page.getByLabel('Choose files'), file);
    await pressBy(button('Import'));
    await pressBy(button('Add'));
    await page.getByRole('heading', { name: 'Account saved' }).waitFor();
    await pressBy(button('Done'));
    await focusComes(page.getByRole('heading', { name: 'Settings' }), 'at the top of the settings');
  });

  it('accounts are taken out as codes', async () => {
    await pressBy(page.locator('summary').filter({ hasText: 'Take accounts to another app' }));
    await tabTo(field('As'));
    await page.keyboard.type('QR');
    await pressBy(button('Show them'));
    await confirm();
    await page.locator('.qr-code').waitFor();
    await pressBy(button('Done'));
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  it('a setting is changed, and a way in set up and left', async () => {
    await pressBy(field('Hide the codes'), 'Space');
    await tabTo(button('Set a PIN'), 'Shift+Tab');
    await key('Enter');
    await focusComes(page.getByRole('textbox').first(), 'in the first field');
    await tabTo(button('Back'), 'Shift+Tab');
    await key('Enter');
    await focusComes(page.locator('#lock-title'), 'at the section that it was opened from');
  });

  it('the list is managed: chosen, deleted, and taken back', async () => {
    await tabTo(button('Manage accounts'), 'Shift+Tab');
    await key('Enter');
    const box = await choosePost();
    await pressBy(button('Delete'));
    await says(page, 'Deleted');
    await box.waitFor({ state: 'detached' });
    await pressBy(page.getByRole('status').getByRole('button', { name: 'Undo' }));
    await box.waitFor();
  });

  it('what was deleted is given back from the trash', async () => {
    const box = await choosePost();
    await pressBy(button('Delete'));
    await box.waitFor({ state: 'detached' });
    await tabTo(button('Trash (1)'), 'Shift+Tab');
    await key('Enter');
    await pressBy(button('Restore: Post, octavia'));
    await page.getByText('The trash is empty.').waitFor();
    expect(await askFrom(page, 'trashed', {})).toEqual([]);
  });

  it('what is there twice becomes one', async () => {
    const [post] = (await askFrom(page, 'accounts', {})).filter(({ issuer }) => issuer === 'Post');
    const ids = [post?.id ?? ''];
    await askFrom(page, 'trash', { opId: crypto.randomUUID(), ids });
    await addAccounts(page, [account('Post', `K${SECRET.slice(1)}`, { name: 'twin' })]);
    await askFrom(page, 'restore', { opId: crypto.randomUUID(), ids });
    // The two accounts of the picture have one name.
    await pressBy(button('Duplicates (2)'));
    await pressBy(button('Keep this one: Post, octavia'));
    await says(page, 'Merged');
    await button('Duplicates (1)').waitFor();
    await tabTo(button('Back'), 'Shift+Tab');
    await key('Enter');
    await focusComes(page.locator('#manage-title'), 'at the section that it was opened from');
  });

  it('a backup is saved, looked at and restored', async () => {
    await pressBy(button('Save a backup'));
    const downloading = page.waitForEvent('download');
    await confirm();
    const file = await (await downloading).path();
    await pressBy(page.locator('summary').filter({ hasText: 'Restore a backup' }));
    await giveFile(field('Backup file'), file);
    await type(field('Backup passphrase'), PASSPHRASE);
    await key('Enter');
    await page.getByRole('heading', { name: 'What the backup would change' }).waitFor();
    await pressBy(button('Replace everything'));
    await confirm();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await says(page, 'restored');
  });

  it('the clock is corrected by a code of another device, and goes by the system again', async () => {
    await page.close();
    page = await chromium.page(POPUP);
    await search().waitFor();
    await chooseBy('Bank', 'Codes are refused?');
    const step = Math.floor(Date.now() / 30_000) + 4;
    await type(field('Code on the other device'), referenceHotp(SECRET, BigInt(step), 6));
    await key('Enter');
    await pressBy(button('Use this time'));
    await page.getByText('Clock corrected by').first().waitFor();
    await pressBy(button('Change'));
    await pressBy(button('Reset to the system’s clock'));
    await page.getByText('Clock corrected by').first().waitFor({ state: 'detached' });
  });
});

/** In the managed list. */
async function choosePost(): Promise<Locator> {
  const box = page.getByRole('checkbox', { name: /Post/ });
  await tabTo(page.locator('.manage-row input[tabindex="0"]'));
  await awaitUntil('the box of Post', async () => {
    if (await isFocused(box)) return true;
    await key('ArrowDown');
    return false;
  });
  // What comes back by Undo is chosen still.
  if (!(await box.isChecked())) await key('Space');
  return box;
}
