/** The ways into a vault besides its passphrase, as a person meets them: PIN, security key, recovery key, and the lock. */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { addByHand, choose, createVault, ourNextPage, PASSPHRASE, POPUP, unlock } from './person';
import { leaksIn, namesWith, type Recorded, recordMessages } from './recorded-messages';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const PIN = '135790';
const NEXT_PASSPHRASE = 'cobalt ferry mustard plinth';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const KEY_NAME = 'Blue key';

/** Every message of the pages below, with its answer. */
const messages: Recorded[] = [];
/** What was shown once, and must be in no other answer. */
const recoveryKeys: string[] = [];
let chromium: Chromium;
let popup: Page;
let settings: Page;
/** The security key that this computer keeps. */
let securityKey: PluggedIn;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  await recordMessages(chromium.context, messages);
  popup = await chromium.page(POPUP);
  await createVault(popup);
  await addByHand(popup, { issuer: 'Gittern', name: 'wren', secret: SECRET });
  settings = await chromium.page('src/options/index.html');
});
afterAll(() => chromium?.close());

interface PluggedIn {
  readonly session: CDPSession;
  readonly authenticatorId: string;
}

/** Plugs a security key into the computer of this page. */
async function plugIn(page: Page, { hasPrf = true } = {}): Promise<PluggedIn> {
  const session = await chromium.context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const user = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const options = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasPrf, ...user } as const;
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  return { session, authenticatorId };
}

const press = (name: string, page = settings) => page.getByRole('button', { name, exact: true }).click();
const seeSettings = () => settings.getByRole('heading', { name: 'Ways to unlock' }).waitFor();
const alert = (text: string, page = settings) =>
  page.getByRole('alert').filter({ hasText: text }).waitFor({ state: 'attached' });
const slot = (name: string) =>
  settings.getByRole('region', { name: 'Ways to unlock' }).getByRole('listitem').filter({ hasText: name });

async function confirm(passphrase = PASSPHRASE): Promise<void> {
  await settings.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await press('Continue');
}

async function lock(): Promise<void> {
  await press('Lock now');
  await settings.getByRole('heading', { name: 'Locked' }).waitFor();
}

async function setPin(pin: string): Promise<void> {
  await settings.getByLabel('PIN', { exact: true }).fill(pin);
  await settings.getByLabel('Repeat PIN').fill(pin);
  await press('Continue');
}

async function enterPin(pin: string): Promise<void> {
  await settings.getByLabel('PIN', { exact: true }).fill(pin);
  await press('Unlock');
}

describe('a PIN', () => {
  it('has six digits, and is set only with the passphrase', async () => {
    await press('Set a PIN');
    await setPin('13579');
    await alert('Use at least 6 digits');
    await setPin(PIN);
    await confirm('not the passphrase');
    await alert('This passphrase does not open the vault');
    await confirm();
    await settings.getByRole('heading', { name: 'PIN saved' }).waitFor();
  });

  it('brings the offer to lock earlier, which is taken with one press', async () => {
    await press('Lock after 30 minutes');
    await seeSettings();
    expect(await settings.getByLabel('Lock when unused').inputValue()).toBe('30');
    expect(await settings.getByLabel('Lock when the computer is locked').isChecked()).toBe(true);
  });

  it('opens the vault after a lock', async () => {
    await lock();
    await enterPin(PIN);
    await seeSettings();
  });

  it('is gone after five wrong tries, and the passphrase is asked for', async () => {
    await lock();
    for (const left of [4, 3, 2, 1]) {
      await enterPin('000000');
      await alert(`passphrase is needed: ${left}`);
    }
    await enterPin('000000');
    await settings.getByText('The PIN no longer opens the vault').waitFor();
    await unlock(settings);
    await seeSettings();
  });
});

describe('the lock', () => {
  it('becomes weaker only with the passphrase', async () => {
    await settings.getByLabel('Lock when unused').selectOption({ label: 'after 4 hours' });
    await settings.getByText('would stay open longer').waitFor();
    await press('Cancel');
    await seeSettings();
    expect(await settings.getByLabel('Lock when unused').inputValue()).toBe('30');
    await settings.getByLabel('Lock when unused').selectOption({ label: 'after 4 hours' });
    await confirm();
    await seeSettings();
    expect(await settings.getByLabel('Lock when unused').inputValue()).toBe('240');
  });
});

describe('a security key', () => {
  it('without PRF is refused, and nothing is written', async () => {
    const { session, authenticatorId } = await plugIn(settings, { hasPrf: false });
    await press('Add a security key');
    await confirm();
    await alert('it has no PRF function');
    await press('Cancel');
    await slot('Passphrase').waitFor();
    expect(await slot('Security key').count()).toBe(0);
    await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  });

  it('is added under a name', async () => {
    securityKey = await plugIn(settings);
    await press('Add a security key');
    await settings.getByLabel('Name of the key').fill(KEY_NAME);
    await confirm();
    await slot(KEY_NAME).waitFor();
  });

  it('opens the vault by a touch', async () => {
    await lock();
    await press('Use a security key');
    await seeSettings();
  });

  it('is asked for in a window of its own when the popup is to be unlocked', async () => {
    await lock();
    const over = await chromium.openPopup();
    await over.waitFor('.unlock-form');
    await over.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent === 'Use a security key')?.click();
    });
    const small = await ourNextPage(chromium.context, '#security-key');
    await small.getByRole('heading', { name: 'Use a security key' }).waitFor();
    await small.close();
  });

  it('that only looks the same opens nothing, and the window goes when the vault is opened elsewhere', async () => {
    const small = await chromium.page(POPUP);
    const copy = await plugIn(small);
    const { credentials } = await securityKey.session.send('WebAuthn.getCredentials', {
      authenticatorId: securityKey.authenticatorId,
    });
    const [credential] = credentials;
    if (!credential) throw new Error('The key holds no credential');
    await copy.session.send('WebAuthn.addCredential', { authenticatorId: copy.authenticatorId, credential });
    await small.evaluate(() => {
      history.replaceState(null, '', '#security-key');
      location.reload();
    });
    await alert('it has no PRF function', small);
    const closed = small.waitForEvent('close');
    await settings.bringToFront();
    await enterPin(PIN);
    await seeSettings();
    await closed;
  });

  it('confirms in a tab what is asked for in the popup', async () => {
    const over = await chromium.openPopup();
    const pressThere = (selector: string, name: string) =>
      awaitUntil(`"${name}" in the popup`, () =>
        over.evaluate(
          (within, wanted) => {
            const all = [...document.querySelectorAll<HTMLElement>(within)];
            const found = all.find((one) => (one.ariaLabel ?? one.textContent) === wanted);
            found?.click();
            return found !== undefined;
          },
          selector,
          name,
        ),
      );
    await pressThere('.account button', 'More');
    await pressThere('[role=menuitem]', 'Show secret');
    const opening = chromium.context.waitForEvent('page');
    await pressThere('.credential-form button', 'Use a security key');
    const tab = await opening;
    await tab.getByRole('heading', { name: 'Show secret' }).waitFor();
    await tab.getByText('Gittern').first().waitFor();
    await tab.getByRole('button', { name: 'Use a security key' }).waitFor();
    await awaitUntil('the popup to go', () => over.closed());
    await tab.close();
  });
});

describe('a recovery key', () => {
  let key: string;

  it('is shown once, to be written down', async () => {
    await press('Create a recovery key');
    await press('Use a security key');
    key = (await settings.locator('.recovery-key').textContent()) ?? '';
    expect(key).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    recoveryKeys.push(key);
    await press('I have written it down');
    await slot('Recovery key').waitFor();
    expect(await settings.locator('body').textContent()).not.toContain(key);
  });

  it('opens the vault, in any case of letters', async () => {
    await lock();
    await press('Use the recovery key');
    await settings.getByLabel('Recovery key').fill(key.toLowerCase().replaceAll('-', ' '));
    await press('Unlock');
    await seeSettings();
  });

  it('says that another one does not open it', async () => {
    await lock();
    await press('Use the recovery key');
    await settings.getByLabel('Recovery key').fill('0000-0000-0000-0000-0000-0000-0000');
    await press('Unlock');
    await alert('This recovery key does not open the vault');
    await press('Use the passphrase instead');
    await unlock(settings);
    await seeSettings();
  });
});

describe('a change of the passphrase', () => {
  it('keeps the key that is touched, and issues a new recovery key', async () => {
    await press('Change passphrase');
    await settings.getByLabel('New passphrase').fill(NEXT_PASSPHRASE);
    await settings.getByLabel('Repeat passphrase').fill(NEXT_PASSPHRASE);
    await settings.getByText('will be removed').waitFor();
    await press(`Touch to keep it ${KEY_NAME}`);
    await settings.getByText('stays', { exact: true }).waitFor();
    await press('Continue');
    // The other ways are known a moment later: above it they would come between the pointer and the button.
    const topOf = async (name: string) =>
      (await settings.getByRole('button', { name }).boundingBox())?.y ?? 0;
    expect(await topOf('Use the recovery key')).toBeGreaterThan(await topOf('Continue'));
    await confirm();
    await press('I have written it down');
    await settings.getByRole('heading', { name: 'Passphrase changed' }).waitFor();
    await press('Done');
    await slot(KEY_NAME).waitFor();
  });

  it('leaves the old passphrase without effect, and makes guessing wait', async () => {
    await lock();
    await press('Use the passphrase instead');
    const field = settings.getByLabel('Passphrase', { exact: true });
    const button = settings.getByRole('button', { name: 'Unlock', exact: true });
    const wait = settings.getByRole('alert').filter({ hasText: 'Too many wrong tries. Wait' });
    await awaitUntil('the word to wait', async () => {
      await field.fill(PASSPHRASE);
      // A try that comes while another one is under way is none; Enter does not wait for the button.
      await field.press('Enter');
      return (await wait.count()) === 1;
    });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await settings.getByText('The wait is over. Try again now.').waitFor();
    await unlock(settings, NEXT_PASSPHRASE);
    await seeSettings();
  });

  it('leaves the key that was touched a way in', async () => {
    await lock();
    await press('Use a security key');
    await seeSettings();
  });
});

describe('a security key in the wrong hands', () => {
  it('does not answer, and the vault stays locked', async () => {
    await lock();
    const { session, authenticatorId } = securityKey;
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await press('Use a security key');
    await alert('No security key answered');
    await press('Use the passphrase instead');
    await unlock(settings, NEXT_PASSPHRASE);
    await seeSettings();
  });
});

describe('the secret of an account', () => {
  it('is shown only with the passphrase, in groups, with its set-up link', async () => {
    await popup.bringToFront();
    // Opened anew: behind the settings it has heard of locks and unlockings that it may still be catching up with.
    await popup.reload();
    await choose(popup, 'wren', 'Show secret');
    expect(await popup.locator('body').textContent()).not.toContain('otpauth://');
    await popup.getByLabel('Passphrase', { exact: true }).fill(NEXT_PASSPHRASE);
    await press('Continue', popup);
    await popup.getByText('JBSW Y3DP EHPK 3PXP', { exact: false }).waitFor();
    await popup.getByText(`otpauth://totp/Gittern:wren?secret=${SECRET}`, { exact: false }).waitFor();
  });

  it('is gone with the lock', async () => {
    await settings.bringToFront();
    await lock();
    await popup.getByRole('heading', { name: 'Locked' }).waitFor();
    expect(await popup.locator('body').textContent()).not.toContain('JBSW');
  });
});

describe('the messages of all that', () => {
  it('carry credentials only where one is asked for, and secrets only where one was shown', async () => {
    await press('Use the passphrase instead');
    await unlock(settings, NEXT_PASSPHRASE);
    await seeSettings();
    const worker = await chromium.worker();
    const vaultKeys = [
      await worker.evaluate<string>(
        "chrome.storage.session.get('unlocked').then(({ unlocked }) => unlocked.vaultKey)",
      ),
    ];
    expect(recoveryKeys).toHaveLength(1);
    for (const passphrase of [PASSPHRASE, NEXT_PASSPHRASE])
      expect(namesWith(messages, passphrase).length).toBeGreaterThan(1);
    const credentials = [PASSPHRASE, NEXT_PASSPHRASE, `"${PIN}"`];
    expect(leaksIn(messages, { credentials, secrets: [], recoveryKeys, vaultKeys })).toEqual([]);
    const answers = messages.filter(({ answer }) => answer.includes(SECRET));
    expect(answers.map(({ request }) => JSON.parse(request)[0].name)).toEqual(['secret']);
  });
});
