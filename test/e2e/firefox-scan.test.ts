/** Scans in a real Firefox: one after another in the sidebar, and a part that is framed in the frozen picture. */
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firefoxSteps, viewSteps } from './firefox-steps';
import { awaitUntil } from './harness/await-until';
import { type Firefox, launchFirefox } from './harness/firefox';
import type { Popup } from './harness/popup';
import { type HostileSite, serveSite } from './hostile-site';
import { PASSPHRASE, POPUP, rightCode } from './person';
import { account } from './stock';

const EXTENSION = new URL('../../dist/firefox', import.meta.url).pathname;
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const secretOf = (letter: string) => `${letter}${SECRET.slice(1)}`;
const LIST = '[role=list] [data-code]';

let firefox: Firefox;
let site: HostileSite;
/** A page of ours in a tab. */
let ours: string;
let sidebar: Popup;
const { ask, see, press, textOfPage, goToOurTab } = firefoxSteps(() => firefox);
const beside = viewSteps(() => sidebar);

beforeAll(async () => {
  const picture = async (issuer: string) => {
    const uri = `otpauth://totp/${issuer}:octavia?secret=${secretOf(issuer.slice(0, 1))}&issuer=${issuer}`;
    return `<img alt="" width="240" src="${await QRCode.toDataURL(uri, { width: 240 })}">`;
  };
  const page = (...pictures: string[]) => `<!doctype html><title>Codes</title>${pictures.join('')}`;
  const [first, second, left, right] = await Promise.all(['First', 'Second', 'Left', 'Right'].map(picture));
  site = await serveSite(() => ({
    '/first': page(first ?? ''),
    '/second': page(second ?? ''),
    '/both': page(left ?? '', right ?? ''),
  }));
  firefox = await launchFirefox({ extension: EXTENSION });
  ours = await firefox.newTab(`${firefox.origin}/${POPUP}`);
  await ask('createVault', { passphrase: PASSPHRASE });
  const imported = account('Known', secretOf('K'));
  await ask('add', { opId: 'known', candidates: [{ imported }], source: 'import' });
  await firefox.newTab(`${site.origin('good.localhost')}/first`);
});
afterAll(async () => {
  await firefox?.close();
  site?.close();
});

/** Waits until this account stands in the sidebar with the code that a site expects now. */
const besideWithCode = (issuer: string, secret: string) =>
  awaitUntil(`the right code of ${issuer}`, async () => {
    const code = await sidebar.evaluate(
      (name) =>
        document
          .querySelector(`[aria-label^="${name}, octavia"] [data-code]`)
          ?.textContent?.replace(/\s/g, ''),
      issuer,
    );
    return code === rightCode(secret);
  });

async function scan(path: string): Promise<void> {
  await firefox.navigate(site.origin('good.localhost') + path);
  await firefox.waitFor(() => [...document.images].every(({ complete }) => complete));
  await firefox.shortcut('alt+shift+s');
}

describe('the sidebar', () => {
  it('is opened from the popup, where accounts are added, and shows the accounts and their codes', async () => {
    const popup = await firefox.openPopup();
    const inPopup = viewSteps(() => popup);
    await inPopup.press('Add account');
    await inPopup.press('Keep Counterfoil open beside the page');
    sidebar = await firefox.sidebar();
    await awaitUntil('the popup to close', () => popup.closed());
    await besideWithCode('Known', secretOf('K'));
  });

  it('takes one account after another, scanned and typed, while no tab and no window opens', async () => {
    const before = (await firefox.tabs()).length;
    for (const issuer of ['First', 'Second']) {
      await scan(`/${issuer.toLowerCase()}`);
      await beside.see('Found on this page');
      await beside.see(issuer);
      await beside.press('Add');
      await beside.see('Account saved');
      await beside.press('Done');
      await besideWithCode(issuer, secretOf(issuer.slice(0, 1)));
    }
    await beside.press('Add account');
    for (const [field, typed] of [
      ['issuer', 'Typed'],
      ['name', 'octavia'],
      ['secret', secretOf('T')],
    ] as const) {
      await sidebar.click(`input[name=${field}]`);
      await sidebar.type(typed);
    }
    await sidebar.press('Enter');
    await besideWithCode('Typed', secretOf('T'));
    expect(await firefox.tabs()).toHaveLength(before);
  });

  it('hears of what is added elsewhere, finds it, and copies its code by Enter', async () => {
    await firefox.switchTo(ours);
    const imported = account('Elsewhere', secretOf('E'));
    await ask('add', { opId: 'elsewhere', candidates: [{ imported }], source: 'import' });
    await besideWithCode('Elsewhere', secretOf('E'));
    const before = rightCode(secretOf('E'));
    await sidebar.click('input[type=search]');
    await sidebar.type('else');
    await sidebar.press('Enter');
    await beside.see('Copied');
    const copied = await firefox.chrome(() => navigator.clipboard.readText());
    expect([before, rightCode(secretOf('E'))]).toContain(copied);
  });

  it('clears itself when the vault is locked elsewhere, and opens all pages by the passphrase', async () => {
    await ask('lock', {});
    await sidebar.waitFor('.unlock-form');
    const shown = await sidebar.evaluate(() => document.body.innerHTML);
    for (const word of ['data-code', 'Known', 'octavia', 'Typed']) expect(shown).not.toContain(word);
    await sidebar.click('input[type=password]');
    await sidebar.type(PASSPHRASE);
    await sidebar.press('Enter');
    await besideWithCode('Second', secretOf('S'));
    await firefox.switchTo(ours);
    await firefox.waitFor(LIST);
    await sidebar.close();
  });
});

describe('the frozen picture of a page with two codes', () => {
  /** The corners of what matches, in the view, after it was scrolled into sight. */
  const cornersOf = (selector: string) =>
    firefox.evaluate((wanted) => {
      const found = document.querySelector(wanted);
      if (!found) throw new Error(`there is no ${wanted}`);
      found.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top, right, bottom } = found.getBoundingClientRect();
      return [
        { x: left, y: top },
        { x: right, y: bottom },
      ] as const;
    }, selector);
  async function frame(mark: string): Promise<void> {
    const [from, to] = await cornersOf(mark);
    await firefox.drag({ x: from.x - 4, y: from.y - 4 }, { x: to.x + 4, y: to.y + 4 });
  }
  const seeMarks = (count: number) =>
    awaitUntil(`${count} framed codes`, () =>
      firefox.evaluate((wanted) => document.querySelectorAll('.frozen-mark').length === wanted, count),
    );

  it('stands in a window of its own, where no sidebar does, and an empty part of it has none', async () => {
    await firefox.newTab('about:blank');
    await scan('/both');
    await goToOurTab('#scan');
    await seeMarks(2);
    // What was found moves the picture when it comes.
    await see('Right');
    const [from, to] = await cornersOf('.frozen-stage');
    await firefox.drag({ x: (from.x + 2 * to.x) / 3, y: (from.y + 2 * to.y) / 3 }, to);
    await see('No QR code was found in this part');
  });

  it('leaves the one code that is framed in it, enlarged, and gives all of them back', async () => {
    const [{ x: left }, { x: right }] = await cornersOf('.frozen-stage');
    await press('Zoom in');
    await awaitUntil('the larger picture', async () => {
      const [from, to] = await cornersOf('.frozen-stage');
      return to.x - from.x > 1.9 * (right - left);
    });
    await frame('.frozen-mark:nth-of-type(2)');
    await seeMarks(1);
    await see('Right');
    expect(await textOfPage()).not.toContain('Left');
    await press('All codes of the picture');
    await seeMarks(2);
    await frame('.frozen-mark:nth-of-type(1)');
    await seeMarks(1);
    await see('Left');
    expect(await textOfPage()).not.toContain('Right');
    await press('Add');
    await see('Account saved');
    await firefox.switchTo(ours);
    const issuers = (await ask('accounts', {})).map(({ issuer }) => issuer);
    expect(issuers).toContain('Left');
    expect(issuers).not.toContain('Right');
  });
});
