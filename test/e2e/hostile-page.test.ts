/** A page that means harm, beside an unlocked vault: what it can learn and start without the person (SECURITY M, F1, U5). */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { actAsPerson, askForPaths, everyMessage } from './hostile-attacks';
import { fieldValue, type HostileBed, shapes, startHostileBed } from './hostile-bed';
import { framing, prompt } from './hostile-site';
import { account, addAccounts, askFrom } from './stock';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const NOBODY = 'abcdefghijklmnopabcdefghijklmnop';
const DIST = new URL('../../dist/chrome', import.meta.url).pathname;

let bed: HostileBed;
beforeAll(async () => {
  bed = await startHostileBed(
    () => ({
      '/': prompt(),
      '/frames': framing('<iframe src="/plain"></iframe>'),
      '/sandboxed-frame': framing('<iframe sandbox="allow-scripts" src="/plain"></iframe>'),
      '/plain': '<h1>Nothing to fill</h1>',
      '/sandboxed': { html: prompt(), sandboxed: true },
      '/curious': '<script>load = (url) => import(url)</script>',
      '/known.js': 'export {}',
    }),
    (site) => [account('Good', SECRET, { origin: site.origin('good.localhost') })],
  );
});
afterAll(() => bed?.close());

describe('a page that knows our id', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
  const notable = /^(?:manifest|service-worker|src|icons.icon-128|_locales.en)/;
  const ourPaths = [...files.filter((name) => notable.test(name)), ...files]
    .filter((name, index, all) => /\.\w+$/.test(name) && all.indexOf(name) === index)
    .slice(0, 20);

  it('gets from 20 of our paths what it gets from an id that does not exist', async () => {
    const { page, site, chromium } = bed;
    await page.goto(`${site.origin('evil.localhost')}/curious`);
    const paths = ourPaths.map((name) => `/${name}`);
    const ask = (origin: string) => page.evaluate(askForPaths, { origin, paths });
    const ofNobody = await ask(`chrome-extension://${NOBODY}`);
    expect(await ask(`chrome-extension://${chromium.extensionId}`)).toEqual(ofNobody);
    expect(ofNobody).toHaveLength(20);
    const [known] = await page.evaluate(askForPaths, {
      origin: site.origin('evil.localhost'),
      paths: ['/known.js'],
    });
    for (const answer of Object.keys(known ?? {})) expect(known?.[answer]).not.toBe(ofNobody[0]?.[answer]);
  });

  it('has no way to speak to us', async () => {
    await bed.page.goto(bed.site.origin('good.localhost'));
    expect(await bed.page.evaluate('typeof globalThis.chrome?.runtime')).toBe('undefined');
    expect(await bed.ours.evaluate('typeof globalThis.chrome?.runtime')).toBe('object');
  });
});

/** On a busy machine the browser learns late what the gesture permits, and we look once more. */
const onceLooked = (names: readonly string[]) =>
  names.filter((name, index) => name !== 'look' || names[index - 1] !== 'look');

/** All that one gesture has injected: the last of it waits for the code to expire. */
async function injectedUntilFilled(): Promise<string[]> {
  const seen: string[] = [];
  await awaitUntil('the wait for the end of the code', async () => {
    seen.push(...shapes(await bed.injections()));
    return seen.includes('standsAfter');
  });
  return onceLooked(seen);
}

describe('a page that acts as the person', () => {
  it('starts nothing by clicks, keys, focus, paste, drop and submit of its own', async () => {
    const { page, site } = bed;
    await bed.fillOn('good.localhost', '/');
    await awaitUntil('the code', () => fieldValue(page));
    const byOneGesture = await injectedUntilFilled();
    expect(byOneGesture).toContain('fill');
    await page.goto(site.origin('good.localhost'));
    expect(await page.evaluate(actAsPerson)).toBeGreaterThan(30);
    await bed.fillHere();
    await awaitUntil('the code', () => fieldValue(page));
    expect(await injectedUntilFilled()).toEqual(byOneGesture);
  });
});

describe('a page that broke into our isolated world', () => {
  it.each([
    { kind: 'page with a frame', path: '/frames', origins: ['good', 'good'] },
    { kind: 'sandboxed page', path: '/sandboxed', origins: ['null'] },
  ])('gets no answer to any message and no storage, and changes nothing, in a $kind', async (hostile) => {
    await bed.fillOn('good.localhost', hostile.path);
    await bed.popup();
    await bed.closePopup();
    const [{ id } = { id: '' }] = await accountsNow();
    const origin = bed.site.origin('good.localhost');
    const messages = everyMessage(id, origin);
    const before = await state();
    const worlds = await breakOut(messages);
    expect(worlds.map((world) => world.origin.replace(origin, 'good'))).toEqual(hostile.origins);
    for (const world of worlds) {
      expect(world.sent).toBe(messages.length);
      expect(world.replies).toEqual([]);
      expect(world.read).toEqual([]);
    }
    await accountsNow();
    expect(await state()).toEqual(before);
    await addAccounts(bed.ours, [account(hostile.path, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')]);
    expect(await state()).not.toEqual(before);
  });

  it('gets nothing from a sandboxed frame either: the browser does not let us in there', async () => {
    await bed.fillOn('good.localhost', '/sandboxed-frame');
    await bed.popup();
    await bed.closePopup();
    expect(bed.page.frames()).toHaveLength(2);
    expect(await breakOut([])).toHaveLength(1);
  });
});

/** From a page of ours the same kind of message is answered. It also waits for all that came before it. */
async function accountsNow() {
  const reply = await askFrom(bed.ours, 'open', { first: 0 });
  return reply.vault === 'unlocked' ? reply.rows : [];
}

/** All that a message could change. `seen`, `used` and `seenAt` are written by questions of ours too, once in a while. */
async function state(): Promise<unknown> {
  const worker = await bed.chromium.worker();
  return worker.evaluate(`Promise.all([
    chrome.storage.local.get(), chrome.storage.session.get(), chrome.alarms.getAll(), chrome.tabs.query({}),
  ]).then(([{ clock: { seenAt, ...clock } = {}, ...local }, { seen, used, ...session }, alarms, tabs]) =>
    JSON.stringify([local, clock, session, alarms, tabs.map(({ id, url }) => [id, url])]))`);
}

interface World {
  origin: string;
  sent: number;
  replies: string[];
  read: string[];
}

/** Runs in our isolated world of the page and its frames: says everything we understand, and reads every store. */
async function breakOut(messages: { name: string; args: unknown }[]): Promise<World[]> {
  const worker = await bed.chromium.worker();
  return worker.evaluate<
    World[]
  >(`chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) =>
    chrome.scripting.executeScript({
      target: { tabId: tab.id, allFrames: true },
      args: [${JSON.stringify(messages)}],
      func: async (messages) => {
        const say = (message) => chrome.runtime.sendMessage(message).catch(() => null);
        const read = (area) => chrome.storage[area].get().catch(() => null);
        const isSomething = (answer) => answer !== null && answer !== undefined;
        const told = await Promise.all(messages.map(say));
        const stores = await Promise.all(['local', 'session'].map(read));
        return {
          origin: window.origin,
          sent: told.length,
          replies: told.filter(isSomething).map((reply) => JSON.stringify(reply)),
          read: stores.filter(isSomething).map((found) => Object.keys(found).join()),
        };
      },
    })).then((results) => results.map(({ result }) => result))`);
}
