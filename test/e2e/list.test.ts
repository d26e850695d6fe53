/** The list of codes in a real Chromium: tags, the search over everything, its orders, hidden codes, its letters. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitUntil } from './harness/await-until';
import { type Chromium, launchChromium } from './harness/chromium';
import { choose, POPUP, pasteElsewhere, shownCode } from './person';
import { toDesk, toPhone } from './screens/conditions';
import { account, addAccounts, askFrom, stockVault } from './stock';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PX';

let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  chromium = await launchChromium({ extension: EXTENSION });
  page = await stockVault(chromium, []);
  const accounts = [
    { ...account('Zoo', `${SECRET}A`, { name: 'keeper' }), tags: ['Animals'] },
    { ...account('Bank', `${SECRET}B`, { origin: 'https://login.money.example' }), tags: ['Money', 'Home'] },
    { ...account('GitHub', `${SECRET}C`), note: 'for the red notebook' },
    { ...account('Anvil', `${SECRET}D`, { name: 'smith' }), period: 60 },
  ];
  const candidates = accounts.map((imported) => ({ imported }));
  await askFrom(page, 'add', { opId: crypto.randomUUID(), candidates, source: 'import' });
  await page.close();
  page = await chromium.page(POPUP);
  await page.getByRole('listitem', { name: 'Anvil' }).waitFor();
});
afterAll(() => chromium?.close());

const search = () => page.getByRole('searchbox', { name: 'Search' });
const names = () =>
  page
    .getByRole('list', { name: 'Accounts' })
    .getByRole('listitem')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')?.split(',')[0]));
const sees = (what: string, expected: readonly string[]) =>
  awaitUntil(what, async () => (await names()).join() === expected.join());
const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
const focusRow = async (name: string) => {
  await page.getByRole('listitem', { name }).focus();
};

describe('the list', () => {
  it('shows the accounts of one tag, and all of them again', async () => {
    const tags = page.getByRole('group', { name: 'Tags' }).getByRole('button');
    expect(await tags.allTextContents()).toEqual(['Animals', 'Money', 'Home']);
    const money = page.getByRole('button', { name: 'Money', exact: true });
    await money.click();
    await sees('the money', ['Bank']);
    expect(await money.getAttribute('aria-pressed')).toBe('true');
    await money.click();
    await sees('all', ['Zoo', 'Bank', 'GitHub', 'Anvil']);
  });

  it('goes along its tags by a plain mouse wheel', async () => {
    const id = (await askFrom(page, 'accounts', {})).find(({ issuer }) => issuer === 'Anvil')?.id ?? '';
    const tags = Array.from({ length: 12 }, (_, index) => `a longer tag ${index}`).join(', ');
    const change = (base: string, fields: string) =>
      askFrom(page, 'patch', {
        opId: crypto.randomUUID(),
        id,
        base: { tags: base },
        fields: { tags: fields },
      });
    await change('', tags);
    const bar = page.getByRole('group', { name: 'Tags' });
    const left = () => bar.evaluate((element) => element.scrollLeft);
    const last = bar.getByRole('button').last();
    await last.waitFor();
    await page.setViewportSize({ width: 360, height: 600 });
    await bar.hover();
    await page.mouse.wheel(0, 200);
    await awaitUntil('the bar', async () => (await left()) > 0);
    await page.setViewportSize({ width: 1280, height: 720 });
    await change(tags, '');
    await bar.getByRole('button', { name: 'a longer tag 0' }).waitFor({ state: 'detached' });
  });

  it.each([
    ['a tag', 'anim', ['Zoo']],
    ['a note', 'notebook', ['GitHub']],
    ['a site', 'login.money', ['Bank']],
    ['a slip', 'gitbub', ['GitHub']],
  ])('is searched by %s', async (_what, query, expected) => {
    await search().fill(query);
    await sees(query, expected);
    await search().fill('');
  });

  it('copies the next code on N, shows it large on L and the keys on ?, while a row has the focus', async () => {
    await focusRow('Zoo');
    const now = await shownCode(page, 'Zoo');
    await page.keyboard.press('n');
    await says('Next code copied');
    const next = await pasteElsewhere(chromium.context);
    expect(next).toMatch(/^\d{6}$/);
    expect(next).not.toBe(now);
    await page.bringToFront();
    await focusRow('Anvil');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Anvil' }).waitFor();
    await awaitUntil('the code', async () =>
      /^\d{6}$/.test((await page.locator('.large-code .code-text').textContent()) ?? ''),
    );
    await page.getByRole('button', { name: 'Back' }).click();
    await focusRow('Zoo');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'What the keys do' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    // The row that was left has the focus again.
    await awaitUntil('the focus', () =>
      page.getByRole('listitem', { name: 'Zoo' }).evaluate((row) => row.contains(document.activeElement)),
    );
    await page.keyboard.press('/');
    await page.keyboard.type('nl');
    expect(await search().inputValue()).toBe('nl');
    await search().fill('');
  });

  it('keeps to the account with the focus where another comes before it meanwhile', async () => {
    await focusRow('GitHub');
    const other = await chromium.page(POPUP);
    const id = (await askFrom(other, 'accounts', {})).find(({ issuer }) => issuer === 'Anvil')?.id ?? '';
    await askFrom(other, 'pin', { opId: crypto.randomUUID(), ids: [id], pinned: true });
    await sees('the pinned one first', ['Anvil', 'Zoo', 'Bank', 'GitHub']);
    await page.bringToFront();
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'GitHub' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await askFrom(other, 'pin', { opId: crypto.randomUUID(), ids: [id], pinned: false });
    await sees('the order of before', ['Zoo', 'Bank', 'GitHub', 'Anvil']);
    await other.close();
    await page.bringToFront();
  });

  it.each([
    ['Cyrillic', { key: 'д', code: 'KeyL' }, 'Anvil'],
    ['Hebrew', { key: 'ך', code: 'KeyL' }, 'Anvil'],
    ['Arabic', { key: '؟', code: 'Slash', shiftKey: true }, 'What the keys do'],
  ])(
    'knows its letters by their place on a keyboard of another script: %s',
    async (_script, typed, heading) => {
      const anvil = page.getByRole('listitem', { name: 'Anvil' });
      await focusRow('Anvil');
      await anvil.dispatchEvent('keydown', { ...typed, bubbles: true });
      await page.getByRole('heading', { name: heading }).waitFor();
      await page.getByRole('button', { name: 'Back' }).click();
      await focusRow('Anvil');
      // "p" lies where the Latin L is on another keyboard.
      await anvil.dispatchEvent('keydown', { key: 'p', code: 'KeyL', bubbles: true });
      await awaitUntil('the search', () => search().evaluate((field) => field === document.activeElement));
    },
  );

  it('is arranged as the settings say, also by use', async () => {
    const settings = await chromium.page('src/options/index.html');
    const order = settings.getByLabel('Order of the accounts');
    await order.selectOption({ label: 'By issuer' });
    await sees('by issuer', ['Anvil', 'Bank', 'GitHub', 'Zoo']);
    await order.selectOption({ label: 'Most used first' });
    await sees('the used one', ['Zoo', 'Bank', 'GitHub', 'Anvil']);
    await page.bringToFront();
    await search().fill('github');
    const id = (await askFrom(page, 'accounts', {})).find(({ issuer }) => issuer === 'GitHub')?.id ?? '';
    await page.keyboard.press('Enter');
    await says('Copied');
    // As Enter does it a second time: the page goes on before that is counted.
    await askFrom(page, 'codeCopied', { id });
    await page.reload();
    await sees('the most used one', ['GitHub', 'Zoo', 'Bank', 'Anvil']);
    await settings.close();
  });

  it('says of a next code that is not of the bar’s period when it is good', async () => {
    await focusRow('Anvil');
    await page.keyboard.press('n');
    await says('Next code copied. It is good as soon as the one shown has run out.');
  });

  it('hides the codes but under the pointer and the focus', async () => {
    const settings = await chromium.page('src/options/index.html');
    await settings.getByLabel('Hide the codes').check();
    const code = (name: string) => page.getByRole('listitem', { name }).locator('[data-code]').textContent();
    const box = () => page.getByRole('listitem', { name: 'Zoo' }).locator('.row-name').boundingBox();
    await awaitUntil('hidden codes', async () => (await code('Zoo')) === '');
    await settings.close();
    await page.bringToFront();
    const before = await box();
    await page.getByRole('listitem', { name: 'Zoo' }).hover();
    await awaitUntil('the one under the pointer', () => code('Zoo'));
    expect(await box()).toEqual(before);
    await focusRow('Bank');
    expect(await code('Bank')).not.toBe('');
    expect(await code('Anvil')).toBe('');
    // As when another tab comes before this one, which the driver lets no page see.
    await page.mouse.move(0, 0);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Reflect.deleteProperty(document, 'hidden');
    });
    await awaitUntil('it to be covered again', async () => (await code('Bank')) === '');
    await search().fill('bank');
    await page.keyboard.press('Enter');
    await says('Copied');
    expect(await code('Bank')).toBe('');
    expect(await pasteElsewhere(chromium.context)).toMatch(/^\d{6}$/);
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await choose(page, 'Anvil', 'Edit');
    await page.getByText('Advanced').click();
    await page.getByLabel('Code in the list').selectOption({ label: 'Always shown' });
    await page.getByRole('button', { name: 'Save' }).click();
    await awaitUntil('its own way', () => code('Anvil'));
    expect(await code('GitHub')).toBe('');
  });

  it('has the same buttons where fingers touch it', async () => {
    const session = await chromium.context.newCDPSession(page);
    await toPhone(session, { width: 360, height: 640 });
    const buttons = page.getByRole('listitem', { name: 'Zoo' }).getByRole('button');
    expect(await buttons.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel))).toEqual([
      'Copy',
      'Fill',
      'More',
    ]);
    await toDesk(session, { width: 1200, height: 900 });
    await session.detach();
  });

  it('puts as many digits together as the settings say', async () => {
    const settings = await chromium.page('src/options/index.html');
    const groups = () =>
      page
        .getByRole('listitem', { name: 'Anvil' })
        .locator('.code-group')
        .evaluateAll((all) => all.length);
    expect(await groups()).toBe(2);
    await settings.getByLabel('Digits together').selectOption({ label: 'By two: 12 34 56' });
    await awaitUntil('three pairs', async () => (await groups()) === 3);
    await settings.close();
  });
});

describe('a counter-based account', () => {
  const large = () => page.locator('.large-code .code-text');
  const next = () => page.locator('.large-code').getByRole('button', { name: 'Next code' });
  const shows = (code: string) =>
    awaitUntil(code, async () => (await large().textContent())?.replaceAll(/\D/g, '') === code);

  it('shows the code of its row large, or the next one on a press and not before', async () => {
    // RFC 4226 appendix D
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const counted = { ...account('Token', secret, { origin: 'https://token.example' }), counter: 0 };
    await addAccounts(page, [{ ...counted, type: 'hotp' }]);
    await choose(page, 'Token', 'Show large');
    await next().waitFor();
    expect(await large().count()).toBe(0);
    await next().click();
    await shows('755224');
    await next().click();
    await shows('287082');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('listitem', { name: 'Token' }).getByRole('button', { name: 'Next code' }).click();
    await awaitUntil('the third code', async () => (await shownCode(page, 'Token')) === '359152');
    await focusRow('Token');
    await page.keyboard.press('l');
    await shows('359152');
    await page.getByRole('button', { name: 'Back' }).click();
  });

  it('gives a code to the clipboard by N, and by Enter where its row shows none', async () => {
    const copied = (code: string) =>
      awaitUntil(code, async () => (await pasteElsewhere(chromium.context)) === code);
    await page.bringToFront();
    await focusRow('Token');
    await page.keyboard.press('n');
    await says('Copied');
    await copied('969429');
    expect(await shownCode(page, 'Token')).toBe('969429');
    await page.reload();
    await page.bringToFront();
    await focusRow('Token');
    await page.keyboard.press('Enter');
    await says('Copied');
    await copied('338314');
    expect(await shownCode(page, 'Token')).toBe('338314');
    await page.bringToFront();
    await focusRow('Token');
    await page.keyboard.press('Enter');
    await copied('338314');
    await page.reload();
    await page.bringToFront();
    await page
      .getByRole('listitem', { name: 'Token' })
      .getByRole('button', { name: 'Copy', exact: true })
      .focus();
    await page.keyboard.press('Enter');
    await copied('254676');
    await page.bringToFront();
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toContain('Token');
  });
});

describe('the health of the vault', () => {
  it('says what could be better, of which accounts, and leads to where it is put right', async () => {
    const settings = await chromium.page('src/options/index.html');
    const health = settings.getByRole('region', { name: 'Health' });
    await health.getByText('There is no backup').waitFor();
    await health.getByText('Counterfoil does not know how strong the passphrase is').waitFor();
    const line = health.getByRole('listitem').filter({ hasText: '2 accounts have no site' });
    await line.getByText('Which').click();
    const which = line.getByRole('listitem');
    await which.first().waitFor();
    expect(await which.locator('.fate-name').allTextContents()).toEqual(['Zoo keeper', 'Anvil smith']);
    const opened = chromium.context.waitForEvent('page');
    await line.getByRole('link', { name: 'Edit: Zoo, keeper' }).click();
    const form = await opened;
    await form.getByRole('heading', { name: 'Edit account' }).waitFor();
    await form.getByLabel('Address of a site').fill('zoo.example');
    await form.getByRole('button', { name: 'Add site' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('listitem', { name: 'Zoo' }).waitFor();
    expect(new URL(form.url()).hash).toBe('');
    await form.close();
    await health.getByText('1 account has no site').waitFor();
    await health.getByRole('button', { name: 'About two-factor sign-in' }).click();
    await settings.getByRole('heading', { name: 'When a factor is lost' }).waitFor();
    await settings.getByRole('button', { name: 'Back' }).click();
    await health.getByRole('link', { name: 'Ways to unlock' }).click();
    await awaitUntil('the focus there', () =>
      settings.evaluate(() => document.activeElement?.id === 'security-title'),
    );
    await settings.close();
  });

  it('leads from accounts that share a secret to where they are merged', async () => {
    const [github] = (await askFrom(page, 'accounts', {})).filter(({ issuer }) => issuer === 'GitHub');
    const ids = [github?.id ?? ''];
    await askFrom(page, 'trash', { opId: crypto.randomUUID(), ids });
    await addAccounts(page, [
      account('GitHub', `${SECRET}C`, { name: 'twin', origin: 'https://git.example' }),
    ]);
    await askFrom(page, 'restore', { opId: crypto.randomUUID(), ids });
    const settings = await chromium.page('src/options/index.html');
    const line = settings.getByRole('listitem').filter({ hasText: '2 accounts have a secret' });
    await line.getByText('Which').click();
    await line.getByRole('button').first().waitFor();
    expect(await line.getByRole('button').allTextContents()).toEqual(['To the duplicates']);
    await line.getByRole('button', { name: 'To the duplicates' }).click();
    await settings.getByRole('heading', { name: 'Same secret' }).waitFor();
    await settings.getByRole('button', { name: 'Keep this one: GitHub, twin' }).click();
    await settings.getByText('No account is here twice.').waitFor();
    await settings.close();
  });

  it('leads from a short secret to the site, which gives another one, or to where the site is said', async () => {
    await addAccounts(page, [
      account('Short', 'JBSWY3DPEHPK3PXP', { origin: 'https://short.example' }),
      account('Bare', 'KBSWY3DPEHPK3PXP'),
    ]);
    const settings = await chromium.page('src/options/index.html');
    const line = settings.getByRole('listitem').filter({ hasText: '2 accounts have a short secret' });
    await line.getByText('Which').click();
    await line.getByRole('link').first().waitFor();
    const ways = await line
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')]),
      );
    expect(ways).toEqual([
      ['Open the site: Short, octavia', 'https://short.example'],
      ['Edit: Bare, octavia', expect.stringContaining('#edit')],
    ]);
    await settings.close();
  });
});
