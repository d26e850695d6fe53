/** Known services at their own addresses: a code scanned on the account page fills on the login host without a word. */
import type { Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { fieldValue, type HostileBed, press, startHostileBed, textOf } from './hostile-bed';
import { prompt } from './hostile-site';
import { account } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

let bed: HostileBed;
beforeAll(async () => {
  bed = await startHostileBed(
    () => ({}),
    () => [
      account('Google', SECRET, { origin: 'https://myaccount.google.com' }),
      { ...account('GitHub', OTHER_SECRET), sites: [] },
    ],
  );
  // The sites themselves, without a network: what matters is their address.
  const answer = (route: Route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: prompt() });
  await bed.chromium.context.route(/^https:/u, answer);
});
afterAll(() => bed?.close());
afterEach(() => bed.closePopup());

async function fillOn(origin: string): Promise<void> {
  await bed.page.bringToFront();
  await bed.page.goto(origin);
  await bed.fillHere();
}

describe('another host of the service on which the code was set up', () => {
  it('is filled by the shortcut without a question', async () => {
    await fillOn('https://accounts.google.com');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toMatch(/^\d{6}$/);
  });
});

describe('a look-alike of a saved site', () => {
  it.each([
    ['https://accounts.g00gle.com', 'is written with other letters'],
    ['https://accounts.google.com.evil.test', 'belongs to somebody else'],
    ['https://accounts.google.co', 'with another ending'],
    ['https://xn--ggle-55da.com', 'In its own letters it reads'],
  ])('is explained, and takes a slow way round: %s', async (origin, explanation) => {
    await fillOn(origin);
    const popup = await bed.popup();
    await press(popup, 'Fill', 'li[aria-label="Google, octavia"]');
    await popup.waitFor('.notice.warning');
    const said = await textOf(popup);
    expect(said).toContain(explanation);
    expect(said).toContain(new URL(origin).host);
    expect(said).not.toContain('Remember this site');
    expect(await popup.evaluate(isFillAnywayOff)).toBe(true);
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('is explained for an account without a site too, where another account’s site is meant', async () => {
    await fillOn('https://accounts.g00gle.com');
    const popup = await bed.popup();
    await press(popup, 'Fill', 'li[aria-label="GitHub, octavia"]');
    await popup.waitFor('.notice.warning');
    expect(await textOf(popup)).toContain('Looks like myaccount.google.com');
  });
});

describe('an account that was imported', () => {
  it('has its service’s sites at once', async () => {
    await fillOn('https://github.com');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toMatch(/^\d{6}$/);
  });
});

describe('a report on a page', () => {
  it('tells how its field was judged, and nothing that the page says', async () => {
    await bed.page.bringToFront();
    await bed.page.goto('https://github.com/login?of=somebody');
    const popup = await bed.popupOverSite();
    await press(popup, 'More');
    await awaitUntil('the menu', () => popup.evaluate(markItem, 'Wrong field, or none?'));
    await popup.click('[data-pressed]');
    await popup.waitFor(() => document.querySelector('textarea')?.value.includes('isPicked'));
    const report = await popup.evaluate(() => document.querySelector('textarea')?.value ?? '');
    expect(JSON.parse(report)).toMatchObject({ picked: 1 });
    for (const own of ['github', 'somebody', '6-digit', 'Two-factor authentication'])
      expect(report).not.toContain(own);
  });
});

function markItem(name: string): boolean {
  for (const marked of document.querySelectorAll('[data-pressed]')) marked.removeAttribute('data-pressed');
  const items = [...document.querySelectorAll('[role=menuitem]')];
  items.find(({ textContent }) => textContent?.trim() === name)?.setAttribute('data-pressed', '');
  return document.querySelector('[data-pressed]') !== null;
}

function isFillAnywayOff(): boolean {
  const buttons = [...document.querySelectorAll('button')];
  const button = buttons.find(({ textContent }) => textContent === 'Fill anyway');
  return button?.disabled === true;
}
