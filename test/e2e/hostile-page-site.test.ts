/** Where a code may go: only to the saved origin, whatever a page is called, frames or becomes (SECURITY F3–F6). */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { referenceHotp } from '../fakes/reference-otp';
import { awaitUntil } from './harness/await-until';
import type { Popup } from './harness/popup';
import { reloadBeforeFill, watchFillAnyway } from './hostile-attacks';
import { fieldValue, type HostileBed, press, shapes, startHostileBed, textOf } from './hostile-bed';
import { framing, prompt, serveSite } from './hostile-site';
import { account } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const GOOD = 'good.localhost';
const EVIL = 'evil.localhost';
/** The row of the account that is saved for GOOD. */
const ROW = 'li[aria-label="Good Bank, octavia"]';

let bed: HostileBed;
let otherPort: HostileBed['site'];

beforeAll(async () => {
  const frame = (host: string, port: number) =>
    framing(`<iframe src="http://${host}:${port}/" width="600" height="400"></iframe>`);
  bed = await startHostileBed(
    (port) => ({
      '/': prompt(),
      '/titled': prompt({ title: 'Good Bank' }),
      '/around-evil': prompt() + frame(EVIL, port),
      '/only-evil': frame(EVIL, port),
      '/around-good': frame(GOOD, port),
      '/frame': framing(
        '<iframe src="/" sandbox="allow-scripts allow-same-origin" width="600" height="400">',
      ),
      '/sandboxed-frame': framing('<iframe src="/" sandbox="allow-scripts" width="600" height="400">'),
      '/sandboxed': { html: prompt(), sandboxed: true },
    }),
    (site) => [
      account('Good Bank', SECRET, { origin: site.origin(GOOD) }),
      account('Siteless', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
    ],
  );
  otherPort = await serveSite(() => ({ '/': prompt() }));
});
afterAll(async () => {
  otherPort?.close();
  await bed?.close();
});
afterEach(() => bed.closePopup());

const now = () => Math.floor(Date.now() / 30_000);
const isRight = (code: string) =>
  [now(), now() - 1].some((counter) => code === referenceHotp(SECRET, BigInt(counter), 6));
const frameValue = () => fieldValue(bed.page.frames()[1] ?? bed.page);

/** Presses the shortcut on a page that is not to be filled; the popup asks instead. */
async function askOn(host: string, path: string): Promise<Popup> {
  await bed.fillOn(host, path);
  return bed.popup();
}

describe('the saved site', () => {
  it('is filled by the shortcut, so that the refusals below prove something', async () => {
    await bed.fillOn(GOOD, '/');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
  });

  it('is filled in a frame of its own origin', async () => {
    await bed.fillOn(GOOD, '/frame');
    expect(await awaitUntil('the code', frameValue)).toSatisfy(isRight);
  });
});

describe('the saved site on a busy machine', () => {
  it('is filled although its process learns late of what the shortcut permits', async () => {
    const worker = await bed.chromium.worker();
    await worker.evaluate(`globalThis.beforeInjection = () => {
      delete globalThis.beforeInjection;
      throw new Error('Cannot access contents of the page. Extension manifest must request permission.');
    }`);
    await bed.fillOn(GOOD, '/');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
    expect(await worker.evaluate('typeof beforeInjection')).toBe('undefined');
  });
});

describe('a page that is not the saved site', () => {
  it.each([
    ['sibling host', EVIL, '/'],
    ['host below it', `login.${GOOD}`, '/'],
    ['host above it', 'localhost', '/'],
    ['host with its name in front', `${GOOD}.${EVIL}`, '/'],
    ['look-alike host', 'g00d.localhost', '/'],
    ['look-alike host in another script', 'xn--god-gmd.localhost', '/'],
    ['address without a name', '127.0.0.1', '/'],
    ['page with the issuer as its title', EVIL, '/titled'],
  ])('gets nothing and offers no account: %s', async (_kind, host, path) => {
    const asked = await askOn(host, path);
    expect(await textOf(asked)).not.toContain('This site');
    expect(await asked.evaluate(() => document.querySelectorAll('[data-code]').length)).toBe(2);
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('gets nothing when it is another port of the same host', async () => {
    await bed.page.goto(otherPort.origin(GOOD));
    await bed.fillHere();
    const popup = await bed.popup();
    await press(popup, 'Fill', ROW);
    await popup.waitFor('.notice.warning');
    expect(await textOf(popup)).toContain(`You are on${GOOD}:${otherPort.port}Good Bank is saved for`);
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('is asked about, and "Close, fill nothing" fills nothing', async () => {
    const asked = await askOn(EVIL, '/');
    await press(asked, 'Fill', ROW);
    await asked.waitFor('.notice.warning');
    const said = await textOf(asked);
    expect(said).toContain('This is not one of Good Bank’s saved sites');
    for (const host of [EVIL, GOOD]) expect(said).toContain(`${host}:${bed.site.port}`);
    expect(
      await asked.evaluate(() => document.querySelector<HTMLInputElement>('[type=checkbox]')?.checked),
    ).toBe(false);
    expect(await asked.evaluate(() => document.activeElement?.textContent)).not.toContain('Fill anyway');
    await bed.injections();
    await press(asked, 'Close, fill nothing');
    await asked.waitFor('[data-code]');
    expect(shapes(await bed.injections())).not.toContain('fill');
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('is filled by "Fill anyway", which cannot be pressed for the first second', async () => {
    const asked = await askOn(EVIL, '/');
    await asked.evaluate(watchFillAnyway);
    await press(asked, 'Fill', ROW);
    await press(asked, 'Fill anyway');
    expect(await asked.evaluate(() => Number(document.body.dataset.disabledFor))).toBeGreaterThanOrEqual(950);
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
  });

  it('is asked about once when the account has no site yet', async () => {
    const asked = await askOn(EVIL, '/');
    await press(asked, 'Fill', 'li[aria-label="Siteless, octavia"]');
    await asked.waitFor('h1 .site-title');
    expect(await textOf(asked)).toContain(`Fill on ${EVIL}:${bed.site.port}?`);
    await press(asked, 'Fill');
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toMatch(/^\d{6}$/);
  });
});

describe('a frame', () => {
  it('of another origin is left alone, even with the focus', async () => {
    await bed.page.goto(`${bed.site.origin(GOOD)}/around-evil`);
    await bed.page.frames()[1]?.locator('#code').focus();
    await bed.fillHere();
    expect(await awaitUntil('the code', () => fieldValue(bed.page))).toSatisfy(isRight);
    expect(await frameValue()).toBe('');
  });

  it.each([
    ['another origin', '/only-evil'],
    ['its own address, but sandboxed', '/sandboxed-frame'],
  ])('does not get what the page around it has no field for: %s', async (_kind, path) => {
    const asked = await askOn(GOOD, path);
    await asked.waitFor(() => document.body.textContent.includes('so the code is copied'));
    expect(await textOf(asked)).toContain('No code field was found here');
    expect(await frameValue()).toBe('');
  });

  it('with the real sign-in inside an evil page is asked about in the name of the evil page', async () => {
    const asked = await askOn(EVIL, '/around-good');
    await press(asked, 'Fill', ROW);
    await asked.waitFor('.notice.warning');
    expect(await textOf(asked)).toContain(`You are on${EVIL}:${bed.site.port}`);
    await press(asked, 'Fill anyway');
    await asked.waitFor(() => document.body.textContent.includes('so the code is copied'));
    expect(await frameValue()).toBe('');
  });
});

describe('a document', () => {
  it('that is sandboxed has no origin, whatever its address says, and gets nothing', async () => {
    const asked = await askOn(GOOD, '/sandboxed');
    await asked.waitFor(() => document.body.textContent.includes('so the code is copied'));
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('that was left between choosing and filling takes the answer with it', async () => {
    const asked = await askOn(EVIL, '/');
    await press(asked, 'Fill', ROW);
    await bed.page.reload();
    await press(asked, 'Fill anyway');
    await asked.waitFor('[role=alert]');
    expect(await textOf(asked)).toContain('The page changed in the meantime, so nothing was filled');
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('that goes away just before the code arrives is not called filled', async () => {
    const worker = await bed.chromium.worker();
    await worker.evaluate(reloadBeforeFill);
    await askOn(GOOD, '/');
    expect(shapes(await bed.injections())).toContain('fill');
    expect(await fieldValue(bed.page)).toBe('');
  });

  it('that was asked about and left is forgotten: the popup is about the page in front', async () => {
    await askOn(EVIL, '/');
    await bed.closePopup();
    await bed.page.goto(bed.site.origin(GOOD));
    const popup = await bed.popupOverSite();
    expect(await textOf(popup)).toContain(`This site · ${GOOD}`);
    expect(await fieldValue(bed.page)).toBe('');
  });
});
