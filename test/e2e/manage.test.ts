/** The whole list at once, in real Chromium: chosen, tagged, ordered, deleted and restored, and rid of duplicates. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmWith, OPTIONS, press, says, sees } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const NAMES = ['Aster', 'Borage', 'Comfrey', 'Dill', 'Élan', 'Fennel'];
const secretOf = (index: number) => `${'ABCDEFGH'[index]}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`;

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  const list = await stockVault(
    chromium,
    NAMES.map((name, index) => account(name, secretOf(index))),
  );
  await list.close();
  page = await chromium.page(`${OPTIONS}#accounts`);
  await page.getByRole('heading', { name: 'Manage accounts' }).waitFor();
});
afterAll(() => chromium?.close());

const box = (name: string): Locator => page.getByRole('checkbox', { name });
const handle = (name: string): Locator => page.getByRole('button', { name: `Move ${name}, octavia` });
const rows = (): Promise<string[]> => page.locator('.manage-row b').allTextContents();
const part = (name: string) => page.getByRole('button', { name });
/** What lies in the vault, in the order of the list. */
const saved = () => askFrom(page, 'accounts', {});
const savedNames = async (): Promise<string> => (await saved()).map(({ issuer }) => issuer).join(' ');
const comes = (what: string, order: string): Promise<unknown> =>
  awaitUntil(what, async () => (await savedNames()) === order && (await rows()).join(' ') === order);
const undo = async (): Promise<void> => {
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await says(page, 'Undone');
};

describe('the screen for the whole list', () => {
  it('finds without accents, chooses ranges and all, and puts one tag on the chosen ones, undone as a whole', async () => {
    await page.getByLabel('Filter').fill('elan');
    await sees(page, 'To change the order, show all accounts in your order.');
    expect(await rows()).toEqual(['Élan']);
    await press(page, 'Show all');
    await box('Aster').click();
    await box('Comfrey').click({ modifiers: ['Shift'] });
    await sees(page, '3 of 6 chosen');
    await press(page, 'Add tag');
    await page.getByRole('combobox', { name: 'Tag' }).fill('Work');
    await page.keyboard.press('Enter');
    await says(page, 'Tag added: Work');
    const tagged = async () => (await saved()).filter(({ tags = [] }) => tags.includes('Work')).length;
    expect(await tagged()).toBe(3);
    await undo();
    expect(await tagged()).toBe(0);
    await box('Aster').focus();
    await page.keyboard.press('Control+A');
    await sees(page, '6 of 6 chosen');
    await page.getByLabel('Choose all shown (6)').uncheck();
    await sees(page, '0 of 6 chosen');
  });

  it('shows a tag with its count, keeps what is chosen out of sight and says so, and pins', async () => {
    await box('Borage').check();
    await press(page, 'Add tag');
    await page.getByRole('combobox', { name: 'Tag' }).fill('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Home 1' }).click();
    expect(await rows()).toEqual(['Borage']);
    await page.getByRole('button', { name: 'Home 1' }).click();
    await page.getByLabel('Filter').fill('dill');
    await sees(page, '1 of them is not shown.');
    await press(page, 'Show all');
    await press(page, 'Pin');
    await comes('the pinned one on top', 'Borage Aster Comfrey Dill Élan Fennel');
    await undo();
    await comes('the order before', NAMES.join(' '));
    await box('Borage').uncheck();
  });

  it('orders by keyboard: Alt with arrows, or lifted with Space and taken back with Escape, each told', async () => {
    await handle('Aster').focus();
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await sees(page, 'Aster, octavia, moved to 3 of 6');
    expect(await savedNames()).toBe(NAMES.join(' '));
    await page.keyboard.up('Alt');
    await comes('the new order', 'Borage Comfrey Aster Dill Élan Fennel');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await sees(page, 'Aster, octavia, back in its place');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await comes('the order before', NAMES.join(' '));
    expect(await handle('Aster').evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('keeps the focus and every step of somebody who does not wait for what is saved', async () => {
    const isFocused = () => handle('Aster').evaluate((element) => element === document.activeElement);
    await handle('Aster').focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Alt+ArrowDown');
    await comes('four down', 'Borage Comfrey Dill Élan Aster Fennel');
    expect(await isFocused()).toBe(true);
    const ids = (await saved()).map(({ id }) => id).reverse();
    await askFrom(page, 'reorder', { opId: crypto.randomUUID(), ids });
    await comes('what another window made of it', 'Fennel Aster Élan Dill Comfrey Borage');
    expect(await isFocused()).toBe(true);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Alt+ArrowUp');
    await comes('at the top', 'Aster Fennel Élan Dill Comfrey Borage');
    const inOrder = NAMES.map(
      (name) => ids[['Fennel', 'Aster', 'Élan', 'Dill', 'Comfrey', 'Borage'].indexOf(name)],
    );
    await askFrom(page, 'reorder', { opId: crypto.randomUUID(), ids: inOrder.flatMap((id) => id ?? []) });
    await comes('the order before', NAMES.join(' '));
  });

  it('says where the list is arranged otherwise, and shows this order there', async () => {
    const { list } = await askFrom(page, 'security', {});
    const note = page.getByText('The codes are arranged otherwise');
    expect(await note.count()).toBe(0);
    await askFrom(page, 'changeSettings', { opId: crypto.randomUUID(), list: { ...list, order: 'used' } });
    await note.waitFor();
    await press(page, 'Show this order');
    await note.waitFor({ state: 'detached' });
    expect((await askFrom(page, 'security', {})).list.order).toBe('manual');
  });

  it('orders by dragging, the chosen rows together, saved once and undone', async () => {
    await box('Aster').check();
    await box('Comfrey').check();
    const from = await handle('Comfrey').boundingBox();
    const to = await handle('Élan').boundingBox();
    if (!from || !to) throw new Error('the handles are not to be seen');
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, from.y + 40, { steps: 3 });
    await page.mouse.move(to.x + 10, to.y + to.height, { steps: 3 });
    await page.locator('.drop-before').waitFor();
    await page.mouse.up();
    await comes('both moved', 'Borage Dill Élan Aster Comfrey Fennel');
    await undo();
    await comes('the order before', NAMES.join(' '));
  });

  it('exports the chosen ones, and keeps them chosen', async () => {
    await press(page, 'Export');
    await sees(page, '2 of 6 chosen');
    expect(await page.getByLabel('Comfrey, octavia').isChecked()).toBe(true);
    await press(page, 'Back');
    await sees(page, '2 of 6 chosen');
  });

  it('deletes the chosen ones, with one undo', async () => {
    await press(page, 'Delete');
    await says(page, 'Deleted: 2 accounts');
    await comes('the others', 'Borage Dill Élan Fennel');
    // The button is gone with what it did; the keys go on in the list.
    expect(await box('Borage').evaluate((element) => element === document.activeElement)).toBe(true);
    await undo();
    await comes('all of them', NAMES.join(' '));
    await press(page, 'Delete');
    await comes('the others again', 'Borage Dill Élan Fennel');
  });
});

describe('the trash', () => {
  it('says when each is gone, is searched, and gives back', async () => {
    await part('Trash (2)').click();
    expect(await page.getByText('Gone for good on').count()).toBe(2);
    await box('Aster').check();
    await page.getByLabel('Filter').fill('comfrye');
    await sees(page, '1 of them is not shown.');
    expect(await rows()).toEqual(['Comfrey']);
    await page.getByLabel('Filter').fill('');
    expect(await rows()).toEqual(['Aster', 'Comfrey']);
    await box('Aster').uncheck();
    await page.getByRole('button', { name: 'Restore: Aster' }).click();
    await part('Trash (1)').waitFor();
    expect(await savedNames()).toBe('Aster Borage Dill Élan Fennel');
  });

  it('destroys nothing without the passphrase', async () => {
    await press(page, 'Empty the trash');
    await sees(page, 'This deletes 1 account for good');
    await confirmWith(page, 'not the passphrase');
    await page.getByRole('alert').waitFor();
    expect(await askFrom(page, 'trashed', {})).toHaveLength(1);
    await confirmWith(page);
    await sees(page, 'The trash is empty.');
    expect(await askFrom(page, 'trashed', {})).toEqual([]);
  });
});

describe('duplicates', () => {
  it('become one that keeps the sites of all, and two again by one undo', async () => {
    const [aster, borage] = await saved();
    await askFrom(page, 'trash', { opId: crypto.randomUUID(), ids: [aster?.id ?? '', borage?.id ?? ''] });
    const origin = 'https://aster.example';
    await addAccounts(page, [
      account('Aster again', secretOf(0), { origin }),
      account('Borage', secretOf(7)),
      account('Borage again', secretOf(1)),
    ]);
    await askFrom(page, 'restore', { opId: crypto.randomUUID(), ids: [aster?.id ?? '', borage?.id ?? ''] });
    await part('Duplicates (3)').click();
    await sees(page, 'Same name, another secret');
    await page.getByRole('button', { name: 'Keep this one: Aster, octavia' }).click();
    await part('Duplicates (2)').waitFor();
    const kept = await askFrom(page, 'account', { id: aster?.id ?? '' });
    expect(kept.sites).toEqual([{ origin, subdomains: false }]);
    await undo();
    await part('Duplicates (3)').waitFor();
    expect((await askFrom(page, 'account', { id: aster?.id ?? '' })).sites).toEqual([]);
    await press(page, 'Merge all 2 groups');
    await part('Duplicates (1)').waitFor();
    await page.getByRole('button', { name: 'Delete: Borage, octavia' }).last().click();
    await sees(page, 'No account is here twice.');
    await part('Trash (3)').waitFor();
  });

  it('stay two where one account does not hold what both have, and that is said', async () => {
    const opId = () => crypto.randomUUID();
    const fennel = (await saved()).find(({ issuer }) => issuer === 'Fennel')?.id ?? '';
    await askFrom(page, 'trash', { opId: opId(), ids: [fennel] });
    const tags = Array.from({ length: 16 }, (_, index) => `t${index}`);
    await addAccounts(page, [{ ...account('Fennel again', secretOf(5)), tags }]);
    await askFrom(page, 'restore', { opId: opId(), ids: [fennel] });
    const change = { base: { tags: '' }, fields: { tags: 'Herbs' } };
    await askFrom(page, 'patch', { opId: opId(), id: fennel, ...change });
    await part('Duplicates (1)').waitFor();
    await sees(
      page,
      'Together these accounts have more tags, sites or lines of note than one account holds.',
    );
    expect(await page.getByRole('button', { name: /^(?:Merge|Keep)/u }).count()).toBe(0);
    await page.getByRole('button', { name: 'Delete: Fennel again, octavia' }).click();
    await sees(page, 'No account is here twice.');
  });
});
