/** A backup in real Chromium: saved to a file, taken over by a fresh profile, imported into another vault. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { choose, createVault, firstRunTab, PASSPHRASE, POPUP, rightCode, seeCode } from './person';
import { account, addAccounts } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const OTHER_PASSPHRASE = 'copper violin meadow thrift';
const TOTP = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U';
const HOTP = 'ONSWG4TFOQQGM33SEBQSAY3POVXHIZLS';
const TRASHED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

let folder: string;
let backup: string;
let owner: Chromium;
let other: Chromium;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-backup-'));
  owner = await launchChromium({ extension: EXTENSION });
  other = await launchChromium({ extension: EXTENSION });
  const tab = await firstRunTab(owner);
  await createVault(tab);
  await addAccounts(tab, [
    { ...account('Quillwort', TOTP), digits: 8, algorithm: 'SHA256', pinned: true },
    { ...account('Bellflower', HOTP, { name: 'counting' }), type: 'hotp', counter: 7 },
    account('Forgotten', TRASHED, { name: 'trashed' }),
  ]);
  await choose(tab, 'trashed', 'Delete');
  await tab.getByRole('listitem', { name: 'trashed' }).waitFor({ state: 'detached' });
});
afterAll(async () => {
  await owner?.close();
  await other?.close();
  await rm(folder, { recursive: true, force: true });
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const sees = (sentence: string) => page.getByText(sentence).waitFor();
const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** A file of this text on the disk. */
async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** All accounts of the backup and their codes; the counter goes on where it was. */
async function seesTheAccounts(list: Page, counter: bigint): Promise<void> {
  await seeCode(list, 'octavia', () => rightCode(TOTP, { digits: 8, algorithm: 'SHA256' }));
  const counting = list.getByRole('listitem', { name: 'Bellflower, counting' });
  await counting.getByRole('button', { name: 'Next code' }).click();
  await seeCode(list, 'counting', () => referenceHotp(HOTP, counter, 6));
  expect(await list.getByRole('listitem', { name: 'trashed' }).count()).toBe(0);
}

describe('a saved backup', () => {
  it('is a file named by its day that tells nothing of what is in it', async () => {
    page = await owner.page('src/options/index.html');
    const downloading = page.waitForEvent('download');
    await press('Save a backup');
    await says('Backup saved');
    const download = await downloading;
    const today = await page.evaluate(() => new Date().toLocaleDateString('sv'));
    expect(download.suggestedFilename()).toBe(`counterfoil-${today}.counterfoil`);
    backup = join(folder, download.suggestedFilename());
    await download.saveAs(backup);
    const text = await readFile(backup, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ format: 'counterfoil-vault' });
    for (const word of ['Quillwort', 'octavia', 'Bellflower', 'Forgotten', TOTP, HOTP, TRASHED, PASSPHRASE])
      expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  });

  it('is refused as a whole by a fresh profile when the file or the passphrase is wrong', async () => {
    page = await firstRunTab(other);
    await press('Restore a backup');
    await press('Restore');
    await sees('Choose the backup file first.');
    const text = await readFile(backup, 'utf8');
    const cases = [
      [await fileOf('cut.counterfoil', text.slice(0, 900)), PASSPHRASE, 'This is not a Counterfoil backup'],
      [backup, `${PASSPHRASE}s`, 'This passphrase does not open the vault'],
    ] as const;
    for (const [file, passphrase, sentence] of cases) {
      await page.getByLabel('Backup file').setInputFiles(file);
      await page.getByLabel('Backup passphrase').fill(passphrase);
      await press('Restore');
      await sees(sentence);
    }
    expect(await page.getByLabel('Backup passphrase').inputValue()).toBe(`${PASSPHRASE}s`);
    const stored = await (await other.worker()).evaluate('chrome.storage.local.get(null)');
    expect(stored).toEqual({});
  });

  it('becomes the vault of a fresh profile, with the same accounts, codes and passphrase', async () => {
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press('Restore');
    await says('2 accounts restored');
    await seesTheAccounts(page, 7n);
    await page.getByRole('heading', { name: 'Pinned' }).waitFor();
    await press('Lock');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await press('Unlock');
    await page.getByRole('listitem', { name: 'octavia' }).waitFor();
  });
});

describe('an import', () => {
  beforeAll(async () => {
    await other.close();
    other = await launchChromium({ extension: EXTENSION });
    const tab = await firstRunTab(other);
    await createVault(tab, OTHER_PASSPHRASE);
    page = await other.page('src/options/index.html#import');
  });

  it('asks for the backup’s passphrase, says when it is wrong, and keeps the file', async () => {
    await page.getByLabel('Choose files').setInputFiles(backup);
    await press('Import');
    await page.getByLabel('Backup passphrase').fill(OTHER_PASSPHRASE);
    await press('Import');
    await sees('This passphrase does not open the backup.');
    const files = page.getByLabel('Choose files');
    expect(await files.evaluate((input) => (input as HTMLInputElement).files?.length)).toBe(1);
    await page.getByRole('listitem').filter({ hasText: '.counterfoil' }).waitFor();
  });

  it('shows the accounts, and adds them to those of the vault', async () => {
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press('Import');
    await page.getByRole('heading', { name: 'Add accounts' }).waitFor();
    await sees('2 of 2 chosen');
    await press('Add');
    await says('2 accounts saved');
    const list = await other.page(POPUP);
    await seesTheAccounts(list, 7n);
    await list.close();
  });

  it('adds nothing a second time', async () => {
    await page.getByLabel('Choose files').setInputFiles(backup);
    await press('Import');
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press('Import');
    await sees('All of these accounts are already saved.');
    expect(await page.getByText('Already saved', { exact: true }).count()).toBe(2);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await press('Close');
  });

  it('takes a list of set-up links, and names the line that it left out', async () => {
    const uri = (name: string, secret: string) => `otpauth://totp/List:${name}?secret=${secret}&issuer=List`;
    const lines = [
      uri('first', 'KRUGKIDROVUWG2ZA'),
      uri('second', 'NOT+BASE32!'),
      uri('third', 'MJZG653OEBTG66BA'),
    ];
    await page.getByLabel('Choose files').setInputFiles(await fileOf('links.txt', lines.join('\r\n')));
    await press('Import');
    await sees('2 of 2 chosen');
    await page.getByText('1 entry was left out').click();
    const leftOut = page.locator('details').filter({ hasText: 'left out' }).getByRole('listitem');
    await leftOut.waitFor();
    expect(await leftOut.allTextContents()).toEqual([expect.stringMatching(/2.*secret/u)]);
    await press('Add');
    await says('2 accounts saved');
  });

  it.each([
    ['holiday.txt', 'Dear diary, today it rained.', 'This file is damaged, or its format is not known.'],
    ['empty.json', '', 'This file is damaged, or its format is not known.'],
  ])('says what is the matter with %s, by its name', async (name, text, sentence) => {
    await page.getByLabel('Choose files').setInputFiles(await fileOf(name, text));
    await press('Import');
    const alert = page.getByRole('alert').filter({ hasText: sentence });
    await awaitUntil(sentence, async () => (await alert.textContent())?.includes(name));
  });
});
