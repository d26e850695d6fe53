/** What a page sees of a fill and of a scan: one code in one field, and nothing of ours (SECURITY F2, F7–F11, S1). */
import type { CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import { SPY } from './hostile-attacks';
import { fieldValue, type HostileBed, shapes, startHostileBed, textOf } from './hostile-bed';
import { prompt } from './hostile-site';
import { ourNextPage } from './person';
import { account } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const GOOD = 'good.localhost';
const lure = (style: string) => prompt({ field: (attributes) => `<input ${attributes} style="${style}">` });
const PICTURE = `<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'><path d='M0 0h90v90H0z'/></svg>`;

let bed: HostileBed;

beforeAll(async () => {
  bed = await startHostileBed(
    () => ({
      '/': prompt(),
      '/spy': prompt({
        field: (attributes) =>
          `<input ${attributes}><img id="picture" alt="" src="data:image/svg+xml,${encodeURIComponent(PICTURE)}">`,
        script: SPY,
      }),
      '/two': prompt({
        field: (attributes) => `<label>Name <input id="name"></label><label>Code <input ${attributes}></label>
          <label>Recovery code <input id="recovery"></label>
          <label>Coupon <input id="coupon" form="other" inputmode="numeric" maxlength="6"></label>`,
        script: `kept = ''; submits = 0; addEventListener('submit', () => submits++, true);
          addEventListener('input', ({ target }) => { kept = 'kept:' + target.value; });`,
      }),
      '/eager': prompt({
        script: `code.oninput = () => { if (code.value.length === 6) code.form.submit(); };`,
      }),
      '/done': '<h1>Signed in</h1>',
      '/transparent': lure('opacity: 0'),
      '/off-screen': lure('position: absolute; left: -4000px'),
      '/one-pixel': lure('width: 1px; height: 1px; padding: 0; border: 0'),
      '/not-drawn': lure('display: none'),
      '/covered': prompt({
        field: (attributes) => `<div style="position: relative"><input ${attributes}>
          <div style="position: absolute; inset: 0; background: #fff"></div></div>`,
      }),
    }),
    (site) => [
      account('Good Bank', SECRET, { origin: site.origin(GOOD) }),
      account('Tabularium', OTHER_SECRET, { name: 'drusilla' }),
    ],
  );
});
afterAll(() => bed?.close());
afterEach(() => bed.closePopup());

const counter = (at = Date.now()) => BigInt(Math.floor(at / 30_000));
const codeAt = (at: number) => referenceHotp(SECRET, counter(at), 6);
const filled = () => awaitUntil('the code', () => fieldValue(bed.page));

describe('a field that nobody can see', () => {
  it.each(['/transparent', '/off-screen', '/one-pixel', '/not-drawn', '/covered'])(
    'is not filled, and the popup says so beside the code to copy: %s',
    async (path) => {
      await bed.fillOn(GOOD, path);
      const popup = await bed.popup();
      await popup.waitFor(() => document.body.textContent.includes('so the code is copied'));
      expect(await textOf(popup)).toContain('No code field was found here');
      await popup.waitFor('.row-copy');
      expect(await fieldValue(bed.page)).toBe('');
    },
  );
});

describe('what a shortcut could not do', () => {
  it('is said in the popup, whatever else another page of ours asks meanwhile', async () => {
    await bed.ours.evaluate(`{
      const request = { name: 'open', args: { first: 0 } };
      globalThis.asking = setInterval(() => chrome.runtime.sendMessage(request), 5);
    }`);
    await bed.fillOn(GOOD, '/not-drawn');
    const popup = await bed.popup();
    await popup.waitFor(() => document.body.textContent.includes('so the code is copied'));
    await bed.ours.evaluate('clearInterval(asking)');
  });
});

describe('a page that watches itself', () => {
  const seen = () => bed.page.evaluate<string[]>('seen.splice(0)');

  it('would see a node, an attribute, a patched call and a global of ours', async () => {
    await bed.page.goto(`${bed.site.origin(GOOD)}/spy`);
    await bed.page.evaluate(
      `document.body.appendChild(document.createElement('b')).setAttribute('title', ''); ours = 1`,
    );
    expect(await seen()).toEqual(
      expect.arrayContaining([
        'createElement',
        'appendChild',
        'setAttribute',
        'childList BODY ',
        'attributes B title',
      ]),
    );
    expect(await newGlobals()).toEqual(['ours']);
  });

  it('sees nothing of a fill but the events of a person typing', async () => {
    await bed.fillOn(GOOD, '/spy');
    await filled();
    expect(await seen()).toEqual([]);
    expect(await newGlobals()).toEqual([]);
  });

  it('sees nothing of a scan', async () => {
    const { chromium, page, site } = bed;
    await page.goto(`${site.origin(GOOD)}/spy`);
    await bed.injections();
    await chromium.rightClick(page, '#picture');
    // The harness looked for the picture; what comes now is ours.
    await seen();
    await chromium.chooseMenuItem('Scan this image');
    const window = await ourNextPage(chromium.context, '#scan');
    await window.getByRole('heading', { name: 'Nothing to add yet' }).waitFor();
    await window.close();
    expect(shapes(await bed.injections())).toContain('readImage');
    expect(await seen()).toEqual([]);
    expect(await newGlobals()).toEqual([]);
  });

  const newGlobals = () =>
    bed.page.evaluate<string[]>(
      `Object.getOwnPropertyNames(window).filter((name) => !globals.split(',').includes(name))`,
    );
});

describe('a filled page', () => {
  it('gets the one code and touches no other field, and sends nothing', async () => {
    await bed.page.bringToFront();
    await bed.injections();
    await bed.fillOn(GOOD, '/two');
    const code = await filled();
    expect([codeAt(Date.now()), codeAt(Date.now() - 30_000)]).toContain(code);
    for (const other of ['#name', '#recovery', '#coupon'])
      expect(await bed.page.locator(other).inputValue()).toBe('');
    const origin = bed.site.origin(GOOD);
    const sent = (await bed.injections()).flatMap(({ args }) => (args ? [args] : []));
    // Afterwards it is asked, of the same code, whether it still stands when it expires.
    const afterwards = sent.splice(2);
    expect(sent).toEqual([
      ['findPrompt', origin],
      ['fill', origin, code, 'asked'],
    ]);
    for (const args of afterwards)
      expect(args).toEqual(['standsAfter', origin, code, expect.stringMatching(/^\d+$/)]);
    expect(await bed.page.evaluate('submits')).toBe(0);
    expect(bed.site.posts).toEqual([]);
    await bed.page.getByRole('button', { name: 'Continue' }).click();
    await bed.page.getByRole('heading', { name: 'Signed in' }).waitFor();
    expect(bed.site.posts.splice(0).join()).toContain(`otp=${code}`);
  });

  it('has neither secret nor issuer nor other codes in the memory of its process', async () => {
    await bed.fillOn(GOOD, '/two');
    const code = await filled();
    const memory = await heapOf(await bed.chromium.context.newCDPSession(bed.page));
    expect(memory.includes(`kept:${code}`)).toBe(true);
    const others = [0, 1].map((step) => referenceHotp(OTHER_SECRET, counter() + BigInt(step), 6));
    const hidden = [SECRET, OTHER_SECRET, 'Good Bank', 'octavia', 'Tabularium', 'drusilla', ...others];
    expect(hidden.filter((text) => memory.includes(text))).toEqual([]);
  });

  it('may send itself on the last digit: that counts as filled, once', async () => {
    await bed.page.bringToFront();
    await bed.page.goto(`${bed.site.origin(GOOD)}/eager`);
    const popup = await bed.popupOverSite();
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Enter');
    // It says "Filled" for a moment, and goes; whoever looks late finds it gone.
    const isOver = async () => (await popup.closed()) || (await textOf(popup)).includes('Filled');
    await awaitUntil('it to be filled', isOver);
    await bed.page.getByRole('heading', { name: 'Signed in' }).waitFor();
    expect(bed.site.posts.splice(0)).toEqual([expect.stringMatching(/^otp=\d{6}$/)]);
  });

  it('gets no code that has less than three seconds left, but the next one', async () => {
    const worker = await bed.chromium.worker();
    const period = 30_000;
    const boundary = (Number(counter()) + 2) * period;
    const shiftClock = (now: number) =>
      worker.evaluate(`{
        globalThis.trueNow ??= Date.now;
        const ahead = ${now} - trueNow();
        Date.now = () => trueNow() + ahead;
      }`);
    await shiftClock(boundary - 4_000 - 10_000);
    await bed.fillOn(GOOD, '/');
    expect(await filled()).toBe(codeAt(boundary - 1));
    await bed.page.goto(bed.site.origin(GOOD));
    await shiftClock(boundary - 2_500);
    await bed.fillHere();
    expect(await filled()).toBe(codeAt(boundary));
    await worker.evaluate('Date.now = trueNow');
  });

  it('has no word of ours on its console', async () => {
    const session = await bed.chromium.context.newCDPSession(bed.page);
    const said: string[] = [];
    session.on('Runtime.consoleAPICalled', ({ args }) => said.push(String(args[0]?.value)));
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => said.push(exceptionDetails.text));
    session.on('Log.entryAdded', ({ entry }) => said.push(entry.text));
    await session.send('Runtime.enable');
    await session.send('Log.enable');
    await bed.fillOn(GOOD, '/spy');
    await filled();
    const worker = await bed.chromium.worker();
    await worker.evaluate(`chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) =>
      chrome.scripting.executeScript({ target: { tabId: tab.id }, func: () => console.log('from our world') }))`);
    await awaitUntil('our own world to be heard', () => said.includes('from our world'));
    expect(said).toEqual(['from our world']);
  });
});

/** All strings of the page's JavaScript heap, our isolated world included. */
async function heapOf(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  // The rest of a snapshot is numbers, in which any six digits may stand.
  const { strings }: { strings: string[] } = JSON.parse(chunks.join(''));
  return strings.join('\n');
}
