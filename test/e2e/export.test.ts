/** Accounts taken to another app, in real Chromium: chosen ones, as encrypted and plain files, as codes, on paper. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../src/core/importers';
import { confirmWith, OPTIONS, press, says, sees, unfold } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { PASSPHRASE } from './person';
import { account, addAccounts, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRETS = ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'];
const FILE_PASSPHRASE = 'for the other app';

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  const [first = '', second = ''] = SECRETS;
  const list = await stockVault(chromium, [
    {
      ...account('Bellflower', first),
      recoveryCodes: [{ code: 'alpha-1111' }, { code: 'beta-2222', usedAt: 1 }],
    },
    { ...account('Quillwort', second), period: 60 },
  ]);
  await list.close();
});
afterAll(() => chromium?.close());

const open = async () => {
  page = await chromium.page(OPTIONS);
  await unfold(page, 'Take accounts to another app');
};
const as = (label: string) => page.getByLabel('As', { exact: true }).selectOption({ label });

/** The file that comes after the passphrase of the vault was typed. */
async function saved(): Promise<{ name: string; bytes: Uint8Array }> {
  await press(page, 'Save the file');
  const downloading = page.waitForEvent('download');
  await confirmWith(page);
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe('accounts taken along', () => {
  it('come as a sealed backup, unless something else is asked for', async () => {
    await open();
    await sees(page, 'Leaves nothing behind.');
    expect(await page.getByText('This file is not encrypted').count()).toBe(0);
    await page.getByLabel('All accounts (2)').uncheck();
    await page.getByLabel('Quillwort, octavia').check();
    const { name, bytes } = await saved();
    expect(name).toMatch(/^counterfoil-part-.*\.counterfoil$/);
    for (const secret of SECRETS) expect(Buffer.from(bytes).includes(secret)).toBe(false);
    expect((await readImport(bytes, PASSPHRASE)).accounts).toMatchObject([{ issuer: 'Quillwort' }]);
    await page.close();
  });

  it('come as an encrypted file with a passphrase of its own, which is typed twice', async () => {
    await open();
    await as('Aegis, encrypted');
    const save = page.getByRole('button', { name: 'Save the file' });
    await page.getByLabel('Passphrase of the file').fill('short');
    await save.click();
    await sees(page, 'This passphrase is too short');
    await page.getByLabel('Passphrase of the file').fill('password123');
    await page.getByLabel('Repeat passphrase').fill('password123');
    await save.click();
    await sees(page, 'This passphrase is on the lists that are tried first');
    await page.getByLabel('Passphrase of the file').fill(FILE_PASSPHRASE);
    await page.getByLabel('Repeat passphrase').fill(`${FILE_PASSPHRASE}s`);
    await save.click();
    await sees(page, 'The two passphrases differ.');
    await page.getByLabel('Repeat passphrase').fill(FILE_PASSPHRASE);
    const { name, bytes } = await saved();
    expect(name).toMatch(/^counterfoil-aegis.*\.json$/);
    for (const secret of SECRETS) expect(Buffer.from(bytes).includes(secret)).toBe(false);
    const { accounts } = await readImport(bytes, FILE_PASSPHRASE);
    expect(accounts).toMatchObject([
      { issuer: 'Bellflower', name: 'octavia', secret: SECRETS[0], period: 30 },
      { issuer: 'Quillwort', name: 'octavia', secret: SECRETS[1], period: 60 },
    ]);
    await says(page, `Saved: ${name}`);
    await page.close();
  });

  it('can be some of them, in a plain file, with a warning before', async () => {
    await open();
    await page.getByLabel('All accounts (2)').uncheck();
    await page.getByLabel('Quillwort, octavia').check();
    await sees(page, '1 of 2 chosen');
    await as('List of set-up links, not encrypted');
    await sees(page, 'This file is not encrypted');
    const { accounts } = await readImport((await saved()).bytes);
    expect(accounts).toMatchObject([{ issuer: 'Quillwort', secret: SECRETS[1], period: 60 }]);
    await page.close();
  });

  it('can be pages to print, each with a code and its letters, gone after ten minutes', async () => {
    await open();
    await page.clock.install();
    await as('Pages to print');
    await sees(page, 'Whoever has this paper has these accounts');
    await press(page, 'Show them');
    await confirmWith(page);
    await page.getByRole('heading', { name: 'Quillwort' }).waitFor();
    expect(await page.locator('.export-paper .qr-code').count()).toBe(2);
    await sees(page, 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP');
    const codes = page.locator('.export-paper-recovery');
    expect(await codes.locator('li').allTextContents()).toEqual(['alpha-1111', 'beta-2222']);
    expect(await codes.locator('s').allTextContents()).toEqual(['beta-2222']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    // Nobody presses "Done": they go by themselves.
    await page.clock.fastForward('10:00');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.getByText('JBSW Y3DP').count()).toBe(0);
    await page.close();
  });

  it('are named where the other app would show wrong codes', async () => {
    await open();
    await as('QR codes (Google Authenticator and most apps)');
    await sees(page, 'Whoever photographs these codes has your accounts');
    await sees(page, 'Left out as a whole, because the app would show wrong codes: 1');
    await press(page, 'Show them');
    await confirmWith(page);
    await sees(page, '1 account is left out');
    await sees(page, 'Quillwort: octavia');
    await page.close();
  });

  it('are found among many as in the list of codes: without accents, and in spite of a slip', async () => {
    await open();
    const more = ['Café', 'GitHub', ...Array.from('ABCDEFGH', (letter) => `Other ${letter}`)];
    const secretOf = (index: number) => `${'ABCDEFGHIK'[index]}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`;
    await addAccounts(
      page,
      more.map((name, index) => account(name, secretOf(index))),
    );
    await page.reload();
    await unfold(page, 'Take accounts to another app');
    await page.getByLabel('All accounts (12)').uncheck();
    const search = page.getByLabel('Search', { exact: true });
    const shown = page.locator('.export-picks label');
    for (const [query, found] of [
      ['CAFE', 'Café, octavia'],
      ['gtihub', 'GitHub, octavia'],
    ] as const) {
      await search.fill(query);
      await awaitUntil(found, async () => (await shown.allTextContents()).join() === found);
    }
    await page.close();
  });
});
