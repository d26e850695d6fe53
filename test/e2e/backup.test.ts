/** A backup in real Chromium: saved to a file, taken over by a fresh profile, imported into another vault. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { confirmWith, decrypt, press, saveBackup, says, sees, stored, unfold } from './backup-steps';
import { type Chromium, launchChromium } from './harness/chromium';
import {
  choose,
  createVault,
  firstRunTab,
  ourNextPage,
  PASSPHRASE,
  POPUP,
  rightCode,
  seeCode,
} from './person';
import { account, addAccounts } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const OTHER_PASSPHRASE = 'copper violin meadow thrift';
const TOTP = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U';
const HOTP = 'ONSWG4TFOQQGM33SEBQSAY3POVXHIZLS';
const TRASHED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/** What is in the backup, without what lies in the trash. */
const URIS = `otpauth://totp/Quillwort:octavia?secret=${TOTP}&issuer=Quillwort&algorithm=SHA256&digits=8&period=30
otpauth://hotp/Bellflower:counting?secret=${HOTP}&issuer=Bellflower&algorithm=SHA1&digits=6&counter=7
`;

let folder: string;
let backup: string;
let owner: Chromium;
let other: Chromium;
/** The codes of the owner. */
let list: Page;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-backup-'));
  owner = await launchChromium({ extension: EXTENSION });
  other = await launchChromium({ extension: EXTENSION });
  list = await firstRunTab(owner);
  await createVault(list);
});
afterAll(async () => {
  await owner?.close();
  await other?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A file of this text on the disk. */
async function fileOf(name: string, text: string): Promise<string> {
  const place = join(folder, name);
  await writeFile(place, text);
  return place;
}

/** All accounts of the backup and their codes; the counter goes on where it was. */
async function seesTheAccounts(codes: Page, counter: bigint): Promise<void> {
  await seeCode(codes, 'octavia', () => rightCode(TOTP, { digits: 8, algorithm: 'SHA256' }));
  const counting = codes.getByRole('listitem', { name: 'Bellflower, counting' });
  await counting.getByRole('button', { name: 'Next code' }).click();
  await seeCode(codes, 'counting', () => referenceHotp(HOTP, counter, 6));
  expect(await codes.getByRole('listitem', { name: 'trashed' }).count()).toBe(0);
}

describe('the reminder to save a backup', () => {
  const reminder = () => list.getByRole('complementary', { name: 'Backup' });

  it('stands under the codes as soon as there is an account', async () => {
    expect(await reminder().count()).toBe(0);
    await addAccounts(list, [
      { ...account('Quillwort', TOTP), digits: 8, algorithm: 'SHA256', pinned: true },
      { ...account('Bellflower', HOTP, { name: 'counting' }), type: 'hotp', counter: 7 },
      account('Forgotten', TRASHED, { name: 'trashed' }),
    ]);
    await reminder().getByText('Never backed up').waitFor();
    await choose(list, 'trashed', 'Delete');
    await list.getByRole('listitem', { name: 'trashed' }).waitFor({ state: 'detached' });
    await reminder().getByText('2 changes').waitFor();
  });

  it('leads to the backups in the settings', async () => {
    await reminder().getByRole('button', { name: 'Save a backup' }).click();
    page = await ourNextPage(owner.context, '#backup');
    const heading = page.getByRole('heading', { name: 'Backup' });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('is gone when it was put off, also when the codes are opened again', async () => {
    await reminder().getByRole('button', { name: 'Later' }).click();
    await reminder().waitFor({ state: 'detached' });
    await list.reload();
    await list.getByRole('listitem', { name: 'octavia' }).waitFor();
    expect(await reminder().count()).toBe(0);
  });
});

describe('a saved backup', () => {
  it('is none as long as nobody has typed the passphrase', async () => {
    const before = await stored(owner);
    await press(page, 'Save a backup');
    await sees(page, 'Your passphrase is asked for');
    await press(page, 'Cancel');
    await page.getByRole('button', { name: 'Save a backup' }).waitFor();
    await press(page, 'Save a backup');
    await confirmWith(page, `${PASSPHRASE}s`);
    await sees(page, 'This passphrase does not open the vault');
    await press(page, 'Cancel');
    await sees(page, 'Never backed up');
    expect(await stored(owner)).toEqual(before);
  });

  it('is a file named by its day that tells nothing of what is in it', async () => {
    backup = join(folder, 'own.counterfoil');
    const name = await saveBackup(page, backup);
    await says(page, 'Backup handed to the browser');
    await sees(page, 'Last backup: today');
    const today = await page.evaluate(() => new Date().toLocaleDateString('sv'));
    expect(name).toBe(`counterfoil-${today}.counterfoil`);
    const text = await readFile(backup, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ format: 'counterfoil-vault' });
    for (const word of ['Quillwort', 'octavia', 'Bellflower', 'Forgotten', TOTP, HOTP, TRASHED, PASSPHRASE])
      expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  });

  it('opens without the extension, with the same secrets', () => {
    expect(decrypt(backup, PASSPHRASE)).toBe(URIS);
  });

  it('opens with another passphrase alone where it was sealed with that', async () => {
    const file = join(folder, 'other.counterfoil');
    const [first, second] = [page.getByLabel('Passphrase of the file'), page.getByLabel('Repeat passphrase')];
    await unfold(page, 'More');
    await page.getByRole('checkbox', { name: 'Seal it with another passphrase' }).click();
    await first.fill('short');
    await press(page, 'Save a backup');
    await sees(page, 'This passphrase is too short');
    await first.fill(OTHER_PASSPHRASE);
    await second.fill(`${OTHER_PASSPHRASE}s`);
    await press(page, 'Save a backup');
    await sees(page, 'The two passphrases differ');
    await second.fill(OTHER_PASSPHRASE);
    await saveBackup(page, file);
    expect(decrypt(file, OTHER_PASSPHRASE)).toBe(URIS);
    expect(() => decrypt(file, PASSPHRASE)).toThrow('This is not the passphrase.');
  });
});

describe('a restored backup', () => {
  it('is refused as a whole by a fresh profile when the file or the passphrase is wrong', async () => {
    page = await firstRunTab(other);
    await press(page, 'Restore a backup');
    await press(page, 'Restore');
    await sees(page, 'Choose the backup file first.');
    const text = await readFile(backup, 'utf8');
    const cases = [
      [await fileOf('cut.counterfoil', text.slice(0, 900)), PASSPHRASE, 'This is not a Counterfoil backup'],
      [backup, `${PASSPHRASE}s`, 'This passphrase does not open the vault'],
    ] as const;
    for (const [file, passphrase, sentence] of cases) {
      await page.getByLabel('Backup file').setInputFiles(file);
      await page.getByLabel('Backup passphrase').fill(passphrase);
      await press(page, 'Restore');
      await sees(page, sentence);
    }
    expect(await page.getByLabel('Backup passphrase').inputValue()).toBe(`${PASSPHRASE}s`);
    expect(await stored(other)).toEqual({});
  });

  it('becomes the vault of a fresh profile, with the same accounts, codes and passphrase', async () => {
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press(page, 'Restore');
    await says(page, '2 accounts restored');
    await seesTheAccounts(page, 7n);
    await page.getByRole('heading', { name: 'Pinned' }).waitFor();
    await press(page, 'Lock');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await press(page, 'Unlock');
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
    await press(page, 'Import');
    await page.getByLabel('Backup passphrase').fill(OTHER_PASSPHRASE);
    await press(page, 'Import');
    await sees(page, 'This passphrase does not open the backup.');
    const files = page.getByLabel('Choose files');
    expect(await files.evaluate((input) => (input as HTMLInputElement).files?.length)).toBe(1);
    await page.getByRole('listitem').filter({ hasText: '.counterfoil' }).waitFor();
  });

  it('shows the accounts, and adds them to those of the vault', async () => {
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press(page, 'Import');
    await page.getByRole('heading', { name: 'Add accounts' }).waitFor();
    await sees(page, '2 of 2 chosen');
    await press(page, 'Add');
    await says(page, '2 accounts saved');
    const codes = await other.page(POPUP);
    await seesTheAccounts(codes, 7n);
    await codes.close();
    await press(page, 'Done');
  });

  it('adds nothing a second time', async () => {
    await page.getByLabel('Choose files').setInputFiles(backup);
    await press(page, 'Import');
    await page.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press(page, 'Import');
    await sees(page, 'All of these accounts are already saved.');
    expect(await page.getByText('Already saved', { exact: true }).count()).toBe(2);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await press(page, 'Close');
  });
});
