/** Names that are written as markup or as a script's address, in every view that shows one: they are letters. */
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import { confirmWith, OPTIONS, press, unfold } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { choose, OWN, PASSPHRASE, POPUP } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const HOSTILE = ['<img src=x onerror="ran=1">', '"><svg onload="ran=1">', 'javascript:ran=1'];
const secretOf = (text: string) => toBase32(Buffer.from(text.slice(0, 20).padEnd(20, '.')));
const accounts = HOSTILE.map((issuer, index) =>
  account(issuer, secretOf(issuer), { name: `${index} ${issuer}` }),
);
const uris = HOSTILE.map((issuer, index) => {
  const name = encodeURIComponent(`new ${index} <b>bold</b>`);
  const secret = secretOf(`${index} of a file`);
  return `otpauth://totp/${name}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
});

let chromium: Chromium;
let list: Page;
let backup: string;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  await chromium.context.addInitScript(`{
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
  }`);
  const tab = await stockVault(chromium, accounts);
  ({ file: backup } = await askFrom(tab, 'exportBackup', { credential: OWN }));
  const reply = await askFrom(tab, 'open', { first: 0 });
  const [row] = reply.vault === 'unlocked' ? reply.rows : [];
  if (!row) throw new Error('no account');
  const fields = { issuer: `changed ${row.issuer}` };
  await askFrom(tab, 'patch', { opId: 'change', id: row.id, base: { issuer: row.issuer }, fields });
  await tab.close();
  list = await chromium.page(POPUP);
});
afterAll(() => chromium?.close());

/** What markup would have left behind. */
const traces = (page: Page) =>
  page.evaluate(`({
    ran: typeof ran,
    elements: document.querySelectorAll('[onerror], [onload], [src=x], [href^="javascript:"]').length,
    violations: violations.slice(),
  })`);
const NONE = { ran: 'undefined', elements: 0, violations: [] };

/** Every text stands there letter by letter, and nothing came of it. */
async function expectLetters(page: Page, texts: readonly string[] = HOSTILE): Promise<void> {
  for (const text of texts)
    await awaitUntil(text, async () => ((await page.locator('body').textContent()) ?? '').includes(text));
  expect(await traces(page)).toEqual(NONE);
}

describe('a name written as markup is letters', () => {
  it('in the list, and in what a screen reader is told of it', async () => {
    await expectLetters(list);
    for (const { issuer, name } of accounts.slice(1))
      expect(await list.getByRole('listitem', { name: `${issuer}, ${name}`, exact: true }).count()).toBe(1);
  });

  it('in its menu, its form, and beside its secret', async () => {
    for (const { issuer, name, secret } of accounts.slice(1)) {
      await choose(list, name, 'Edit');
      const field = list.getByLabel('Issuer');
      await awaitUntil('the form', async () => (await field.inputValue()) === issuer);
      await expectLetters(list, []);
      await press(list, 'Back');
      await choose(list, name, 'Show secret');
      await confirmWith(list, PASSPHRASE);
      await expectLetters(list, [issuer, `secret=${secret}`]);
      await press(list, 'Back');
    }
  });

  it('in the window on a scanned picture, and after "Edit first"', async () => {
    for (const [index, uri] of uris.entries()) {
      const image = await QRCode.toDataURL(uri, { width: 400 });
      const capture = { pictures: [{ image }], pageOrigin: null, pageHost: '', target: null };
      await list.evaluate(`chrome.storage.session.set(${JSON.stringify({ capture })})`);
      const window = await chromium.page(`${POPUP}#scan`);
      await expectLetters(window, [HOSTILE[index] ?? '', `new ${index} <b>bold</b>`]);
      await press(window, 'Edit first');
      expect(await window.getByLabel('Issuer').inputValue()).toBe(HOSTILE[index]);
      await expectLetters(window, []);
      await window.close();
    }
  });

  it('in an import, with the names of files and of lines left out', async () => {
    const settings = await chromium.page(OPTIONS);
    const text = `${uris.join('\n')}\notpauth://<b>broken</b>`;
    const file = { name: `${HOSTILE[0]}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) };
    await settings.getByLabel('Choose files').setInputFiles(file);
    await expectLetters(settings, [file.name]);
    await press(settings, 'Import');
    await expectLetters(settings);
    await settings.close();
  });

  it('in what a backup would change', async () => {
    const settings = await chromium.page(OPTIONS);
    await addAccounts(list, [account('Added later', secretOf('Added later'))]);
    await unfold(settings, 'Restore a backup');
    const file = { name: `${HOSTILE[1]}.counterfoil`, mimeType: 'text/plain', buffer: Buffer.from(backup) };
    await settings.getByLabel('Backup file').setInputFiles(file);
    await settings.getByLabel('Backup passphrase').fill(PASSPHRASE);
    await press(settings, 'Look at it');
    await settings.getByRole('heading', { name: 'What the backup would change' }).waitFor();
    await expectLetters(settings, HOSTILE.slice(0, 1));
    await settings.close();
  });

  it('in the name of a way in', async () => {
    const bytes = Buffer.alloc(32, 7).toString('base64url');
    const key = { credentialId: bytes, prfSalt: bytes, secret: bytes };
    await askFrom(list, 'addSecurityKey', { credential: OWN, label: HOSTILE[0] ?? '', ...key });
    const settings = await chromium.page(OPTIONS);
    await expectLetters(settings, HOSTILE.slice(0, 1));
    await settings.close();
  });

  it('which is no accident: an element and a broken rule would have been seen', async () => {
    await list.evaluate(`document.body.append(Object.assign(new Image(), { src: 'x' }));
      document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/x.png' }))`);
    await awaitUntil('the broken rule', () => list.evaluate('violations.length > 0'));
    expect(await traces(list)).toEqual({ ran: 'undefined', elements: 1, violations: ['img-src'] });
  });
});
