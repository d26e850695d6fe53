/**
 * A real Chromium with the unpacked extension: Playwright for its pages, and beside it what Playwright does not reach,
 * namely the popup, the worker's death, and with a display also shortcuts and the native right-click menu.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';
import { awaitUntil } from './await-until.ts';
import { type NativeMenu, nativeMenu } from './chromium-menu.ts';
import { drivePopup } from './chromium-popup.ts';
import { type ChromiumOptions, startContext } from './chromium-start.ts';
import { attachToTarget } from './chromium-target.ts';
import { workerControl } from './chromium-worker.ts';
import type { Display } from './display.ts';
import type { Popup } from './popup.ts';

export interface Chromium extends Omit<NativeMenu, 'disconnect'> {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The running service worker; wakes it when it sleeps. Ask again after `stopWorker`. */
  worker(): Promise<Worker>;
  stopWorker(): Promise<void>;
  /** Opens a page of the extension in a tab. */
  page(path: string): Promise<Page>;
  /** Opens the popup as `action.openPopup()` does, over the tab in front. */
  openPopup(): Promise<Popup>;
  /** The popup that a shortcut or a menu item opens. */
  popup(): Promise<Popup>;
  /** Presses real keys in the browser's window, in xdotool's words: `alt+shift+o`. */
  shortcut(keys: string): Promise<void>;
  close(): Promise<void>;
}

export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'counterfoil-chromium-')));
  const removeProfile = async () => {
    if (options.userDataDir === undefined)
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  let context: BrowserContext | undefined;
  try {
    context = await startContext(userDataDir, options);
    return await driveContext(context, { ...options, userDataDir }, removeProfile);
  } catch (error) {
    await context?.close();
    await removeProfile();
    throw error;
  }
}

async function driveContext(
  context: BrowserContext,
  { headed, userDataDir }: ChromiumOptions & { userDataDir: string },
  removeProfile: () => Promise<void>,
): Promise<Chromium> {
  const browser = await context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('Playwright gave no browser for the profile');
  const first = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(first.url()).host;
  const origin = `chrome-extension://${extensionId}`;
  const menu = headed ? nativeMenu(headed, userDataDir, extensionId) : null;
  const worker = workerControl(context, browser, origin);
  const popupUrl = `${origin}/${await first.evaluate('chrome.runtime.getManifest().action.default_popup')}`;
  const popup = async () => {
    const targetId = await awaitUntil('the popup to open', () => popupTarget(browser, popupUrl));
    return drivePopup(await attachToTarget(browser, targetId));
  };
  return {
    context,
    extensionId,
    popup,
    worker: worker.wake,
    stopWorker: worker.stop,
    async page(path) {
      const page = await context.newPage();
      await page.goto(`${origin}/${path}`);
      return page;
    },
    async openPopup() {
      // Refused until a window of the browser is active, which takes a moment after the start.
      await awaitUntil('action.openPopup()', async () => {
        await (await worker.wake()).evaluate('chrome.action.openPopup()');
        return true;
      });
      return popup();
    },
    async shortcut(keys) {
      const display = needDisplay(headed);
      await display.pressIn(() => browserWindow(display), keys);
    },
    rightClick: (page, selector) => needDisplay(menu).rightClick(page, selector),
    menuItems: () => needDisplay(menu).menuItems(),
    chooseMenuItem: (label) => needDisplay(menu).chooseMenuItem(label),
    allowSite: () => needDisplay(menu).allowSite(),
    async close() {
      menu?.disconnect();
      try {
        await context.close();
      } finally {
        await removeProfile();
      }
    },
  };
}

/** Playwright is attached to every tab and, by its own choice, to no popup: that tells a popup from its page in a tab. */
async function popupTarget(browser: CDPSession, popupUrl: string): Promise<string> {
  const { targetInfos } = await browser.send('Target.getTargets');
  const popup = targetInfos.find(
    ({ type, url, attached }) => type === 'page' && url.startsWith(popupUrl) && !attached,
  );
  if (!popup)
    throw new Error(`there are: ${targetInfos.map(({ type, url }) => `${type} ${url}`).join(', ')}`);
  return popup.targetId;
}

function needDisplay<T>(present: T | null | undefined): T {
  if (!present)
    throw new Error('Real keys and menus need a window: launchChromium({ headed: await startDisplay() })');
  return present;
}

/** Popups and menus are windows too; the browser's own is the one that the window manager has framed. */
async function browserWindow(display: Display): Promise<string> {
  const windows = await display.xdotool('search', '--onlyvisible', '--class', 'chromium');
  return windows.split('\n')[0] ?? '';
}
