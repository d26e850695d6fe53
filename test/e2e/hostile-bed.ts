/** A headed Chromium with a stocked, unlocked vault, a hostile site, and a record of all that is injected. */
import type { Frame, Page } from 'playwright-core';
import type { ImportedAccount } from '../../src/messages/index.ts';
import { awaitUntil } from './harness/await-until.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { startDisplay } from './harness/display.ts';
import type { Popup } from './harness/popup.ts';
import { type HostileSite, type Served, serveSite } from './hostile-site.ts';
import { popupOverSite } from './person.ts';
import { stockVault } from './stock.ts';

export const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

export interface Injection {
  files?: string[];
  /** Of a call into the page: its name, the expected origin, what goes along. */
  args?: string[];
}

export interface HostileBed {
  readonly chromium: Chromium;
  readonly site: HostileSite;
  /** A page of ours in a tab. */
  readonly ours: Page;
  /** The tab of the hostile site. */
  readonly page: Page;
  /** Puts another tab in its place. */
  newPage(): Promise<void>;
  /** Presses the shortcut that fills. */
  fillHere(): Promise<void>;
  /** Goes to a page and presses the shortcut that fills. */
  fillOn(host: string, path: string): Promise<void>;
  /** The popup that a gesture opened, with codes: by then nothing was filled, or it would not have opened. */
  popup(): Promise<Popup>;
  /** The popup over the page, whose account has a button of its own there. */
  popupOverSite(): Promise<Popup>;
  /** Closes it, where there is one, and waits until the keyboard is the page's again. */
  closePopup(): Promise<void>;
  /** What was injected since the last time this was asked. */
  injections(): Promise<Injection[]>;
  close(): Promise<void>;
}

export async function startHostileBed(
  pages: (port: number) => Record<string, Served>,
  accounts: (site: HostileSite) => ImportedAccount[],
): Promise<HostileBed> {
  const display = await startDisplay();
  const site = await serveSite(pages);
  const chromium = await launchChromium({ extension: EXTENSION, headed: display });
  const ours = await stockVault(chromium, accounts(site));
  let page = await chromium.context.newPage();
  const worker = await chromium.worker();
  await worker.evaluate(`{
    const { scripting } = chrome;
    const inject = scripting.executeScript.bind(scripting);
    globalThis.injections = [];
    scripting.executeScript = async (call) => {
      injections.push({ files: call.files, args: call.args });
      await globalThis.beforeInjection?.(call);
      return inject(call);
    };
    globalThis.shortcuts = 0;
    chrome.commands.onCommand.addListener(() => { shortcuts += 1; });
  }`);
  let popup: Popup | undefined;

  async function fillHere(): Promise<void> {
    const count = () => worker.evaluate<number>('shortcuts');
    const before = await count();
    await chromium.shortcut('alt+shift+f');
    await awaitUntil('the shortcut to arrive', async () => (await count()) > before);
  }
  return {
    chromium,
    site,
    ours,
    get page() {
      return page;
    },
    async newPage() {
      const before = page;
      page = await chromium.context.newPage();
      await before.close();
    },
    fillHere,
    async fillOn(host, path) {
      await page.bringToFront();
      await page.goto(site.origin(host) + path);
      await fillHere();
    },
    async popup() {
      popup = await chromium.popup();
      await popup.waitFor('[data-code]');
      return popup;
    },
    async popupOverSite() {
      popup = await popupOverSite(chromium);
      return popup;
    },
    async closePopup() {
      await popup?.close();
      popup = undefined;
      // A key that is pressed before the window has gone with its page goes there too.
      const windows = () => display.xdotool('search', '--onlyvisible', '--class', 'chromium');
      await awaitUntil('the popup’s window to go', async () => (await windows()).split('\n').length === 1);
    },
    injections: () => worker.evaluate<Injection[]>('injections.splice(0)'),
    async close() {
      await chromium.close();
      site.close();
      await display.stop();
    },
  };
}

/** Calls into the page by name, other injections by what they are. */
export const shapes = (injections: readonly Injection[]): string[] =>
  injections.map(({ files, args }) => args?.[0] ?? files?.join() ?? 'look');

export const fieldValue = (place: Page | Frame): Promise<string> => place.locator('#code').inputValue();

export const textOf = (popup: Popup): Promise<string> => popup.evaluate(() => document.body.textContent);

/** Presses the button of this name with the mouse, as soon as it can be pressed. */
export async function press(popup: Popup, name: string, within = 'body'): Promise<void> {
  await awaitUntil(`"${name}" in the popup`, () => popup.evaluate(markButton, name, within));
  await popup.click('[data-pressed]');
}

function markButton(name: string, within: string): boolean {
  for (const marked of document.querySelectorAll('[data-pressed]')) marked.removeAttribute('data-pressed');
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)];
  const found = buttons.find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent).trim() === name && !button.disabled,
  );
  found?.setAttribute('data-pressed', '');
  return found !== undefined;
}
