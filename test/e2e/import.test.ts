/** Files of other apps in real Chromium: chosen, dropped and pasted, looked at, added and taken back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as steam from '../core/importers/steam-writer';
import { confirmWith, press, says, sees } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { createVault, firstRunTab, POPUP } from './person';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

let folder: string;
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-import-'));
  browser = await launchChromium({ extension: EXTENSION });
  await createVault(await firstRunTab(browser));
  page = await browser.page('src/options/index.html#import');
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A file of this text on the disk. */
async function fileOf(name: string, text: string): Promise<string> {
  const place = join(folder, name);
  await writeFile(place, text);
  return place;
}

describe('an import of other apps’ files', () => {
  it('takes a list of set-up links, and names the line that it left out', async () => {
    const uri = (name: string, secret: string) => `otpauth://totp/List:${name}?secret=${secret}&issuer=List`;
    const lines = [
      uri('first', 'KRUGKIDROVUWG2ZA'),
      uri('second', 'NOT+BASE32!'),
      uri('third', 'MJZG653OEBTG66BA'),
    ];
    await page.getByLabel('Choose files').setInputFiles(await fileOf('links.txt', lines.join('\r\n')));
    await press(page, 'Import');
    await sees(page, '2 of 2 chosen');
    await page.getByText('1 entry was left out').click();
    const leftOut = page.locator('details').filter({ hasText: 'left out' }).getByRole('listitem');
    await leftOut.waitFor();
    expect(await leftOut.allTextContents()).toEqual([expect.stringMatching(/2.*secret/u)]);
    await press(page, 'Add');
    await says(page, '2 accounts saved');
    await press(page, 'Done');
  });

  it('leaves unticked what lies in the trash of the other app', async () => {
    const uri = (name: string, secret: string, said: string) =>
      `otpauth://totp/Ente:${name}?secret=${secret}&codeDisplay=${encodeURIComponent(said)}`;
    const lines = [
      uri('gone', 'NFXGC3TPORSXE4TB', '{"trashed":true}'),
      uri('kept', 'NNSWK4DFMFWGSZLE', '{}'),
    ];
    await page.getByLabel('Choose files').setInputFiles(await fileOf('ente.txt', lines.join('\n')));
    await press(page, 'Import');
    await sees(page, '1 of 2 chosen');
    await sees(page, 'In the trash of the other app');
    expect(await page.getByRole('checkbox', { name: /gone/u }).isChecked()).toBe(false);
    await press(page, 'Back');
  });

  it('puts one with other details in the place of a saved one only where it is ticked, and brings that back', async () => {
    const uri = 'otpauth://totp/Renamed:first?secret=KRUGKIDROVUWG2ZA&issuer=Renamed&digits=8';
    await page.getByLabel('Choose files').setInputFiles(await fileOf('again.txt', `${uri}\n${uri}`));
    await press(page, 'Import');
    await sees(page, '0 of 1 chosen');
    await page
      .getByRole('checkbox', { name: /Renamed/u })
      .first()
      .check();
    await press(page, 'Add');
    await says(page, 'Account saved');
    const codes = await browser.page(POPUP);
    await codes.getByRole('listitem', { name: 'Renamed' }).waitFor();
    expect(await codes.getByRole('listitem', { name: 'List, first' }).count()).toBe(0);
    await press(page, 'Undo');
    await codes.getByRole('listitem', { name: 'List, first' }).waitFor();
    expect(await codes.getByRole('listitem', { name: 'Renamed' }).count()).toBe(0);
    await codes.close();
  });

  it('puts one with another secret in the place of its namesake only where that is ticked', async () => {
    const uri = 'otpauth://totp/List:first?secret=ONXW2ZLUNBUW4ZZA&issuer=List';
    await page.getByLabel('Choose files').setInputFiles(await fileOf('new-secret.txt', `${uri}\n${uri}`));
    await press(page, 'Import');
    await sees(page, 'Same name as a saved account, both are kept');
    const place = page.getByRole('checkbox', { name: 'Replace the saved one, which goes to the trash' });
    expect(await place.isChecked()).toBe(false);
    await place.check();
    await page.getByText('Same name as a saved account').waitFor({ state: 'detached' });
    await press(page, 'Add');
    await sees(page, 'A new secret takes the place of one that is saved.');
    await press(page, 'Cancel');
    expect(await place.isChecked()).toBe(true);
    await press(page, 'Add');
    await confirmWith(page, 'somebody else');
    await sees(page, 'This passphrase does not open the vault.');
    await confirmWith(page);
    await sees(page, 'The account whose place it took is in the trash.');
    const codes = await browser.page(POPUP);
    await codes.getByRole('listitem', { name: 'List, first' }).waitFor();
    expect(await codes.getByRole('listitem', { name: 'List, first' }).count()).toBe(1);
    await press(page, 'Undo');
    await says(page, 'The import is undone');
    await codes.getByRole('listitem', { name: 'List, first' }).waitFor();
    await codes.close();
  });

  it('takes several files at once, asks each for what it needs, and is taken back as a whole', async () => {
    const uri = 'otpauth://totp/Plain:one?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Plain';
    const sealed = path.resolve(import.meta.dirname, '../fixtures/formats/aegis/aegis-encrypted.json');
    const picture = await QRCode.toBuffer(uri.replaceAll('Plain', 'Drawn').replace('GEZD', 'MEZD'));
    const printed = `${uri.replaceAll('Plain', 'Page').replace('GEZD', 'NEZD')}&digits=null&tags=Printed`;
    const row = `<td><img src="${await QRCode.toDataURL(printed)}"></td><td>true</td>`;
    const html = `<!doctype html><table><tr><th>QR Code</th><th>Favorite</th></tr><tr>${row}</tr></table>`;
    await page.getByLabel('Choose files').setInputFiles([
      { name: 'plain.txt', mimeType: 'text/plain', buffer: Buffer.from(uri) },
      { name: 'no-ending', mimeType: '', buffer: await readFile(sealed) },
      { name: 'code.dat', mimeType: '', buffer: picture },
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(html) },
      { name: 'diary.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear diary') },
    ]);
    await press(page, 'Import');
    await sees(page, 'This file is damaged, or its format is not known.');
    await page.getByRole('button', { name: 'Go on without diary.txt' }).click();
    await page.getByLabel('Backup passphrase').fill('test');
    await press(page, 'Import');
    await page.getByRole('heading', { name: 'Add accounts' }).waitFor();
    await page.getByText(/^\d+ new$/u).waitFor();
    await page.getByText('Tags: Printed').waitFor();
    await press(page, 'Add');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const codes = await browser.page(POPUP);
    await codes.getByRole('listitem', { name: /Page/u }).waitFor();
    const rows = await codes.getByRole('listitem').allTextContents();
    const placeOf = (name: string) => rows.findIndex((row) => row.includes(name));
    // Pinned ones stand above all others, of which the first file's would be the first.
    expect(placeOf('Page')).toBeLessThan(placeOf('Plain'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await says(page, 'The import is undone');
    await codes.getByRole('listitem', { name: /Page/u }).waitFor({ state: 'detached' });
    expect(await codes.getByRole('listitem', { name: /Plain|Drawn|Page/u }).count()).toBe(0);
    await codes.close();
  });

  it('keeps a file that waits for another, until that is chosen too', async () => {
    const files = page.getByLabel('Choose files');
    await files.setInputFiles({
      name: 'manifest.json',
      mimeType: 'application/json',
      buffer: Buffer.from(steam.manifest),
    });
    await press(page, 'Import');
    await sees(page, 'choose it together with “manifest.json” of the same folder');
    await files.setInputFiles({ name: '1.maFile', mimeType: '', buffer: Buffer.from(steam.sealed) });
    await press(page, 'Import');
    await page.getByLabel('Backup passphrase').fill('open');
    await press(page, 'Import');
    await page.getByRole('heading', { name: 'Add account' }).waitFor();
    await page.getByText('gordon').first().waitFor();
    await sees(page, 'Steam’s revocation code and the secret that confirms trades stay in this file.');
    await press(page, 'Back');
  });

  it('adds what is dropped to what waits for its passphrase', async () => {
    const sealed = path.resolve(import.meta.dirname, '../fixtures/formats/aegis/aegis-encrypted.json');
    await page.getByLabel('Choose files').setInputFiles(sealed);
    await press(page, 'Import');
    await page.getByLabel('Backup passphrase').fill('test');
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      const text = 'otpauth://totp/Dropped:two?secret=OBQXE5DTEBQW4ZBA&issuer=Dropped';
      dataTransfer.items.add(new File([text], 'links.txt'));
      const init = { bubbles: true, cancelable: true, dataTransfer };
      document.querySelector('.file-picker input')?.dispatchEvent(new DragEvent('drop', init));
    });
    await page.getByText('Dropped').first().waitFor();
    await page.getByText('Deno').first().waitFor();
    await press(page, 'Back');
  });

  it('stops deriving a key when it is told to, and goes on with another file', async () => {
    const sample = path.resolve(import.meta.dirname, '../fixtures/formats/bitwarden/keepassxc-argon2id.json');
    const slow = { ...JSON.parse(await readFile(sample, 'utf8')), kdfMemory: 256, kdfIterations: 10 };
    await page.getByLabel('Choose files').setInputFiles(await fileOf('slow.json', JSON.stringify(slow)));
    await press(page, 'Import');
    await page.getByLabel('Backup passphrase').fill('a');
    await press(page, 'Import');
    await page.getByRole('progressbar', { name: 'Reading' }).waitFor();
    await page.getByText(/^[1-9]\d* seconds?$/u).waitFor();
    await press(page, 'Cancel');
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await page.getByLabel('Choose files').setInputFiles(await fileOf('next.txt', 'Dear diary'));
    await press(page, 'Import');
    await sees(page, 'This file is damaged, or its format is not known.');
  });

  it('takes a pasted text', async () => {
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'name,login_totp\nPasted,MZXW6YTBOI======\n');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });
    await page.getByRole('heading', { name: 'Add account' }).waitFor();
    await page.getByText('Pasted').first().waitFor();
    await press(page, 'Back');
  });

  it.each([
    ['holiday.txt', 'Dear diary, today it rained.', 'This file is damaged, or its format is not known.'],
    ['empty.json', '', 'This file is empty.'],
    ['torn.avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1', 'This picture cannot be opened.'],
  ])('says what is the matter with %s, by its name', async (name, text, sentence) => {
    await page.getByLabel('Choose files').setInputFiles(await fileOf(name, text));
    await press(page, 'Import');
    const alert = page.getByRole('alert').filter({ hasText: sentence });
    await awaitUntil(sentence, async () => (await alert.textContent())?.includes(name));
  });
});
