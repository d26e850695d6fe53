/** The practice site's prompts in every shape, filled by the extension, and its security keys, with a virtual one. */
import { generateKeyPairSync } from 'node:crypto';
import type { CDPSession, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { type Site, startSite } from '../site/server';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { registerAtSite, siteSecret } from './person';
import { account, addAccounts, stockVault } from './stock';

const MINUTE = 60_000;
const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

let display: Display;
let chromium: Chromium;
let site: Site;
/** The site by the name that security keys are bound to. */
let url: string;
let page: Page;
let secret: string;
/** How far the site's clock is ahead of the computer's, in milliseconds. */
let ahead = 0;

beforeAll(async () => {
  display = await startDisplay();
  site = await startSite({ now: () => Date.now() + ahead });
  url = site.url.replace('127.0.0.1', 'localhost');
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  const ours = await stockVault(chromium, []);
  page = await chromium.context.newPage();
  await registerAtSite(page, url, 'octavia');
  secret = await siteSecret(page);
  await addAccounts(ours, [account('Practice Site', secret, { origin: url })]);
});
afterAll(async () => {
  await chromium?.close();
  await site?.close();
  await display?.stop();
});

const alert = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const seeBothFactors = () => page.getByText('Signed in with two factors').waitFor();

/** A code of another step than the one now, by an implementation that shares nothing with the extension's. */
const codeAt = (offset: number) => referenceHotp(secret, BigInt(Math.floor(Date.now() / 30_000) + offset), 6);

async function enterPassword(): Promise<void> {
  await press('Sign out');
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Name').fill('octavia');
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
}

/** Presses the shortcut and waits for six digits in the fields of this place. */
async function fill(place: Page | FrameLocator): Promise<void> {
  const fields = place.locator('input.code');
  await fields.first().focus();
  await chromium.shortcut('alt+shift+f');
  await awaitUntil('the code in its place', async () => {
    const values = await fields.evaluateAll((all) => all.map((one) => 'value' in one && one.value));
    return /^\d{6}$/.test(values.join(''));
  });
}

describe('the prompt in its shapes', () => {
  it.each(['One field', 'Six boxes', 'Shadow DOM', 'Late'])('is filled as %s', async (shape) => {
    if (shape === 'One field') {
      // A step behind, so that the code that is right now is still unused; and not two behind on its way.
      await awaitUntil('a step that does not end just now', () => Date.now() % 30_000 < 25_000);
      await page.locator('#code').fill(codeAt(-1));
      await press('Turn on two-factor');
      await enterPassword();
    }
    await page.getByRole('link', { name: shape, exact: true }).click();
    await fill(page);
  });

  it('is filled in a frame, and what the extension wrote signs in', async () => {
    await page.getByRole('link', { name: 'In a frame', exact: true }).click();
    const frame = page.frameLocator('iframe');
    await fill(frame);
    await frame.getByRole('button', { name: 'Continue' }).click();
    await seeBothFactors();
  });
});

describe('a security key', () => {
  let session: CDPSession;
  let authenticatorId: string;

  /** Plugs in a key that its holder touches at once. */
  async function plugIn(): Promise<string> {
    const user = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
    const options = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true, ...user } as const;
    return (await session.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
  }

  /** Puts in a key that knows what this one knows, but signs as nobody. Gives the way back to the right one. */
  async function swapForForged(): Promise<() => Promise<void>> {
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const forged = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const swap = async (all: typeof credentials) => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      authenticatorId = await plugIn();
      for (const credential of all)
        await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    };
    await swap(credentials.map((credential) => ({ ...credential, privateKey: forged })));
    return () => swap(credentials);
  }

  /** Presses the button, and gives what the key signed. */
  async function signWith(button: string): Promise<string> {
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await press(button);
    const signed = new URLSearchParams((await sent).postData() ?? '').get('response') ?? '';
    expect(signed).toContain('signature');
    return signed;
  }

  /** Sends with the form of this page what was signed before. */
  async function sendSigned(response: string): Promise<void> {
    await page.evaluate((text) => {
      const form = document.querySelector<HTMLFormElement>('form[data-ceremony]');
      const field = form?.querySelector<HTMLInputElement>('input[name="response"]');
      if (!form || !field) throw new Error('there is no form for a key');
      field.value = text;
      form.submit();
    }, response);
  }

  /** Fills in the form of the keys, and presses its button. */
  async function addKey(name: string, password = 'a long enough password'): Promise<void> {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Password').fill(password);
    await press('Add a key');
  }

  async function comeToDoor(): Promise<void> {
    await page.goto(`${url}/sign-in`);
    await page.getByRole('link', { name: 'Sign in without a password' }).click();
  }

  it('is set up under a name, and asked for after the password', async () => {
    session = await chromium.context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    authenticatorId = await plugIn();
    await page.goto(`${url}/security-keys`);
    await addKey('Blue key');
    await page.getByRole('link', { name: 'Security key or biometrics' }).first().waitFor();
    await enterPassword();
    await press('Use the key');
    await seeBothFactors();
  });

  it('is not set up twice', async () => {
    await page.goto(`${url}/security-keys`);
    await page.getByText('Blue key', { exact: true }).waitFor();
    await addKey('The same');
    await alert('set up here already');
  });

  it('signs for five minutes, and then once more', async () => {
    await enterPassword();
    ahead += 6 * MINUTE;
    await press('Use the key');
    await alert('took too long');
    await press('Use the key');
    await seeBothFactors();
  });

  it('is refused when what it signed is sent again', async () => {
    await enterPassword();
    const signed = await signWith('Use the key');
    await seeBothFactors();
    await enterPassword();
    await sendSigned(signed);
    await alert('was sent before');
    await press('Use the key');
    await seeBothFactors();
  });

  it('signs in without a password, and not with what was sent before', async () => {
    await press('Sign out');
    await comeToDoor();
    const signed = await signWith('Use a key');
    await seeBothFactors();
    expect(await page.getByRole('main').textContent()).toContain('octavia');
    await press('Sign out');
    await comeToDoor();
    await sendSigned(signed);
    await alert('was sent before');
  });

  it('is refused without a password when it comes late, or only says that it is the one', async () => {
    await comeToDoor();
    ahead += 6 * MINUTE;
    await press('Use a key');
    await alert('took too long');

    const swapBack = await swapForForged();
    // Anybody could send these: they lock nobody out.
    for (let wrong = 1; wrong <= 6; wrong += 1) {
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await press('Use a key');
      await answered;
      await alert('is not right');
    }
    await swapBack();
    await press('Use a key');
    await seeBothFactors();
  });

  it('lets nobody in without a password while another factor has locked the account', async () => {
    await enterPassword();
    await page.getByRole('link', { name: 'Authenticator app' }).click();
    for (let wrong = 1; wrong <= 5; wrong += 1) {
      await page.locator('#code').fill('000000');
      await press('Continue');
    }
    await alert('Try again in 5 minutes');
    await comeToDoor();
    await press('Use a key');
    await alert('Too many wrong codes');
    await page.goto(`${url}/account`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    ahead += 6 * MINUTE;
    await comeToDoor();
    await press('Use a key');
    await seeBothFactors();
  });

  it('is refused when it only says that it is the one, which locks, and lets in again when it is', async () => {
    const swapBack = await swapForForged();
    await enterPassword();
    for (let wrong = 1; wrong <= 4; wrong += 1) {
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await press('Use the key');
      await answered;
      await alert('is not right');
    }
    await press('Use the key');
    await alert('Try again in 5 minutes');

    ahead += 11 * MINUTE;
    await swapBack();
    await comeToDoor();
    await press('Use a key');
    await seeBothFactors();
  });

  it('is set up as the first factor with the password once more, and is two factors at once', async () => {
    await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    authenticatorId = await plugIn();
    await press('Sign out');
    await registerAtSite(page, url, 'marcus');
    await page.goto(`${url}/security-keys`);
    await addKey('Green key', 'a wrong password');
    await alert('password is wrong');
    await addKey('Green key');
    await seeBothFactors();
  });
});
