/** What a person does with the accounts that are there, in a real Firefox: by its keys, clipboard and downloads. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQr } from '../fakes/read-qr';
import { decrypt, OPTIONS } from './backup-steps';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import { OWN, PASSPHRASE, POPUP } from './person';
import { account } from './stock';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;
const NAMES = ['Aster', 'Borage', 'Comfrey'];
const secretOf = (name: string) => `${name.slice(0, 1)}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`;
const uriOf = (name: string) =>
  `otpauth://totp/${name}:octavia?secret=${secretOf(name)}&issuer=${name}&algorithm=SHA1&digits=6&period=30`;
const CODES = ['a1b2c-d3e4f', '0a1b2-c3d4e', 'f5e4d-c3b2a', '99999-fffff'];
const [FIRST = ''] = CODES;

let firefox: Firefox;
/** Where downloads go. */
let folder: string;
/** The tab with the codes. */
let list: string;
const { textOfPage, see, press, fill, ask } = firefoxSteps(() => firefox);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-accounts-'));
  // 2: into the folder that is named.
  const prefs = { 'browser.download.folderList': 2, 'browser.download.dir': folder };
  firefox = await launchFirefox({ extension: EXTENSION, prefs });
  list = await openPage(POPUP);
  await ask('createVault', { passphrase: PASSPHRASE });
  const candidates = NAMES.map((name) => ({ imported: account(name, secretOf(name)) }));
  await ask('add', { opId: 'stock', candidates, source: 'import' });
});
afterAll(async () => {
  await firefox?.close();
  await rm(folder, { recursive: true, force: true });
});

const openPage = (path: string) => firefox.newTab(`${firefox.origin}/${path}`);
/** The tab with the codes, as it is when it is opened. */
async function showList(): Promise<void> {
  await firefox.switchTo(list);
  await firefox.navigate(`${firefox.origin}/${POPUP}`);
}
const copied = () => firefox.chrome(() => navigator.clipboard.readText());
const textsOf = (selector: string) =>
  firefox.evaluate(
    (wanted) => [...document.querySelectorAll(wanted)].map(({ textContent }) => textContent),
    selector,
  );
/** What is in the page, also where it is not shown. */
const markup = () => firefox.evaluate(() => document.body.innerHTML);

/** Chooses from an account's menu: "Show secret", "Delete". */
async function choose(name: string, item: string): Promise<void> {
  await firefox.click(`[role=list] [aria-label^="${name}"] [aria-haspopup=menu]`);
  await press(item);
}

async function confirm(): Promise<void> {
  await fill('Passphrase', PASSPHRASE);
  await press('Continue');
}

const order = async () => (await ask('accounts', {})).map(({ issuer }) => issuer).join(' ');
const comes = (what: string, names: string) => awaitUntil(what, async () => (await order()) === names);

/** The text of the one file that was saved with such a name, once it is whole. */
async function saved(name: RegExp): Promise<string> {
  const file = await awaitUntil(`a file ${name}`, async () => {
    const files = await readdir(folder);
    return files.some((one) => one.endsWith('.part')) ? '' : files.find((one) => name.test(one));
  });
  return awaitUntil(`what is in ${file}`, () => readFile(join(folder, file), 'utf8'));
}

describe('the secret of an account', () => {
  it('is shown as a picture, in letters and as a link, after the passphrase alone', async () => {
    await choose('Aster', 'Show secret');
    await see('The secret makes all codes of this account, for ever.');
    await fill('Passphrase', 'not the passphrase');
    await press('Continue');
    await see('This passphrase does not open the vault');
    expect(await markup()).not.toContain(secretOf('Aster'));
    await firefox.evaluate(() => document.querySelector<HTMLInputElement>('input[type=password]')?.select());
    await confirm();
    await see('Whoever sees this can make your codes.');
    const picture = join(folder, 'shown.png');
    await firefox.screenshot(picture);
    expect(await readQr(await readFile(picture))).toEqual([uriOf('Aster')]);
    const letters = secretOf('Aster').match(/.{4}/g)?.join(' ');
    expect(await textsOf('.secret-text')).toEqual([letters, uriOf('Aster')]);
  });

  it('is copied by a press, and gone from the screen with a lock', async () => {
    await press('Copy secret');
    await see('Copied');
    expect(await copied()).toBe(secretOf('Aster'));
    await press('Copy set-up link');
    await awaitUntil('the link', async () => (await copied()) === uriOf('Aster'));
    await ask('lock', {});
    await firefox.waitFor('.unlock-form');
    expect(await markup()).not.toMatch(/Aster|BSWY|qr-code/);
    await ask('unlock', { credential: OWN });
    await firefox.waitFor('[role=list] [data-code]');
  });
});

describe('recovery codes', () => {
  beforeAll(showList);

  it('are pasted as the site shows them, checked, and kept', async () => {
    await choose('Borage', 'Recovery codes');
    await firefox.chrome(
      (text) => navigator.clipboard.writeText(text),
      `Keep them safe\n${CODES.map((code, index) => `${index + 1}. ${code}`).join('\n')}`,
    );
    await firefox.click('textarea');
    await firefox.press('control+v');
    await press('Continue');
    await see('4 codes were found. Check them before you keep them.');
    await see('Keep them safe');
    await press('Save');
    await see('4 codes left');
    expect(await textsOf('.recovery-list bdi')).toEqual(CODES);
    await press('Back');
    await firefox.waitFor('[role=list] [data-code]');
  });

  it('are shown after the passphrase, and one is struck as it is copied, for good', async () => {
    await choose('Borage', 'Recovery codes (4 left)');
    await see('Each of these codes opens the account once');
    expect(await markup()).not.toContain(FIRST);
    await confirm();
    await see('4 codes left');
    await press(`Copy ${FIRST} and strike it`);
    await see('3 codes left');
    expect(await copied()).toBe(FIRST);
    expect(await textsOf('.recovery-list s')).toEqual([FIRST]);
    await firefox.terminateBackground();
    await press('Back');
    await choose('Borage', 'Recovery codes (3 left)');
    await confirm();
    await see('3 codes left');
    expect(await textsOf('.recovery-list s')).toEqual([FIRST]);
  });
});

describe('the order and the trash', () => {
  beforeAll(showList);

  const focusHandle = async (name: string) => {
    const handle = `[aria-label="Move ${name}, octavia"]`;
    await firefox.waitFor(handle);
    await firefox.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.focus(), handle);
  };

  it('is made by keys alone: Alt with arrows, or lifted with Space and taken back with Escape', async () => {
    await openPage(`${OPTIONS}#accounts`);
    await focusHandle('Aster');
    await firefox.press('alt+ArrowDown');
    await see('Aster, octavia, moved to 2 of 3');
    await comes('one down', 'Borage Aster Comfrey');
    await firefox.press('alt+ArrowDown');
    await comes('at the end', 'Borage Comfrey Aster');
    await firefox.press('Space');
    await firefox.press('ArrowUp');
    await firefox.press('Escape');
    await see('Aster, octavia, back in its place');
    await firefox.press('Space');
    await firefox.press('ArrowUp');
    await firefox.press('Space');
    await comes('one up', 'Borage Aster Comfrey');
    expect(await textsOf('.manage-row b')).toEqual(['Borage', 'Aster', 'Comfrey']);
    await firefox.switchTo(list);
    await awaitUntil('the codes in this order', async () => {
      const rows = await firefox.evaluate(() =>
        [...document.querySelectorAll('[data-account]')].map((row) => row.getAttribute('aria-label')),
      );
      return rows.map((label) => label?.split(',')[0]).join(' ') === 'Borage Aster Comfrey';
    });
  });

  it('gives back what was deleted, by Undo or from the trash, to its place', async () => {
    await showList();
    const before = await order();
    const less = before.replace('Aster ', '');
    await choose('Aster', 'Delete');
    await comes('one less', less);
    await press('Undo');
    await comes('all again', before);
    await choose('Aster', 'Delete');
    await comes('one less again', less);
    await openPage(`${OPTIONS}#accounts`);
    await press('Trash (1)');
    await see('Gone for good on');
    await press('Restore: Aster, octavia');
    await see('The trash is empty.');
    await comes('all of them', before);
    await firefox.switchTo(list);
    await firefox.waitFor('[aria-label^="Aster"] [data-code]');
  });
});

describe('what leaves the vault', () => {
  const sorted = (lines: string) => lines.trim().split('\n').sort();
  const uris = NAMES.map(uriOf);

  it('is a sealed backup among the downloads, which the passphrase opens without the extension', async () => {
    await openPage(OPTIONS);
    await see('Never backed up');
    await press('Save a backup');
    await see('Your passphrase is asked for so that nobody else takes a copy');
    await confirm();
    await see('Backup handed to the browser. Look for it in your downloads.');
    await see('Last backup: today');
    const text = await saved(/^counterfoil-[\d-]+\.counterfoil$/);
    expect(text).not.toMatch(/Aster|octavia|BSWY|a1b2c/i);
    const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.counterfoil'));
    expect(sorted(decrypt(join(folder, file), PASSPHRASE))).toEqual(uris);
  });

  it('can be a list of set-up links, after a warning and the passphrase', async () => {
    await press('Take accounts to another app');
    await see('Leaves nothing behind. Today’s passphrase opens it');
    expect(await textOfPage()).not.toContain('This file is not encrypted');
    // As a person does who types the first letters of a choice.
    await fill('As', 'List');
    await see(
      'This file is not encrypted: whoever reads it has your accounts. Import it, and then delete it.',
    );
    await press('Save the file');
    await see('This takes your secrets out of the vault.');
    await confirm();
    await see('Saved: counterfoil-uri-list-');
    expect(sorted(await saved(/^counterfoil-uri-list-.*\.txt$/))).toEqual(uris);
  });
});
