/** A page that changes its QR codes under the scan, or lays another over its own: what is confirmed is what was taken. */
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase32 } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { type HostileBed, startHostileBed } from './hostile-bed';
import { ourNextPage, rightCode, seeCode } from './person';

const HOST = 'good.localhost';
const CODES = 30;
const secretOf = (name: string) => toBase32(Buffer.from(name.padEnd(20, '.')));
const uriOf = (name: string) => `otpauth://totp/Turning:${name}?secret=${secretOf(name)}&issuer=Turning`;
const names = Array.from({ length: CODES }, (_, index) => `turn-${index}`);
const picture = (name: string) => QRCode.toDataURL(uriOf(name), { width: 300 });

let bed: HostileBed;

beforeAll(async () => {
  const turning = await Promise.all(names.map(picture));
  const [own, overlay] = await Promise.all(['own', 'overlay'].map(picture));
  bed = await startHostileBed(
    () => ({
      '/turning': `<!doctype html><title>Turning</title><img id="code" alt="" src="${turning[0]}"><script>
        const pictures = ${JSON.stringify(turning)}; turns = 0;
        setInterval(() => { code.src = pictures[turns++ % pictures.length]; }, 100);</script>`,
      '/overlaid': `<!doctype html><title>Overlaid</title><img alt="" style="margin-top: 330px" src="${own}">
        <img alt="" style="position: fixed; top: 0; left: 0; z-index: 9" src="${overlay}">`,
    }),
    () => [],
  );
  await (await bed.chromium.worker()).evaluate(`{
    const { tabs } = chrome;
    const capture = tabs.captureVisibleTab.bind(tabs);
    globalThis.captures = 0;
    tabs.captureVisibleTab = (...args) => { captures += 1; return capture(...args); };
  }`);
});
afterAll(() => bed?.close());

const inWorker = async <T>(script: string) => (await bed.chromium.worker()).evaluate<T>(script);

/** The confirm window that the shortcut opens over this page. */
async function scan(path: string): Promise<Page> {
  await bed.page.bringToFront();
  await bed.page.goto(bed.site.origin(HOST) + path);
  await bed.page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await bed.chromium.shortcut('alt+shift+s');
  const window = await ourNextPage(bed.chromium.context, '#scan');
  await window.getByRole('heading', { name: /^Add accounts?$/ }).waitFor();
  return window;
}

/** The name of the one account that the window shows. */
async function accountIn(window: Page): Promise<string | undefined> {
  return /turn-\d+/.exec((await window.locator('main').textContent()) ?? '')?.[0];
}

const add = (window: Page) => window.getByRole('button', { name: 'Add', exact: true });

describe('a page that shows a new QR code every 100 ms', () => {
  it('has the one confirmed and added that was taken, whatever it shows meanwhile', async () => {
    const window = await scan('/turning');
    const shown = await awaitUntil('the account', () => accountIn(window));
    await bed.page.bringToFront();
    const turns = () => bed.page.evaluate<number>('turns');
    const before = await turns();
    await awaitUntil('every other code', async () => (await turns()) > before + CODES);
    await window.bringToFront();
    expect(await accountIn(window)).toBe(shown);
    expect(await inWorker('captures')).toBe(1);
    expect(await inWorker("chrome.storage.session.get('capture')")).toEqual({});
    await add(window).click();
    await window.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await seeCode(bed.ours, shown, () => rightCode(secretOf(shown)));
    expect(await bed.ours.getByRole('listitem').count()).toBe(1);
    expect(await inWorker('captures')).toBe(1);
    await window.close();
  });
});

describe('a page with a code laid over it beside its own', () => {
  it('has both listed from top to bottom, and none chosen', async () => {
    const window = await scan('/overlaid');
    const boxes = window.getByRole('checkbox', { name: /Turning/ });
    await awaitUntil('both', async () => (await boxes.count()) === 2);
    const texts = await window.locator('.picks > li').allTextContents();
    expect(texts.map((text) => /own|overlay/.exec(text)?.[0])).toEqual(['overlay', 'own']);
    expect(await window.getByRole('checkbox', { checked: true }).count()).toBe(0);
    expect(await add(window).isDisabled()).toBe(true);
    await window.getByRole('checkbox', { name: 'own' }).check();
    await add(window).click();
    await window.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    await seeCode(bed.ours, 'own', () => rightCode(secretOf('own')));
    expect(await bed.ours.getByRole('listitem', { name: 'overlay' }).count()).toBe(0);
    await window.close();
  });
});
