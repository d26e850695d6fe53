/**
 * Two people's worth of browsers, in real Chromium: two profiles, each with its real sync storage, its quotas and its
 * events. Nobody is signed in to it here, so that what one writes is carried to the other by this test.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmWith, OPTIONS, press, says, sees } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { createVault, firstRunTab, PASSPHRASE, POPUP } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const OTHER = 'another passphrase for the laptop';

let desk: Chromium;
let laptop: Chromium;
let deskPage: Page;
let laptopPage: Page;

beforeAll(async () => {
  [desk, laptop] = await Promise.all([
    launchChromium({ extension: EXTENSION }),
    launchChromium({ extension: EXTENSION }),
  ]);
  const list = await stockVault(desk, [
    account('Bellflower', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
    account('Quillwort', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
  ]);
  await list.close();
  const first = await firstRunTab(laptop);
  await createVault(first, OTHER);
  await addAccounts(first, [account('Sorrel', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU')]);
  await first.close();
});
afterAll(() => Promise.all([desk?.close(), laptop?.close()]));

type Items = Record<string, unknown>;
const storedIn = async (browser: Chromium): Promise<Items> =>
  (await browser.worker()).evaluate('chrome.storage.sync.get(null)');

/** What each has told and heard. */
const known = new Map<Chromium, Items>();

/** What one browser has written or removed since comes to the other, item by item, through its real storage. */
async function carry(from: Chromium, to: Chromium): Promise<void> {
  const items = await storedIn(from);
  const before = known.get(from) ?? {};
  const changed = Object.fromEntries(Object.entries(items).filter(([name, value]) => before[name] !== value));
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(items, name));
  const worker = await to.worker();
  // A browser takes 120 writes a minute.
  if (removed.length > 0) await worker.evaluate(`chrome.storage.sync.remove(${JSON.stringify(removed)})`);
  if (Object.keys(changed).length > 0)
    await worker.evaluate(`chrome.storage.sync.set(${JSON.stringify(changed)})`);
  const heard = Object.entries({ ...known.get(to), ...changed }).filter(([name]) => !removed.includes(name));
  known.set(from, items).set(to, Object.fromEntries(heard));
}

const issuers = async (page: Page): Promise<string[]> =>
  (await askFrom(page, 'accounts', {})).map(({ issuer }) => issuer).sort();

async function haveBoth(...wanted: readonly string[]): Promise<void> {
  await awaitUntil(
    `${wanted} in both`,
    async () => {
      await carry(desk, laptop);
      await carry(laptop, desk);
      const both = [await issuers(deskPage), await issuers(laptopPage)];
      return both.every((found) => found.join() === [...wanted].sort().join());
    },
    30_000,
  );
}

describe('two profiles', () => {
  it('have what both have, once both turned sync on', async () => {
    deskPage = await desk.page(OPTIONS);
    laptopPage = await laptop.page(OPTIONS);
    const section = (page: Page) => page.locator('section', { has: page.locator('#sync-title') });
    await section(deskPage).getByRole('button', { name: 'Turn on' }).click();
    await deskPage.getByLabel('Name of this browser').fill('Desk');
    await confirmWith(deskPage);
    await says(deskPage, 'Sync is on');
    await sees(deskPage, 'this one');
    await carry(desk, laptop);
    await sees(laptopPage, 'One of your other browsers syncs already.');
    await section(laptopPage).getByRole('button', { name: 'Turn on' }).click();
    await laptopPage.getByLabel('Name of this browser').fill('Laptop');
    await confirmWith(laptopPage, OTHER);
    await sees(laptopPage, 'Your other browser has another passphrase.');
    await confirmWith(laptopPage, PASSPHRASE);
    await says(laptopPage, 'Sync is on');
    await haveBoth('Bellflower', 'Quillwort', 'Sorrel');
    await sees(deskPage, 'Laptop');
  });

  it('have what both have, in every change, by themselves', async () => {
    await addAccounts(deskPage, [account('Tansy', 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK')]);
    const [sorrel] = (await askFrom(laptopPage, 'accounts', {})).filter(({ issuer }) => issuer === 'Sorrel');
    await askFrom(laptopPage, 'trash', { opId: 'away', ids: [sorrel?.id ?? ''] });
    await haveBoth('Bellflower', 'Quillwort', 'Tansy');
    const codes = await laptop.page(POPUP);
    await codes.getByRole('listitem', { name: 'Tansy' }).waitFor();
    await codes.close();
  });

  it('show what gave way, and take it back', async () => {
    const rename = async (page: Page, name: string) => {
      const [one] = (await askFrom(page, 'accounts', {})).filter(({ issuer }) => issuer === 'Tansy');
      const { id = '', name: before = '' } = one ?? {};
      await askFrom(page, 'patch', { opId: name, id, base: { name: before }, fields: { name } });
    };
    await rename(deskPage, 'from the desk');
    await rename(laptopPage, 'from the laptop');
    const conflicts = async (page: Page) => (await askFrom(page, 'sync', {})).conflicts;
    await awaitUntil(
      'a conflict that is told',
      async () => {
        await carry(desk, laptop);
        await carry(laptop, desk);
        return (await conflicts(deskPage)).length + (await conflicts(laptopPage)).length > 0;
      },
      30_000,
    );
    const page = (await conflicts(deskPage)).length > 0 ? deskPage : laptopPage;
    const [{ lost = '' } = {}] = await conflicts(page);
    await sees(page, 'Changed in two browsers at once.');
    await press(page, 'Take it back');
    const nameOf = async (of: Page) =>
      (await askFrom(of, 'accounts', {})).find(({ issuer }) => issuer === 'Tansy')?.name;
    await awaitUntil(
      'the other name in both',
      async () => {
        await carry(desk, laptop);
        await carry(laptop, desk);
        return (await nameOf(deskPage)) === lost && (await nameOf(laptopPage)) === lost;
      },
      30_000,
    );
  });

  it('hold nothing that anybody could read, and nothing at all after it is turned off', async () => {
    const text = JSON.stringify(await storedIn(desk));
    for (const word of ['Bellflower', 'octavia', 'JBSWY3DPEHPK3PXP', 'Desk'])
      expect(text).not.toContain(word);
    await press(deskPage, 'Turn off');
    await says(deskPage, 'Sync is off');
    expect(await storedIn(desk)).toEqual({});
    await carry(desk, laptop);
    await sees(laptopPage, 'What was stored is gone');
    await sees(laptopPage, 'Sync has stopped, or leaves accounts out');
    expect(await issuers(laptopPage)).toEqual(['Bellflower', 'Quillwort', 'Tansy']);
  });
});
