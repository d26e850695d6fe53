/**
 * A private window of Firefox, once the person has allowed the extension there. Unlike in Chromium pages of ours open in
 * it, and Firefox keeps what they share apart from the pages outside.
 */
import { toString as qrMarkup } from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type polyfill from 'webextension-polyfill';
import { referenceHotp } from '../fakes/reference-otp';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import { press, textOf } from './hostile-bed';
import { type HostileSite, prompt, serveSite } from './hostile-site';
import { OWN, overSite, PASSPHRASE, POPUP } from './person';
import { account } from './stock';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const GOOD = 'good.localhost';
const OTHER = 'other.localhost';
const TITLE = 'A private page';

/** In a page of ours; only functions that are sent there may use it. */
declare const browser: typeof polyfill;

let firefox: Firefox;
let site: HostileSite;
/** A page of ours outside of the private windows. */
let ours: string;
const { ask, goToOurTab, press: pressHere } = firefoxSteps(() => firefox);

beforeAll(async () => {
  const uri = `otpauth://totp/Tabularium:drusilla?secret=${OTHER_SECRET}&issuer=Tabularium`;
  const picture = await qrMarkup(uri, { type: 'svg', width: 300 });
  site = await serveSite(() => ({
    '/': prompt({ title: TITLE }),
    '/picture': `<!doctype html><title>${TITLE}</title>${picture}`,
  }));
  firefox = await launchFirefox({ extension: EXTENSION });
  await firefox.newTab(`${firefox.origin}/${POPUP}`);
  await ask('createVault', { passphrase: PASSPHRASE });
  const imported = account('Good Bank', SECRET, { origin: site.origin(GOOD) });
  await ask('add', { opId: 'first', candidates: [{ imported }], source: 'import' });
  // Its pages close with the extension, and the browser stands on none of them.
  await firefox.newTab('about:blank');
  await firefox.allowPrivate();
  ours = await firefox.newTab(`${firefox.origin}/${POPUP}`);
  await ask('unlock', { credential: OWN });
});
afterAll(async () => {
  await firefox?.close();
  site?.close();
});

const now = () => Math.floor(Date.now() / 30_000);
const isRight = (code: string) =>
  [now(), now() - 1].some((counter) => code === referenceHotp(SECRET, BigInt(counter), 6));
const codeField = () =>
  firefox.evaluate(() => document.querySelector<HTMLInputElement>('#code')?.value ?? '');
/** Everything that the extension keeps open for itself, as text; the vault is sealed. */
async function kept(): Promise<string> {
  await firefox.switchTo(ours);
  const areas = await firefox.evaluate(() =>
    Promise.all([browser.storage.local.get(), browser.storage.session.get()]),
  );
  return JSON.stringify(areas);
}
async function savedHosts(): Promise<string> {
  await firefox.switchTo(ours);
  return Object.values((await ask('searchTexts', {})).texts).join(' ');
}

describe('a private window of Firefox', () => {
  it('is filled from the popup on a saved site, and nothing is offered or kept', async () => {
    await firefox.newPrivateWindow(site.origin(GOOD));
    const popup = await overSite(() => firefox.openPopup());
    await popup.waitFor('.row-fill-large .key');
    expect(await popup.evaluate(() => browser.extension.inIncognitoContext)).toBe(true);
    await popup.press('Enter');
    expect(await awaitUntil('the code', codeField)).toSatisfy(isRight);
    await awaitUntil('the popup to close', () => popup.closed());
    expect(await kept()).not.toContain(GOOD);
  });

  it('is filled after the question on another site, which cannot be saved', async () => {
    await firefox.newPrivateWindow(site.origin(OTHER));
    const popup = await firefox.openPopup();
    await popup.waitFor('[data-code]');
    await press(popup, 'Fill', 'li');
    await popup.waitFor('.notice.warning');
    expect(await textOf(popup)).toContain(`You are on${OTHER}:${site.port}`);
    expect(await popup.evaluate(() => document.querySelectorAll('[type=checkbox]').length)).toBe(0);
    await press(popup, 'Fill anyway');
    expect(await awaitUntil('the code', codeField)).toSatisfy(isRight);
    expect(await savedHosts()).not.toContain(OTHER);
    expect(await kept()).not.toContain(OTHER);
  });

  it('is scanned, and the account is saved without the page', async () => {
    await firefox.newPrivateWindow(`${site.origin(OTHER)}/picture`);
    await firefox.shortcut('alt+shift+s');
    await goToOurTab('#scan');
    await firefox.waitFor(() => document.body.textContent.includes('Tabularium'));
    expect(await firefox.evaluate(() => document.body.textContent)).toContain(`Scanned on ${OTHER}`);
    await pressHere('Add');
    await firefox.waitFor(() => document.querySelector('[role=status]')?.textContent?.includes('Saved'));
    await pressHere('Done');
    expect(await savedHosts()).toBe(`${GOOD}:${site.port}`);
    expect(await kept()).not.toContain(OTHER);
  });

  it('shows a page of ours, which hears a change and clears itself at a lock', async () => {
    const inside = await firefox.newPrivateWindow(`${firefox.origin}/${POPUP}`);
    await firefox.waitFor('[data-code]');
    expect(await firefox.evaluate(() => browser.extension.inIncognitoContext)).toBe(true);
    await firefox.switchTo(ours);
    const imported = account('Quillwort', `AA${SECRET}`);
    await ask('add', { opId: 'second', candidates: [{ imported }], source: 'import' });
    await firefox.switchTo(inside);
    await firefox.waitFor('li[aria-label^="Quillwort"] [data-code]');
    await firefox.switchTo(ours);
    await ask('lock', {});
    await firefox.switchTo(inside);
    await firefox.waitFor('.unlock-form');
    const shown = await firefox.evaluate(() => document.body.innerHTML);
    for (const word of ['data-code', 'Quillwort', 'Good Bank']) expect(shown).not.toContain(word);
  });
});
