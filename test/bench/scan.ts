/**
 * From the right-click's menu item to the confirm screen: the capture, a window, the engine from cold, the preview. The
 * floor opens the same window on a page that stands still.
 */
import { createServer } from 'node:http';
import QRCode from 'qrcode';
import { awaitUntil } from '../e2e/harness/await-until.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { startDisplay } from '../e2e/harness/display.ts';
import { ourNextPage } from '../e2e/person.ts';
import { stockVault } from '../e2e/stock.ts';
import type { Package } from './browser.ts';
import { compareWithFloor, type Figures, type Rounds } from './rounds.ts';
import { type Row, ratioRow } from './rows.ts';

const TEXT =
  'otpauth://totp/Shop:octavia?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Shop&algorithm=SHA1&digits=6';
/** The window with its frame, and the most that a person waits without a thought, in milliseconds. */
const SIZES = [
  { name: '1280 × 800', screen: '1280x920', window: '1280,920', limit: 700 },
  { name: '2560 × 1440', screen: '2560x1560', window: '2560,1560', limit: 1500 },
];

/** Notes in each of our windows when the ticket was first on the screen. */
const NOTE_TICKET = `{
  const isThere = () => document.querySelector('.ticket') !== null;
  const note = () => requestAnimationFrame(() => setTimeout(() => { globalThis.paintedAt ??= Date.now(); }));
  new MutationObserver(() => { if (isThere()) note(); }).observe(document, { childList: true, subtree: true });
}`;
/** What is clicked, and which item of the menu; the page and the image are read in different ways. */
const GESTURES = [
  { what: 'page', element: 'h1', item: 'Scan QR code on this page' },
  { what: 'image', element: 'img', item: 'Scan this image' },
] as const;
type Gesture = (typeof GESTURES)[number];

async function measureOnce(chromium: Chromium, url: string, { element, item }: Gesture): Promise<Figures> {
  const page = await chromium.context.newPage();
  try {
    await page.goto(url);
    await chromium.rightClick(page, element);
    // The click wakes the worker, as it does for a person; a window whose engine is new.
    await chromium.stopWorker();
    const clickedAt = await chromium.chooseMenuItem(item);
    const window = await ourNextPage(chromium.context, '#scan');
    const paintedAt = await awaitUntil('the ticket', () =>
      window.evaluate<number>('globalThis.paintedAt ?? 0'),
    );
    await window.close();
    return { ms: paintedAt - clickedAt };
  } finally {
    await page.close();
  }
}

/** @param packages the floor first */
export async function measureScanning(
  packages: readonly [Package, ...Package[]],
  rounds: Rounds,
): Promise<Row[]> {
  const [floor, ...compared] = packages;
  const picture = await QRCode.toDataURL(TEXT, { width: 200 });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Shop</title><h1>Scan this code</h1><img alt="" src="${picture}">`);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const rows: Row[] = [];
  try {
    for (const { name, screen, window, limit } of SIZES) {
      const display = await startDisplay(screen);
      const open = new Map<Package, Chromium>();
      try {
        for (const one of packages) {
          const chromium = await launchChromium({
            extension: one.folder,
            headed: display,
            windowSize: window,
          });
          open.set(one, chromium);
          await chromium.context.addInitScript(NOTE_TICKET);
          if (one !== floor) await (await stockVault(chromium, [])).close();
        }
        for (const gesture of GESTURES) {
          const figures = await compareWithFloor(floor, compared, rounds, async (of) => {
            const chromium = open.get(of);
            if (!chromium) throw new Error(`${of.name} is not open`);
            return measureOnce(chromium, `http://127.0.0.1:${address.port}/`, gesture);
          });
          const part = 'right-click → confirm screen painted, worker and engine cold';
          const named = { part, name: `${gesture.what}, ${name}`, unit: 'ms' };
          rows.push(ratioRow(named, figures, 'ms', { value: limit }));
        }
      } finally {
        for (const chromium of open.values()) await chromium.close();
        await display.stop();
      }
    }
    return rows;
  } finally {
    server.close();
  }
}
