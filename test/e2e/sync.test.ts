/**
 * Two people's worth of browsers, in real Chromium: two profiles, each with its real sync storage, its quotas and its
 * events. Nobody is signed in to it here, so that what one writes is carried to the other by this test.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../core/importers/mutations';
import { confirmWith, OPTIONS, press, says, sees } from './backup-steps';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { createVault, firstRunTab, OWN, PASSPHRASE, POPUP } from './person';
import { account, addAccounts, askFrom, stockVault } from './stock';
import { COUNTER, counting, type Editor, edit, editsWithoutEnd, everything, Ledger } from './sync-edits';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const OTHER = 'another passphrase for the laptop';

let desk: Chromium;
let laptop: Chromium;
/** All that take part. */
let browsers: readonly Chromium[];
let deskPage: Page;
let laptopPage: Page;

beforeAll(async () => {
  [desk, laptop] = await Promise.all([
    launchChromium({ extension: EXTENSION }),
    launchChromium({ extension: EXTENSION }),
  ]);
  browsers = [desk, laptop];
  const list = await stockVault(desk, [
    account('Bellflower', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
    account('Quillwort', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
  ]);
  await list.close();
  const first = await firstRunTab(laptop);
  await createVault(first, OTHER);
  await addAccounts(first, [account('Sorrel', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU')]);
  await first.close();
  deskPage = await desk.page(OPTIONS);
  laptopPage = await laptop.page(OPTIONS);
});
afterAll(() => Promise.all([desk?.close(), laptop?.close()]));

type Items = Record<string, unknown>;
const storedIn = async (browser: Chromium): Promise<Items> =>
  (await browser.worker()).evaluate('chrome.storage.sync.get(null)');

/** What each has told each other one, or has from elsewhere. */
const told = new Map<Chromium, Map<Chromium, Items>>();
const toldBy = (from: Chromium): Map<Chromium, Items> => {
  const by = told.get(from) ?? new Map<Chromium, Items>();
  told.set(from, by);
  return by;
};

/** What one browser has written or removed since comes to the other, item by item, through its real storage. */
async function carry(from: Chromium, to: Chromium): Promise<void> {
  const items = await storedIn(from);
  const before = toldBy(from).get(to) ?? {};
  const changed = Object.fromEntries(Object.entries(items).filter(([name, value]) => before[name] !== value));
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(items, name));
  const worker = await to.worker();
  // A browser takes 120 writes a minute.
  if (removed.length > 0) await worker.evaluate(`chrome.storage.sync.remove(${JSON.stringify(removed)})`);
  if (Object.keys(changed).length > 0)
    await worker.evaluate(`chrome.storage.sync.set(${JSON.stringify(changed)})`);
  toldBy(from).set(to, items);
  // It is no word of its own there.
  for (const other of browsers.filter((one) => one !== to)) {
    const had = Object.entries({ ...toldBy(to).get(other), ...changed });
    toldBy(to).set(other, Object.fromEntries(had.filter(([name]) => !removed.includes(name))));
  }
}

const issuers = async (page: Page): Promise<string[]> =>
  (await askFrom(page, 'accounts', {})).map(({ issuer }) => issuer).sort();

async function haveBoth(...wanted: readonly string[]): Promise<void> {
  await awaitUntil(`${wanted} in both`, async () => {
    await carry(desk, laptop);
    await carry(laptop, desk);
    const both = [await issuers(deskPage), await issuers(laptopPage)];
    return both.every((found) => found.join() === [...wanted].sort().join());
  });
}

describe('two profiles', () => {
  it('have what both have, once both turned sync on', async () => {
    const section = (page: Page) => page.locator('section', { has: page.locator('#sync-title') });
    await section(deskPage).getByRole('button', { name: 'Turn on' }).click();
    await deskPage.getByLabel('Name of this browser').fill('Desk');
    await confirmWith(deskPage);
    await says(deskPage, 'Sync is on');
    await sees(deskPage, 'this one');
    await sees(deskPage, 'Written: ');
    await sees(deskPage, 'No other browser takes part yet.');
    await carry(desk, laptop);
    await sees(laptopPage, 'One of your other browsers syncs already.');
    await section(laptopPage).getByRole('button', { name: 'Turn on' }).click();
    await laptopPage.getByLabel('Name of this browser').fill('Laptop');
    // What is announced of a sync meanwhile takes no screen away.
    await laptopPage.evaluate("new BroadcastChannel('counterfoil').postMessage({ type: 'synced' })");
    await confirmWith(laptopPage, OTHER);
    await sees(laptopPage, 'Your other browser has another passphrase.');
    await confirmWith(laptopPage, PASSPHRASE);
    await says(laptopPage, 'Sync is on');
    await haveBoth('Bellflower', 'Quillwort', 'Sorrel');
    await sees(deskPage, 'Laptop');
    await sees(deskPage, 'Synced: ');
    expect(await section(deskPage).getByText('No other browser takes part yet.').count()).toBe(0);
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
    await awaitUntil('a conflict that is told', async () => {
      await carry(desk, laptop);
      await carry(laptop, desk);
      return (await conflicts(deskPage)).length + (await conflicts(laptopPage)).length > 0;
    });
    const page = (await conflicts(deskPage)).length > 0 ? deskPage : laptopPage;
    const [{ lost = '' } = {}] = await conflicts(page);
    await sees(page, 'Changed in two browsers at once.');
    await sees(page, 'Two browsers changed the same account at once');
    await press(page, 'Take it back');
    await says(page, 'Restored');
    await page.getByText('Changed in two browsers at once.').waitFor({ state: 'detached' });
    await press(page, 'Undo');
    await sees(page, 'Changed in two browsers at once.');
    await press(page, 'Take it back');
    const nameOf = async (of: Page) =>
      (await askFrom(of, 'accounts', {})).find(({ issuer }) => issuer === 'Tansy')?.name;
    await awaitUntil('the other name in both', async () => {
      await carry(desk, laptop);
      await carry(laptop, desk);
      return (await nameOf(deskPage)) === lost && (await nameOf(laptopPage)) === lost;
    });
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

/** `EDITS=1000` makes as many in each. */
const EDITS = Number(process.env.EDITS ?? 9);
const PAUSES = 4;

it(
  'three profiles with many edits each, carried late and in any order, end up alike, with nothing lost',
  async () => {
    const phone = await launchChromium({ extension: EXTENSION });
    try {
      const phonePage = await firstRunTab(phone);
      await createVault(phonePage, OTHER);
      const other = { type: 'passphrase', passphrase: OTHER } as const;
      await addAccounts(deskPage, [counting(COUNTER, 'NNXG653OEBTG66BANNXG653OEBTG66BA')]);
      told.clear();
      browsers = [desk, laptop, phone];
      await askFrom(deskPage, 'turnOnSync', { credential: OWN, name: 'Desk' });
      const random = seeded(3);
      const editors: readonly Editor[] = [
        { name: 'desk', page: deskPage, credential: OWN },
        { name: 'laptop', page: laptopPage, credential: other },
        { name: 'phone', page: phonePage, credential: other },
      ];
      const ledger = new Ledger();
      for (const [index, page] of [laptopPage, phonePage].entries()) {
        await carry(desk, browsers[index + 1] ?? desk);
        await askFrom(page, 'turnOnSync', { credential: other, other: OWN, name: `Other ${index}` });
      }
      const turns = editors.map((editor) => ({ editor, kinds: editsWithoutEnd(random) }));
      for (let round = 0; round < EDITS; round += 1) {
        for (const { editor, kinds } of turns) await edit(kinds.next().value, editor, random, ledger);
        // Far more seldom than the edits, as a browser takes only so many writes.
        if (round % PAUSES !== 0) continue;
        const [from, to] = [Math.floor(random() * 3), Math.floor(random() * 3)];
        if (from !== to) await carry(browsers[from] ?? desk, browsers[to] ?? desk);
      }
      const all = async () => Promise.all(editors.map(async (one) => JSON.stringify(await everything(one))));
      await awaitUntil(
        'all three alike',
        async () => {
          for (const from of browsers) for (const to of browsers) if (from !== to) await carry(from, to);
          const [first, ...others] = await all();
          return others.every((one) => one === first);
        },
        120_000,
      );
      for (const editor of editors) {
        expect((await askFrom(editor.page, 'sync', {})).standing).toBe('on');
        await ledger.note(editor);
        await ledger.assertWholeIn(editor);
      }
      await removeLaptop(phonePage);
    } finally {
      await phone.close();
    }
  },
  180_000 + EDITS * 5_000,
);

/** The desk removes the laptop: the phone goes on with the desk's passphrase, and the laptop hears of nothing. */
async function removeLaptop(phonePage: Page): Promise<void> {
  const carryAll = async () => {
    for (const from of browsers) for (const to of browsers) if (from !== to) await carry(from, to);
  };
  await deskPage.getByRole('button', { name: 'Remove' }).and(deskPage.getByTitle('Other 0')).click();
  await sees(deskPage, 'type the passphrase of this vault here too: \u2068Other 1\u2069');
  await confirmWith(deskPage);
  await says(deskPage, 'Other 0');
  await addAccounts(deskPage, [account('Yarrow', 'ONSWG4TFOQQHG5DSNFXGOIDUN4QGEZJB')]);
  const standing = async (page: Page) => (await askFrom(page, 'sync', {})).standing;
  await awaitUntil('both left out', async () => {
    await carryAll();
    return [await standing(laptopPage), await standing(phonePage)].every((one) => one === 'rotated');
  });
  const other = { type: 'passphrase', passphrase: OTHER } as const;
  await askFrom(phonePage, 'turnOnSync', { credential: other, other: OWN, name: 'Other 1' });
  await awaitUntil('what the desk added on the phone', async () => {
    await carryAll();
    return (await issuers(phonePage)).includes('Yarrow');
  });
  expect([await standing(laptopPage), (await issuers(laptopPage)).includes('Yarrow')]).toEqual([
    'rotated',
    false,
  ]);
}
