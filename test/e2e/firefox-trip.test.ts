/** The same extension in a real Firefox: create, scan, code, fill, lock, unlock, and the event page ended between steps. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../src/core/account';
import { formatMigration } from '../../src/core/google-migration';
import { referenceHotp } from '../fakes/reference-otp';
import { startSite } from '../site/server';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import { overSite, PASSPHRASE, POPUP } from './person';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;

let firefox: Firefox;
let site: { url: string; close(): Promise<void> };
let page: string;
let secret: string;
const { goToOurTab } = firefoxSteps(() => firefox);

beforeAll(async () => {
  site = await startSite({ port: 0 });
  firefox = await launchFirefox({ extension: EXTENSION });
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

const rightCode = () => referenceHotp(secret, BigInt(Math.floor(Date.now() / 30_000)), 6);
const codeField = () =>
  firefox.evaluate(() => document.querySelector<HTMLInputElement>('#code')?.value ?? '');

/** Presses the button or link with this name, as soon as it is there. */
async function press(name: string): Promise<void> {
  await awaitUntil(`"${name}"`, () =>
    firefox.evaluate((wanted) => {
      const inOrder = ['main button', 'main a', 'button', 'a'].flatMap((kind) => [
        ...document.querySelectorAll(kind),
      ]);
      const named = inOrder.find(
        (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === wanted,
      );
      for (const one of document.querySelectorAll('[data-pressed]')) one.removeAttribute('data-pressed');
      named?.setAttribute('data-pressed', '');
      return named !== undefined;
    }, name),
  );
  await firefox.click('[data-pressed]');
}

async function signUp(): Promise<void> {
  await firefox.type('#name', 'octavia');
  await firefox.type('#password', 'a long enough password');
}

describe('Counterfoil in Firefox', () => {
  it('opens the first run and creates the vault', async () => {
    await goToOurTab('#welcome');
    await firefox.waitFor('input[type=password]');
    const [first, second] = await firefox.evaluate(() =>
      [...document.querySelectorAll('input[type=password]')].map((input) => `#${CSS.escape(input.id)}`),
    );
    await firefox.type(first ?? '', PASSPHRASE);
    await firefox.type(second ?? '', PASSPHRASE);
    await press('Create vault');
    await firefox.waitFor('input[type=search]');
  });

  it('scans the right-clicked QR code and saves it', async () => {
    page = await firefox.newTab(`${site.url}/register`);
    await signUp();
    await press('Register');
    await press('Set up two-factor');
    await firefox.waitFor('#qr');
    secret = (await firefox.evaluate(() => document.querySelector('#secret')?.textContent ?? '')).replaceAll(
      /\s/g,
      '',
    );
    await firefox.terminateBackground();
    await firefox.rightClick('#qr');
    await firefox.chooseMenuItem('Scan this image');
    await goToOurTab('#scan');
    await firefox.waitFor(() => document.body.textContent.includes('Practice Site'));
    await awaitUntil('the right code', async () =>
      (await firefox.evaluate(() => document.body.textContent)).replaceAll(/\s/g, '').includes(rightCode()),
    );
    await press('Add');
    await firefox.waitFor(() => document.querySelector('[role=status]')?.textContent?.includes('Saved'));
    await press('Done');
  });

  it('fills the confirmation field by the shortcut, and the site takes the code', async () => {
    await firefox.switchTo(page);
    await firefox.click('#code');
    await firefox.shortcut('alt+shift+f');
    expect(await awaitUntil('the code in the field', codeField)).toMatch(/^\d{6}$/);
    await press('Turn on two-factor');
    await firefox.waitFor(() => document.body.textContent.includes('Turn off two-factor'));
  });

  it('fills the prompt from the real popup, after the event page was ended', async () => {
    const used = rightCode();
    await press('Sign out');
    await firefox.navigate(`${site.url}/sign-in`);
    await signUp();
    await press('Sign in');
    await firefox.waitFor('#code');
    await awaitUntil('a code that the site has not seen', () => rightCode() !== used, 35_000);
    await firefox.terminateBackground();
    const popup = await overSite(() => firefox.openPopup());
    await popup.press('Enter');
    expect(await awaitUntil('the code in the field', codeField)).toBe(rightCode());
    await press('Continue');
    await firefox.waitFor(() => document.body.textContent.includes('Signed in with two factors'));
  });

  it('hides the codes but under the focus, where that is set', async () => {
    await firefox.newTab(`${firefox.origin}/${POPUP}`);
    await firefox.waitFor('[data-code] .code-group');
    const code = () => firefox.evaluate(() => document.querySelector('[data-code]')?.textContent);
    expect(await code()).not.toBe('');
    await firefox.evaluate(async () => {
      const { runtime } = (
        globalThis as unknown as {
          browser: { runtime: { sendMessage(m: object): Promise<{ value: { list: object } }> } };
        }
      ).browser;
      const { value } = await runtime.sendMessage({ name: 'security', args: {} });
      const list = { ...value.list, hideCodes: true };
      await runtime.sendMessage({ name: 'changeSettings', args: { opId: crypto.randomUUID(), list } });
    });
    await awaitUntil('a hidden code', async () => (await code()) === '');
    await firefox.evaluate(() => document.querySelector<HTMLElement>('.account')?.focus());
    await awaitUntil('the code under the focus', code);
  });

  it('reads all codes of a dropped picture, with their places', async () => {
    const bytes = [...readFileSync(new URL('../fixtures/qr/two-2.png', import.meta.url))];
    await firefox.newTab(`${firefox.origin}/${POPUP}#sources`);
    await firefox.waitFor('.sources');
    await firefox.evaluate((picture) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(picture)], 'two.png', { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true, dataTransfer: transfer };
      document.body.dispatchEvent(new DragEvent('drop', init));
    }, bytes);
    await firefox.waitFor(() => document.querySelectorAll('.picks li').length === 2);
    const marks = await firefox.evaluate(() =>
      [...document.querySelectorAll('.frozen-mark')].map(({ textContent }) => textContent),
    );
    expect(marks).toEqual(['1', '2']);
  });

  it('lists the accounts of an export of Google Authenticator that is dropped as a link', async () => {
    const exported = Array.from('ABCDEFGHIJKL', (letter): NewAccount => {
      const long = `${letter}BSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`;
      return {
        type: 'totp',
        period: 30,
        issuer: 'Größe',
        name: letter,
        secret: long,
        algorithm: 'SHA1',
        digits: 6,
      };
    });
    await firefox.newTab(`${firefox.origin}/${POPUP}#sources`);
    await firefox.waitFor('.sources');
    await firefox.evaluate((link) => {
      const transfer = new DataTransfer();
      transfer.setData('text/plain', link);
      const init = { bubbles: true, cancelable: true, dataTransfer: transfer };
      document.body.dispatchEvent(new DragEvent('drop', init));
    }, formatMigration(exported, 3)[0] ?? '');
    await firefox.waitFor(() => document.querySelectorAll('.picks li').length === 10);
    await firefox.waitFor(() => document.body.textContent.includes('Still missing: 2.'));
    expect(await firefox.evaluate(() => document.body.textContent)).toContain('Größe');
  });

  const says = (text: string) =>
    awaitUntil(`“${text}”`, () =>
      firefox.evaluate(
        (said) =>
          [...document.querySelectorAll('[role=status]')].some(({ textContent }) =>
            textContent.includes(said),
          ),
        text,
      ),
    );

  it('imports dropped files of other apps, each with what it needs to be read', async () => {
    const fixture = (file: string) => ({
      name: file.replace(/^.*\//, ''),
      bytes: [...readFileSync(new URL(`../fixtures/formats/${file}`, import.meta.url))],
    });
    await firefox.newTab(`${firefox.origin}/src/options/index.html#import`);
    await firefox.waitFor('.file-picker');
    await firefox.evaluate(
      (files) => {
        const dataTransfer = new DataTransfer();
        for (const { name, bytes } of files) dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      },
      [fixture('raivo/made-zip-aes256.zip'), fixture('authy/made-authy-native.xml')],
    );
    await firefox.waitFor('.file-picker ~ .field input[type=password]');
    await firefox.type('.file-picker ~ .field input[type=password]', 'raivo-pass');
    await press('Import');
    await firefox.waitFor(() => document.querySelectorAll('.picks li').length === 4);
    await press('Add');
    await says('4 accounts saved');
    await press('Undo');
    await says('The import is undone');
  });

  it('locks: every page clears itself, and the passphrase brings the codes back', async () => {
    await firefox.newTab(`${firefox.origin}/${POPUP}`);
    await firefox.waitFor('[role=list] [data-code]');
    await press('Lock');
    await firefox.waitFor('input[type=password]');
    expect(await firefox.evaluate(() => document.body.textContent)).not.toContain('octavia');
    await firefox.type('input[type=password]', `${PASSPHRASE} wrong`);
    await press('Unlock');
    await firefox.waitFor('[role=alert]');
    await firefox.evaluate(() => document.querySelector<HTMLInputElement>('input[type=password]')?.select());
    await firefox.type('input[type=password]', PASSPHRASE);
    await press('Unlock');
    await firefox.waitFor('[role=list] [data-code]');
    await firefox.evaluate(() => document.querySelector<HTMLElement>('.account')?.focus());
    await awaitUntil('the code under the focus', async () => {
      const code = await firefox.evaluate(() => document.querySelector('[data-code]')?.textContent ?? '');
      return code.replaceAll(/\s/g, '') === rightCode();
    });
  });
});
