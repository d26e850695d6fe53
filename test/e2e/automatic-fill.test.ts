/** Automatic fill in a real Chromium: offered once, granted by the browser's own question, working from the next prompt on. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { OPTIONS } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { fieldValue, type HostileBed, press, shapes, startHostileBed, textOf } from './hostile-bed';
import { framing, prompt } from './hostile-site';
import { PASSPHRASE } from './person';
import { account, askFrom } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const GOOD = 'good.localhost';
const OTHER = 'other.localhost';

let bed: HostileBed;

beforeAll(async () => {
  bed = await startHostileBed(
    (port) => ({
      '/': prompt(),
      '/welcome': '<!doctype html><title>Welcome</title><h1>Welcome</h1>',
      '/late': `<!doctype html><title>Sign in</title><h1>Two-factor authentication</h1><main></main>`,
      '/typing': `${prompt()}<input id="search" type="search" aria-label="Search" value="half a word">
        <script>document.querySelector('#search').focus()</script>`,
      '/around': framing(`<iframe src="http://${GOOD}:${port}/" width="600" height="400"></iframe>`),
      '/refusing': prompt({
        script: `addEventListener('input', ({ target }) => {
          globalThis.seen = [...(globalThis.seen ?? []), target.value];
          if (target.value.length === 6) document.querySelector('label').innerHTML = document.querySelector('label').innerHTML;
        })`,
      }),
    }),
    (site) => [account('Good Bank', SECRET, { origin: site.origin(GOOD) })],
  );
});
afterAll(() => bed?.close());
afterEach(() => bed.closePopup());

const now = () => Math.floor(Date.now() / 30_000);
const isRight = (code: string) =>
  [now(), now() - 1].some((counter) => code === referenceHotp(SECRET, BigInt(counter), 6));
const worker = () => bed.chromium.worker();
const badge = async (): Promise<string> =>
  (await worker()).evaluate(`chrome.tabs.query({ active: true, lastFocusedWindow: true })
    .then(([tab]) => chrome.action.getBadgeText({ tabId: tab.id }))`);
describe('automatic fill', () => {
  it('is not there before it was granted: no script, no message, no look at the page', async () => {
    await bed.page.goto(bed.site.origin(GOOD));
    expect(await (await worker()).evaluate('chrome.scripting.getRegisteredContentScripts()')).toEqual([]);
    expect(await bed.injections()).toEqual([]);
    expect(await badge()).toBe('');
  });

  it('is offered after the first fill in the popup, and turned on by the browser’s own question', async () => {
    await bed.page.bringToFront();
    const popup = await bed.popupOverSite();
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Enter');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
    await popup.waitFor('.offer');
    expect(await popup.evaluate(() => document.querySelectorAll('.primary').length)).toBe(1);
    expect(await textOf(popup)).toContain(`Do this by itself on ${GOOD}:${bed.site.port}`);
    await press(popup, `Do this by itself on ${GOOD}:${bed.site.port}`);
    await bed.chromium.allowSite();
    await awaitUntil('the script to be registered', async () => {
      const scripts = await (await worker()).evaluate<{ matches: string[] }[]>(
        'chrome.scripting.getRegisteredContentScripts()',
      );
      return scripts[0]?.matches.join() === `http://${GOOD}/*`;
    });
  });

  it('fills the next prompt with no action at all, and says so on the icon', async () => {
    await bed.newPage();
    await bed.page.goto(bed.site.origin(GOOD));
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
    await awaitUntil('the badge', async () => (await badge()) === '✓');
    expect(bed.site.posts).toEqual([]);
  });

  it('tells on a granted site without a prompt that the site has an account', async () => {
    await bed.page.goto(`${bed.site.origin(GOOD)}/welcome`);
    await awaitUntil('the badge', async () => (await badge()) === '•');
  });

  it('fills a prompt that comes late', async () => {
    await bed.newPage();
    await bed.page.goto(`${bed.site.origin(GOOD)}/late`);
    await bed.page.evaluate(() => {
      const main = document.querySelector('main');
      if (main)
        main.innerHTML =
          '<p>Enter the 6-digit code from your authenticator app.</p><label>Code <input id="code" autocomplete="one-time-code" inputmode="numeric"></label>';
    });
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
  });

  it('does not interrupt a person who is typing elsewhere', async () => {
    await bed.newPage();
    await bed.injections();
    await bed.page.goto(`${bed.site.origin(GOOD)}/typing`);
    await awaitUntil('the try', async () => shapes(await bed.injections()).includes('fill'));
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('gives a page that refuses the code no second one', async () => {
    await bed.newPage();
    await bed.page.goto(`${bed.site.origin(GOOD)}/refusing`);
    const seen = () => bed.page.evaluate<string[]>('globalThis.seen ?? []');
    await awaitUntil('the code', async () => (await seen()).some((value) => value.length === 6));
    await bed.page.reload();
    await awaitUntil('the badge', async () => (await badge()) === '•');
    expect((await seen()).filter((value) => value.length === 6)).toEqual([]);
  });

  it('does nothing on another origin, nor in a frame', async () => {
    await bed.newPage();
    await bed.injections();
    await bed.page.goto(bed.site.origin(OTHER));
    await bed.page.goto(`${bed.site.origin(OTHER)}/around`);
    await bed.page.frames()[1]?.locator('#code').waitFor();
    expect(await bed.injections()).toEqual([]);
    expect(await fieldValue(bed.page.frames()[1] ?? bed.page)).toBe('');
    expect(await badge()).toBe('');
  });

  it('waits for the passphrase while locked, and asks for nothing more', async () => {
    await bed.newPage();
    await askFrom(bed.ours, 'lock', {});
    await bed.page.bringToFront();
    await bed.page.goto(bed.site.origin(GOOD));
    await awaitUntil('the badge', async () => (await badge()) === '•');
    expect(await fieldValue(bed.page)).toBe('');
    await bed.chromium.shortcut('alt+shift+o');
    const popup = await bed.chromium.popup();
    await popup.waitFor('input[type=password]');
    await popup.type(PASSPHRASE);
    await popup.press('Enter');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
    await popup.close();
  });

  it('is listed in the settings, and taken back there', async () => {
    const settings = await bed.chromium.page(OPTIONS);
    const section = settings.getByRole('region', { name: 'Automatic fill' });
    await section.getByText(`http://${GOOD}`).waitFor();
    await section.getByText('Good Bank').waitFor();
    const health = settings.getByRole('region', { name: 'Health' });
    const count = health.getByText('Counterfoil may look at 1 site by itself');
    expect(await count.getByRole('link', { name: 'Automatic fill' }).getAttribute('href')).toBe(
      '#automatic-title',
    );
    await section.getByRole('button', { name: `Take http://${GOOD} back` }).click();
    await count.waitFor({ state: 'detached' });
    await section.getByText('No site yet').waitFor();
    expect(await (await worker()).evaluate('chrome.scripting.getRegisteredContentScripts()')).toEqual([]);
    expect(
      await (await worker()).evaluate('chrome.permissions.getAll().then(({ origins }) => origins)'),
    ).toEqual([]);
    await settings.close();
    await bed.newPage();
    await bed.injections();
    await bed.page.goto(bed.site.origin(GOOD));
    expect(await bed.injections()).toEqual([]);
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('is offered once only', async () => {
    await bed.page.bringToFront();
    const popup = await bed.popupOverSite();
    await popup.waitFor('.row-fill-large .key');
    await popup.press('Enter');
    await awaitUntil('the code', () => fieldValue(bed.page));
    await awaitUntil('the popup to close by itself', () => popup.closed());
  });
});
