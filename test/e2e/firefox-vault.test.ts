/** The vault in a real Firefox: backups from and to Chromium, the PIN, what ends and what stays, and damaged storage. */
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type polyfill from 'webextension-polyfill';
import type { Arguments, ImportedAccount, Replies, RequestName } from '../../src/messages';
import { referenceHotp } from '../fakes/reference-otp';
import { startSite } from '../site/server';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Firefox, launchFirefox } from './harness/firefox';
import { firstRunTab, OWN, PASSPHRASE, POPUP, rightCode } from './person';
import { account, askFrom, stockVault } from './stock';

const CHROME = new URL('../../dist/chrome', import.meta.url).pathname;
const FIREFOX = new URL('../../dist/firefox', import.meta.url).pathname;
const SETTINGS = 'src/options/index.html';
const PIN = '246802';
const TOTP = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U';
const HOTP = 'ONSWG4TFOQQGM33SEBQSAY3POVXHIZLS';
const LATER = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const LIST = '[role=list] [data-code]';

/** In a page of ours in Firefox; only functions that are sent there may use it. */
declare const browser: typeof polyfill;

let firefox: Firefox;
let chromium: Chromium;
let inChromium: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-firefox-vault-'));
  [firefox, chromium] = await Promise.all([
    launchFirefox({ extension: FIREFOX }),
    launchChromium({ extension: CHROME }),
  ]);
});
afterAll(async () => {
  await firefox?.close();
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a page of ours in a new tab. */
const openPage = (path: string) => firefox.newTab(`${firefox.origin}/${path}`);
const { textOfPage, see, press, fill, ask, goToOurTab } = firefoxSteps(() => firefox);

type Ask = <N extends RequestName>(name: N, args: Arguments<N>) => Promise<Replies[N]>;

/** The accounts in the order of the list, without their secrets. */
async function summaries(asking: Ask = ask) {
  const reply = await asking('open', { first: 0 });
  if (reply.vault !== 'unlocked') throw new Error(`the vault is ${reply.vault}`);
  return Promise.all(reply.rows.map(({ id }) => asking('account', { id })));
}

/** The accounts with their set-up links, in which the secrets are. */
async function everything(asking: Ask) {
  const accounts = [];
  for (const summary of await summaries(asking)) {
    const { uri } = await asking('secret', { id: summary.id, credential: OWN });
    accounts.push({ ...summary, uri });
  }
  return accounts;
}

const add = (imported: ImportedAccount) =>
  ask('add', { opId: crypto.randomUUID(), candidates: [{ imported }], source: 'import' });

async function unlock(passphrase = PASSPHRASE): Promise<void> {
  await fill('Passphrase', passphrase);
  await press('Unlock');
  await firefox.waitFor(LIST);
}

describe('a backup', () => {
  const askChromium: Ask = (name, args) => askFrom(inChromium, name, args);

  beforeAll(async () => {
    inChromium = await stockVault(chromium, [
      { ...account('Quillwort', TOTP), digits: 8, algorithm: 'SHA256', pinned: true },
      { ...account('Bellflower', HOTP, { name: 'counting' }), type: 'hotp', counter: 7 },
    ]);
    const bytes = (length: number) => Buffer.alloc(length, 7).toString('base64url');
    const key = { credentialId: bytes(32), prfSalt: bytes(32), secret: bytes(32) };
    await askChromium('addSecurityKey', { credential: OWN, label: 'Blue key', ...key });
    await askChromium('setPin', { credential: OWN, pin: PIN });
  });

  it('of Chromium is restored in Firefox with the same accounts and codes (MG6)', async () => {
    const { file, name } = await askChromium('exportBackup', { credential: OWN });
    const path = join(folder, name);
    await writeFile(path, file);
    await goToOurTab('#welcome');
    await press('Restore a backup');
    await see('security keys and a PIN do not come along');
    await fill('Backup file', path);
    await fill('Backup passphrase', PASSPHRASE);
    await press('Restore');
    await see('2 accounts restored');
    const accounts = await everything(ask);
    expect(accounts).toHaveLength(2);
    expect(accounts).toEqual(await everything(askChromium));
    const right = () => rightCode(TOTP, { digits: 8, algorithm: 'SHA256' });
    await awaitUntil('the right code', async () =>
      (await textOfPage()).replaceAll(/\s/g, '').includes(right()),
    );
    const counting = accounts.find(({ type }) => type === 'hotp');
    const next = await ask('nextHotpCode', { opId: crypto.randomUUID(), id: counting?.id ?? '' });
    expect(next.code).toBe(referenceHotp(HOTP, 7n, 6));
  });

  it('leaves the security key and the PIN of Chromium there', async () => {
    const types = async (asking: Ask) => (await asking('security', {})).slots.map(({ type }) => type);
    expect(await types(askChromium)).toEqual(['passphrase', 'webauthn-prf']);
    expect(await types(ask)).toEqual(['passphrase']);
    expect((await ask('security', {})).pin).toBe(false);
  });

  it('of Firefox is restored in Chromium, with what was added meanwhile (MG6)', async () => {
    await add(account('Saxifrage', LATER, { name: 'later' }));
    const { file, name } = await ask('exportBackup', { credential: OWN });
    await chromium.close();
    chromium = await launchChromium({ extension: CHROME });
    inChromium = await firstRunTab(chromium);
    await inChromium.getByRole('button', { name: 'Restore a backup' }).click();
    const input = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(file) };
    await inChromium.getByLabel('Backup file').setInputFiles(input);
    await inChromium.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await inChromium.getByRole('button', { name: 'Restore', exact: true }).click();
    await inChromium.getByRole('status').filter({ hasText: '3 accounts restored' }).waitFor();
    const accounts = await everything(askChromium);
    expect(accounts.find(({ type }) => type === 'hotp')).toMatchObject({ counter: 8 });
    expect(accounts).toEqual(await everything(ask));
  });
});

describe('the settings of Firefox', () => {
  let settings: string;
  let list: string;

  it('say why there are no security keys, and offer none', async () => {
    list = await openPage(POPUP);
    settings = await openPage(SETTINGS);
    await see('Ways to unlock');
    await see('Security keys: this browser lets no extension use them without a website of its own');
    expect(await textOfPage()).not.toContain('Add a security key');
  });

  it('set a PIN with the passphrase', async () => {
    await press('Set a PIN');
    await fill('PIN', PIN);
    await fill('Repeat PIN', PIN);
    await press('Continue');
    await fill('Passphrase', PASSPHRASE);
    await press('Continue');
    await see('PIN saved');
    await press('Leave it as it is');
    await see('Ways to unlock');
  });

  it('lock every page of ours, so that no code stays on a screen', async () => {
    await firefox.switchTo(list);
    await firefox.waitFor(LIST);
    await firefox.switchTo(settings);
    await press('Lock now');
    await firefox.waitFor('.unlock-form');
    await firefox.switchTo(list);
    await firefox.waitFor(() => !document.querySelector('[data-code]'));
    const shown = await firefox.evaluate(() => document.body.innerHTML);
    for (const word of ['Quillwort', 'octavia', 'Bellflower']) expect(shown).not.toContain(word);
  });

  it('open again by the PIN, and every page with them (CC9)', async () => {
    await firefox.switchTo(settings);
    await fill('PIN', PIN);
    await press('Unlock');
    await see('Ways to unlock');
    await firefox.switchTo(list);
    await firefox.waitFor(LIST);
  });
});

describe('an unlocked vault', () => {
  it('stays open when the event page ends (LP5)', async () => {
    await firefox.terminateBackground();
    await openPage(POPUP);
    await firefox.waitFor(LIST);
    await see('Quillwort');
  });

  it('is locked when the add-on was disabled and enabled, with every account still there (LP5)', async () => {
    const before = await summaries();
    await firefox.disableAndEnable();
    const [tab = ''] = await firefox.tabs();
    await firefox.switchTo(tab);
    await openPage(POPUP);
    expect(await ask('open', { first: 0 })).toMatchObject({ vault: 'locked', ways: { pin: false } });
    expect(await firefox.background(() => browser.storage.session.get())).toEqual({});
    await unlock();
    expect(await summaries()).toEqual(before);
  });
});

describe('an injected function', () => {
  let site: { url: string; close(): Promise<void> };
  beforeAll(async () => {
    site = await startSite({ port: 0 });
  });
  afterAll(() => site?.close());

  it('has no storage.session in Firefox, and finds in storage.local the sealed vault and the clock alone (LP10)', async () => {
    const { host, hostname } = new URL(site.url);
    await firefox.grantHost(`http://${hostname}/*`);
    const ours = await openPage(POPUP);
    await firefox.newTab(site.url);
    await firefox.switchTo(ours);
    const [found] = await firefox.evaluate(async (url) => {
      const [tab] = await browser.tabs.query({ url });
      return browser.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        func: async () => ({
          host: location.host,
          session: typeof browser.storage.session,
          local: JSON.stringify(await browser.storage.local.get()),
        }),
      });
    }, `http://${hostname}/*`);
    expect(found?.result).toMatchObject({ host, session: 'undefined' });
    const { local } = Object(found?.result);
    expect(Object.keys(JSON.parse(local)).sort()).toEqual(['clock', 'vault.a', 'vault.b', 'vault.head']);
    for (const word of ['Quillwort', 'octavia', TOTP, PASSPHRASE]) expect(local).not.toContain(word);
    const { vaultKey } = Object(await firefox.background(() => browser.storage.session.get())).unlocked;
    expect(vaultKey).toMatch(/^[\w-]{43}$/);
    expect(local).not.toContain(vaultKey);
  });
});

describe('a damaged newest generation', () => {
  it('opens from the other copy with a notice, and is mended by the next save (FI6)', async () => {
    await openPage(POPUP);
    const before = await summaries();
    await ask('lock', {});
    const damaged = await firefox.evaluate(async () => {
      const items = await browser.storage.local.get('vault.head');
      const key = `vault.${Object(items['vault.head']).cur}`;
      await browser.storage.local.set({ [key]: '{"format":"counterfoil-vault","v":1,"header":"garb' });
      return key;
    });
    await press('Use the passphrase instead');
    await unlock();
    await see('One of its copies was damaged. Another one took its place.');
    expect(await summaries()).toEqual(before);
    await add(account('Mended', 'MJZG653OEBTG66BAMJZG653OEBTG66BA', { name: 'mended' }));
    const [head, file] = await firefox.evaluate(async (key) => {
      const items = await browser.storage.local.get();
      return [items['vault.head'], items[key]];
    }, damaged);
    expect(head).toMatchObject({ cur: damaged.slice(-1) });
    expect(JSON.parse(String(file))).toMatchObject({ format: 'counterfoil-vault' });
    await press('Close');
  });
});

describe('sync', () => {
  const inStorage = () => firefox.evaluate(() => browser.storage.sync.get(null));

  it('stores every account sealed, by itself after each change, and nothing after it is turned off', async () => {
    await openPage(SETTINGS);
    await ask('turnOnSync', { credential: OWN, name: 'Firefox' });
    expect(await ask('sync', {})).toMatchObject({
      standing: 'on',
      left: [],
      later: [],
      browsers: [{ name: 'Firefox' }],
    });
    const before = JSON.stringify(await inStorage());
    expect(before).not.toContain('Mended');
    await add(account('Carried', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU', { name: 'carried' }));
    await awaitUntil('what was added to be stored', async () => JSON.stringify(await inStorage()) !== before);
    await see('Written:');
    await see('No other browser takes part yet.');
    await press('Turn off');
    await awaitUntil('nothing stored', async () => Object.keys(await inStorage()).length === 0);
  });
});

/** Puts a folder in the place of each database of ours, as a damaged profile may: no opening succeeds after that. */
async function breakDatabases(): Promise<void> {
  await firefox.terminateBackground();
  const databases = await firefox.databases();
  const files = (await readdir(databases)).filter((name) => name.endsWith('.sqlite'));
  expect(files).not.toEqual([]);
  for (const file of files) {
    await rename(join(databases, file), join(databases, '..', `${file}.away`));
    await mkdir(join(databases, file));
  }
  await awaitUntil('IndexedDB to refuse', () =>
    firefox.background(
      () =>
        new Promise<boolean>((resolve) => {
          const request = indexedDB.open('vault');
          request.onerror = () => resolve(true);
          request.onsuccess = () => {
            request.result.close();
            resolve(false);
          };
        }),
    ),
  );
}

const MIRROR_OFF = 'The second copy inside the browser cannot be kept.';

describe('where IndexedDB cannot be opened (FI15)', () => {
  it('a vault is saved to and opened all the same, and the settings say that the second copy is off', async () => {
    await openPage(SETTINGS);
    await see('Ways to unlock');
    expect((await ask('backupHealth', {})).mirror).toBe('in-step');
    expect(await textOfPage()).not.toContain(MIRROR_OFF);
    await breakDatabases();
    const before = await summaries();
    await add(account('Unmirrored', 'NNXG653OEBTG66BANNXG653OEBTG66BA', { name: 'unmirrored' }));
    await ask('lock', {});
    await openPage(POPUP);
    await press('Use the passphrase instead');
    await unlock();
    expect(await summaries()).toHaveLength(before.length + 1);
    await see('Unmirrored');
    await openPage(SETTINGS);
    await see(MIRROR_OFF);
  });

  it('the first run begins with the screen of an unreadable vault, and goes on from there by the typed words', async () => {
    await firefox.close();
    firefox = await launchFirefox({ extension: FIREFOX });
    await goToOurTab('#welcome');
    await firefox.waitFor('input[type=password]');
    await breakDatabases();
    await openPage(POPUP);
    await see('The vault cannot be read');
    await press('Start over');
    await fill('To go on, type: START OVER', 'START OVER');
    await firefox.click('.more-form button[type=submit]');
    await fill('Passphrase', PASSPHRASE);
    await fill('Repeat passphrase', PASSPHRASE);
    await press('Create vault');
    await firefox.waitFor('input[type=search]');
    await add(account('Quillwort', TOTP));
    await see('Quillwort');
    expect((await ask('backupHealth', {})).mirror).toBe('off');
    await firefox.terminateBackground();
    await openPage(POPUP);
    await firefox.waitFor(LIST);
  });
});
