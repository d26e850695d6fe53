/** Automatic fill in a real Firefox: granted by the browser's own question, under which the popup closes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type polyfill from 'webextension-polyfill';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import { type HostileSite, prompt, serveSite } from './hostile-site';
import { overSite, PASSPHRASE, POPUP, rightCode } from './person';
import { account } from './stock';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const HOST = '127.0.0.1';

/** In a page of ours; only functions that are sent there may use it. */
declare const browser: typeof polyfill;

let firefox: Firefox;
let site: HostileSite;
let ours: string;
let page: string;
const { ask } = firefoxSteps(() => firefox);

beforeAll(async () => {
  site = await serveSite(() => ({ '/': prompt(), '/welcome': '<!doctype html><h1>Welcome</h1>' }));
  firefox = await launchFirefox({ extension: EXTENSION });
  ours = await firefox.newTab(`${firefox.origin}/${POPUP}`);
  await ask('createVault', { passphrase: PASSPHRASE });
  const imported = account('Good Bank', SECRET, { origin: site.origin(HOST) });
  await ask('add', { opId: 'first', candidates: [{ imported }], source: 'import' });
  page = await firefox.newTab(site.origin(HOST));
});
afterAll(async () => {
  await firefox?.close();
  site?.close();
});

const codeField = () =>
  firefox.evaluate(() => document.querySelector<HTMLInputElement>('#code')?.value ?? '');
const patterns = async () => {
  await firefox.switchTo(ours);
  const grants = await ask('grants', {});
  await firefox.switchTo(page);
  return grants.map(({ pattern, accounts }) => `${pattern} ${accounts.map(({ issuer }) => issuer).join()}`);
};

describe('automatic fill in Firefox', () => {
  it('is turned on from the popup, and finished when the browser’s question has closed it', async () => {
    await firefox.switchTo(page);
    const popup = await overSite(() => firefox.openPopup());
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Enter');
    expect(await awaitUntil('the code', codeField)).toMatch(/^\d{6}$/);
    await popup.waitFor('.offer button');
    await popup.click('.offer button');
    await firefox.allowSite();
    await awaitUntil('the grant', async () => (await patterns()).join() === `http://${HOST}/* Good Bank`);
  });

  it('fills the next prompt with no action at all, also after the event page was ended', async () => {
    const used = rightCode(SECRET);
    await awaitUntil('the next code', () => rightCode(SECRET) !== used, 35_000);
    // Where a code stands in its field, the background is awake to replace it.
    await firefox.switchTo(page);
    await firefox.navigate(`${site.origin(HOST)}/welcome`);
    await firefox.terminateBackground();
    await firefox.navigate(site.origin(HOST));
    await awaitUntil('the code', async () => (await codeField()) === rightCode(SECRET));
  });

  it('is taken back in the settings', async () => {
    await firefox.switchTo(ours);
    await ask('removeGrant', { pattern: `http://${HOST}/*` });
    expect(await ask('grants', {})).toEqual([]);
    expect(await firefox.evaluate(() => browser.scripting.getRegisteredContentScripts())).toEqual([]);
  });
});
