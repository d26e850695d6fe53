/** A clock of the computer that jumps while the codes are on the screen. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium';
import { POPUP, rightCode, seeCode } from './person';
import { account, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  await stockVault(chromium, [account('Acme', SECRET)]);
  page = await chromium.page(POPUP);
  await page.locator('[data-code]').waitFor();
});
afterAll(() => chromium?.close());

/** The clock of the worker and of the page, as the operating system would set them: the counting one goes on. */
async function setClock(seconds: number): Promise<void> {
  const jump = `{ globalThis.trueNow ??= Date.now; Date.now = () => trueNow() + ${seconds} * 1000 }`;
  await (await chromium.worker()).evaluate(jump);
  await page.evaluate(jump);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

const codeIn = (seconds: number) => {
  const realNow = Date.now;
  Date.now = () => realNow() + seconds * 1000;
  try {
    return rightCode(SECRET);
  } finally {
    Date.now = realNow;
  }
};

describe('a jump of the clock under the codes', () => {
  it.each([
    ['forward', 90, 90],
    // From there: further back than two minutes would lock.
    ['back', 30, 60],
  ])('%s is said, and the codes are made for the new time', async (_way, seconds, jump) => {
    await setClock(seconds);
    await page.getByText(`The clock of this computer jumped by ${jump} s`).waitFor();
    await seeCode(page, 'Acme', () => codeIn(seconds));
  });
});
