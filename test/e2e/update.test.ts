/**
 * The extension loaded anew, as an update does it, and switched off and on, under an open vault, a half-typed form and a
 * page that it had filled.
 */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { fieldValue, type HostileBed, startHostileBed } from './hostile-bed';
import { prompt } from './hostile-site';
import { POPUP, rightCode, seeCode, unlock } from './person';
import { account, askFrom } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const HOST = 'good.localhost';

let bed: HostileBed;
/** The page that was filled before. */
let session: CDPSession;
/** Our isolated world there. */
let world: number;
/** The browser's own page of extensions, which may switch them. */
let extensions: Page;
/** The sealed vault before, byte for byte. */
let disk: unknown;
/** But for when the clock was seen last, which is written once in a minute. */
const onDisk = (of: Page) =>
  of.evaluate(
    'chrome.storage.local.get().then(({ clock, ...rest }) => ({ ...rest, clock: { ...clock, seenAt: 0 } }))',
  );

beforeAll(async () => {
  bed = await startHostileBed(
    () => ({ '/': prompt() }),
    (site) => [account('Good Bank', SECRET, { origin: site.origin(HOST) })],
  );
  await bed.fillOn(HOST, '/');
  await awaitUntil('the code', () => fieldValue(bed.page));
  session = await bed.chromium.context.newCDPSession(bed.page);
  const worlds: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context: { id, origin } }) => worlds.push({ id, origin }));
  await session.send('Runtime.enable');
  const ours = worlds.find(({ origin }) => origin.includes(bed.chromium.extensionId));
  if (!ours) throw new Error('Our world is not in the page that was filled');
  world = ours.id;
  expect(await inWorld('typeof chrome.runtime.sendMessage')).toBe('function');
  const form = await bed.chromium.page(POPUP);
  await form.getByRole('button', { name: 'Add account' }).click();
  await form.getByLabel('Issuer').fill('Half');
  await awaitUntil('it to be kept', async () => (await askFrom(form, 'loadDraft', { form: 'add' })).draft);
  disk = await onDisk(form);
  expect(Object(disk)).toHaveProperty('vault.head');
  extensions = await bed.chromium.context.newPage();
  await extensions.goto('chrome://extensions');
  // Without it Chromium does not take an unpacked extension back.
  await extensions.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  const closed = Promise.all([form.waitForEvent('close'), bed.ours.waitForEvent('close')]);
  await form.evaluate('void setTimeout(() => chrome.runtime.reload())');
  await closed;
});
afterAll(() => bed?.close());

async function inWorld(expression: string): Promise<unknown> {
  const { result } = await session.send('Runtime.evaluate', { expression, contextId: world });
  return result.value;
}

describe('what an earlier version left in a page', () => {
  it('has no way to us any more', async () => {
    expect(await awaitUntil('it to be cut off', () => inWorld("chrome.runtime?.id ?? 'none'"))).toBe('none');
    for (const way of ["runtime.sendMessage({ name: 'open' })", 'runtime.connect()', 'storage.local.get()'])
      expect(
        await inWorld(`(() => { try { return String(chrome.${way}); } catch { return 'refused'; } })()`),
      ).toBe('refused');
  });

  it('listens to nothing, so that nothing the page does starts it', async () => {
    for (const expression of ['window', 'document', 'document.body', 'code', 'code.form']) {
      const { result } = await session.send('Runtime.evaluate', { expression });
      const { listeners } = await session.send('DOMDebugger.getEventListeners', {
        objectId: result.objectId ?? '',
      });
      expect(listeners, expression).toEqual([]);
    }
    await bed.page.evaluate('code.onkeydown = () => {}');
    const { result } = await session.send('Runtime.evaluate', { expression: 'code' });
    const own = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
    expect(own.listeners).toHaveLength(1);
  });
});

/** A page of ours, as soon as there can be one. */
async function backAgain(): Promise<Page> {
  const page = await bed.chromium.context.newPage();
  const url = `chrome-extension://${bed.chromium.extensionId}/${POPUP}`;
  await awaitUntil('the extension to be back', () => page.goto(url));
  return page;
}

/** Locked, with the same bytes on disk and nothing in memory; and it opens. */
async function expectLockedAndWhole(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  expect((await askFrom(page, 'open', { first: 0 })).vault).toBe('locked');
  expect(await page.evaluate('chrome.storage.session.get()')).toEqual({});
  expect(await onDisk(page)).toEqual(disk);
  await unlock(page);
  await seeCode(page, 'Good Bank', () => rightCode(SECRET));
}

describe('a vault that was open', () => {
  it('is locked and whole after an update, and nothing of what was half typed lies anywhere', async () => {
    const page = await backAgain();
    await expectLockedAndWhole(page);
    expect((await askFrom(page, 'loadDraft', { form: 'add' })).draft).toBeNull();
  });

  it('is locked and whole after the extension was switched off and on', async () => {
    const [page] = bed.chromium.context.pages().filter((one) => one.url().endsWith(POPUP));
    const closed = page?.waitForEvent('close');
    const setEnabled = (isOn: boolean) =>
      extensions.evaluate(`chrome.management.setEnabled('${bed.chromium.extensionId}', ${isOn})`);
    await setEnabled(false);
    await closed;
    await setEnabled(true);
    await expectLockedAndWhole(await backAgain());
  });
});
