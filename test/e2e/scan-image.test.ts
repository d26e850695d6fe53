/** The image under the pointer, in a real, headed Chromium: by its own pixels, by its place on the screen, in a frame. */
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { serveSite } from './hostile-site';
import { ourNextPage } from './person';
import { stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const uriOf = (issuer: string, letter: string) =>
  `otpauth://totp/${issuer}:octavia?secret=${letter}${SECRET.slice(1)}&issuer=${issuer}`;
const ELSEWHERE = 'http://elsewhere.localhost';
const LIGHT = { color: { dark: '#ffffffff', light: '#00000000' } };

let display: Display;
let chromium: Chromium;
let site: Awaited<ReturnType<typeof serveSite>>;
let page: Page;

beforeAll(async () => {
  const light = await QRCode.toDataURL(uriOf('Light', 'L'), { width: 240, ...LIGHT });
  const under = await QRCode.toDataURL(uriOf('Under', 'U'), { width: 300, errorCorrectionLevel: 'H' });
  const logo =
    'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="green"/></svg>';
  // Of another origin: its pixels are not the page's to read, so what is read is its place on the screen.
  const beside = `<!doctype html><title>Beside</title><body style="margin: 0">
    <img alt="" src="${ELSEWHERE}/Wrong.png"><img id="code" alt="" src="${ELSEWHERE}/Clicked.png">`;
  display = await startDisplay();
  site = await serveSite(() => ({
    '/light': `<!doctype html><title>Light</title><body style="background: #111"><img id="code" alt="" src="${light}">`,
    '/logo': `<!doctype html><title>Logo</title><div style="position: relative; width: 300px"><img alt="" src="${under}">
      <img id="code" alt="" style="position: absolute; left: 130px; top: 130px" src='${logo}'></div>`,
    '/beside': beside,
    '/framed': `<!doctype html><title>Framed</title><h1>Set up</h1>
      <iframe title="" src="/beside" style="border: 5px solid; margin: 40px" width="640" height="330"></iframe>`,
  }));
  chromium = await launchChromium({ extension: EXTENSION, headed: display });
  await (await stockVault(chromium, [])).close();
  page = await chromium.context.newPage();
  for (const [name, letter] of [
    ['Wrong', 'O'],
    ['Clicked', 'C'],
  ] as const) {
    const body = await QRCode.toBuffer(uriOf(name, letter), { width: 300 });
    await page.route(`${ELSEWHERE}/${name}.png`, (route) =>
      route.fulfill({ contentType: 'image/png', body }),
    );
  }
});
afterAll(async () => {
  await chromium?.close();
  site?.close();
  await display?.stop();
});
afterEach(async () => {
  const ours = chromium.context.pages().filter((one) => one.url().includes('#scan'));
  await Promise.all(ours.map((one) => one.close()));
});

/** What the window shows after "Scan this image" on the element. */
async function scanned(path: string, selector: string): Promise<Page> {
  await page.bringToFront();
  await page.goto(site.origin('good.localhost') + path);
  await chromium.rightClick(page, selector);
  await chromium.chooseMenuItem('Scan this image');
  const window = await ourNextPage(chromium.context, '#scan');
  await window.getByRole('heading', { name: /^Add accounts?$/ }).waitFor();
  return window;
}

describe('an image that is no code by itself', () => {
  it('is read with the dark ground of the page, where its modules are light and the rest transparent', async () => {
    const window = await scanned('/light', '#code');
    await window.getByText('Light').first().waitFor();
  });

  it('is read with what lies under it, where it is a logo over a code', async () => {
    const window = await scanned('/logo', '#code');
    await window.getByText('Under').first().waitFor();
  });
});

describe('an image beside another code', () => {
  it.each([
    ['of another origin', '/beside', '#code'],
    ['of another origin, in a frame', '/framed', 'iframe >> internal:control=enter-frame >> #code'],
  ])('%s is the only one that is read', async (_what, path, selector) => {
    const window = await scanned(path, selector);
    await window.getByRole('heading', { name: 'Add account', exact: true }).waitFor();
    expect(await window.locator('.ticket').textContent()).toContain('Clicked');
    expect(await window.locator('main').textContent()).not.toContain('Wrong');
  });
});
