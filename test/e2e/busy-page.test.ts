/**
 * A page that is too busy to say whose it is, as many are while they load: the popup does not wait for it with the
 * codes, and brings the page's own account as soon as it answers.
 */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firefoxSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { type Display, startDisplay } from './harness/display';
import { type Firefox, launchFirefox } from './harness/firefox';
import { EXTENSION, fieldValue, textOf } from './hostile-bed';
import { prompt } from './hostile-site';
import { confirmScan, ourNextPage, PASSPHRASE, POPUP, rightCode } from './person';
import { account, stockVault } from './stock';

const FIREFOX_EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const THIRD_SECRET = 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK';
const OTHER_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/**
 * `/`: it asks for the rest of itself the old way, and nothing runs in a page of Chromium until the server has answered.
 * Firefox goes on meanwhile; `/computing` computes for four seconds.
 */
const WAITING = `addEventListener('load', async () => {
  for (const image of document.images) await image.decode();
  // On the screen with the frame after the next.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const request = new XMLHttpRequest();
  request.open('GET', '/rest', false);
  request.send();
})`;
const COMPUTING = `addEventListener('load', () => setTimeout(async () => {
  await fetch('/rest');
  for (const start = Date.now(); Date.now() - start < 4000; );
}, 100))`;

let server: Server;
let origin: string;
/** The answers that pages stand still for. */
const held: ServerResponse[] = [];
const accounts = () => [account('Good Bank', SECRET, { origin }), account('Other Bank', OTHER_SECRET)];

beforeAll(async () => {
  const uri = `otpauth://totp/Tabularium:octavia?secret=${THIRD_SECRET}&issuer=Tabularium`;
  const picture = await QRCode.toDataURL(uri, { width: 300 });
  const pages: Record<string, string> = {
    '/': prompt({ script: WAITING }),
    '/computing': prompt({ script: COMPUTING }),
    '/picture': `<!doctype html><title>Set up</title><img alt="" src="${picture}"><script>${WAITING}</script>`,
  };
  server = createServer((request, response) => {
    if (request.url === '/rest') return void held.push(response);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[request.url ?? '/']);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const isHeld = () => awaitUntil('the page to ask for its rest', () => held.length > 0);
function goOn(): void {
  for (const response of held.splice(0)) response.end();
}

describe('the popup over a busy page of Chromium', () => {
  let display: Display;
  let chromium: Chromium;

  beforeAll(async () => {
    display = await startDisplay();
    chromium = await launchChromium({ extension: EXTENSION, headed: display });
    await stockVault(chromium, accounts());
  });
  afterAll(async () => {
    await chromium?.close();
    await display?.stop();
  });

  it('shows the codes at once and the page’s account when the page answers, and fills it', async () => {
    const page = await chromium.context.newPage();
    await page.goto(origin);
    await isHeld();
    await chromium.shortcut('alt+shift+o');
    const popup = await chromium.popup();
    await popup.waitFor('[data-code]');
    expect(await popup.evaluate(() => document.querySelectorAll('[data-code]').length)).toBe(2);
    expect(await textOf(popup)).not.toContain('This site');
    goOn();
    await popup.waitFor('.row-fill-large .key');
    expect(await textOf(popup)).toContain('This site');
    await popup.press('Enter');
    const isRight = async () => (await fieldValue(page)) === rightCode(SECRET);
    await awaitUntil('the code', isRight);
  });
});

describe('a scan of a busy page', () => {
  it('shows what is in the picture, which was taken without the page', async () => {
    const display = await startDisplay();
    const chromium = await launchChromium({ extension: EXTENSION, headed: display });
    try {
      await stockVault(chromium, []);
      const page = await chromium.context.newPage();
      await page.goto(`${origin}/picture`);
      await isHeld();
      await chromium.shortcut('alt+shift+s');
      const window = await ourNextPage(chromium.context, '#scan');
      await window.getByText('Tabularium').first().waitFor();
      expect(await window.getByText('127.0.0.1').count()).toBe(0);
      await confirmScan(window);
    } finally {
      goOn();
      await chromium.close();
      await display.stop();
    }
  });
});

describe('the popup over a busy page of Firefox', () => {
  let firefox: Firefox;
  const { ask } = firefoxSteps(() => firefox);

  beforeAll(async () => {
    firefox = await launchFirefox({ extension: FIREFOX_EXTENSION });
    await firefox.newTab(`${firefox.origin}/${POPUP}`);
    await ask('createVault', { passphrase: PASSPHRASE });
    const candidates = accounts().map((imported) => ({ imported }));
    await ask('add', { opId: 'first', candidates, source: 'import' });
  });
  afterAll(() => firefox?.close());

  it('shows the page’s account when the page answers, and fills it', async () => {
    await firefox.newTab(`${origin}/computing`);
    await isHeld();
    goOn();
    const popup = await firefox.openPopup();
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Enter');
    const code = () => document.querySelector<HTMLInputElement>('#code')?.value ?? '';
    await awaitUntil('the code', async () => (await firefox.evaluate(code)) === rightCode(SECRET));
  });
});
