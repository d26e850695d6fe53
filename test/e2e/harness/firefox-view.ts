/**
 * Where Firefox shows a page of the extension outside of tabs: the action popup in a panel of the browser's window, and
 * the sidebar beside the page. Keys are pressed in that window and reach the page as a person's would; to look and click
 * inside, Marionette's own actor is asked, because Marionette selects tabs only.
 */
import { writeFile } from 'node:fs/promises';
import { awaitUntil } from './await-until.ts';
import type { XulBrowser, XulPopup } from './firefox-globals.ts';
import type { Marionette } from './marionette.ts';
import { callExpression, isRendered, type PageFunction } from './page-function.ts';
import type { Popup } from './popup.ts';
import { chordActions, typingActions } from './webdriver-keys.ts';

/** Waits until the popup with this address is shown, and drives it. */
export async function awaitFirefoxPopup(marionette: Marionette, url: string): Promise<Popup> {
  const id = await awaitUntil('the popup to open', () => marionette.evaluate('chrome', openPopupId, [url]));
  return driveView(marionette, id, () => marionette.evaluate('chrome', hidePopup, [id]));
}

/** Waits until the sidebar of the extension stands open in the window, and drives it as a popup. */
export async function awaitFirefoxSidebar(marionette: Marionette, extensionId: string): Promise<Popup> {
  const id = await awaitUntil('the sidebar to open', () =>
    marionette.evaluate('chrome', sidebarId, [extensionId]),
  );
  return driveView(marionette, id, () => marionette.evaluate('chrome', hideSidebar, []));
}

/** @param id of its browsing context */
function driveView(marionette: Marionette, id: number, hide: () => Promise<void>): Popup {
  const isOpen = () => marionette.evaluate('chrome', isViewOpen, [id]);

  async function pressKeys(actions: object[]): Promise<void> {
    await marionette.evaluate('chrome', focusView, [id]);
    await marionette.send('chrome', 'WebDriver:PerformActions', { actions });
  }

  async function evaluate<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    const script = `return ${callExpression(fn, args)}`;
    // It is what `fn` returned, gone through JSON.
    return (await marionette.evaluate('chrome', runInView, [id, script])) as Result;
  }

  async function waitFor(condition: string | PageFunction<[], unknown>, timeoutMs?: number): Promise<void> {
    await awaitUntil(
      `${condition} in the page of the extension`,
      () => (typeof condition === 'string' ? evaluate(isRendered, condition) : evaluate(condition)),
      timeoutMs,
    );
  }

  return {
    evaluate,
    waitFor,
    async click(selector) {
      await waitFor(selector);
      await marionette.evaluate('chrome', clickInView, [id, selector]);
    },
    async type(text) {
      await pressKeys(typingActions(text));
    },
    async press(chord) {
      await pressKeys(chordActions(chord));
    },
    async screenshot(path) {
      const base64 = await marionette.evaluate('chrome', photographView, [id]);
      await writeFile(path, Buffer.from(base64, 'base64'));
    },
    closed: async () => !(await isOpen()),
    async close() {
      await hide();
      await awaitUntil('the page of the extension to close', async () => !(await isOpen()));
    },
  };
}

// All functions below run in chrome scope.

function openPopupId(url: string): number | null {
  for (const browser of document.querySelectorAll<XulBrowser>('browser[webextension-view-type="popup"]')) {
    const isShown = browser.closest<XulPopup>('panel')?.state === 'open';
    if (isShown && browser.currentURI.spec.startsWith(url)) return browser.browsingContext.id;
  }
  return null;
}

function sidebarId(extensionId: string): number | null {
  const views = WebExtensionPolicy.getByID(extensionId)?.extension.views ?? [];
  const sidebar = [...views].find(({ viewType }) => viewType === 'sidebar');
  return sidebar?.xulBrowser.browsingContext.id ?? null;
}

function isViewOpen(id: number): boolean {
  return Boolean(BrowsingContext.get(id)?.currentWindowGlobal);
}

/** Clicks by the actor do not move the window's own focus into the page, as the mouse would. */
function focusView(id: number): void {
  BrowsingContext.get(id)?.embedderElement.focus();
}

function hidePopup(id: number): void {
  BrowsingContext.get(id)?.embedderElement.closest<XulPopup>('panel')?.hidePopup();
}

function hideSidebar(): void {
  SidebarController.hide();
}

async function runInView(id: number, script: string): Promise<unknown> {
  const actor = BrowsingContext.get(id)?.currentWindowGlobal.getActor('MarionetteCommands');
  if (!actor) throw new Error('The page of the extension has closed');
  return actor.executeScript(script, [], { sandboxName: null, timeout: 60_000 });
}

async function clickInView(id: number, selector: string): Promise<void> {
  const actor = BrowsingContext.get(id)?.currentWindowGlobal.getActor('MarionetteCommands');
  if (!actor) throw new Error('The page of the extension has closed');
  const element = await actor.findElement('css selector', selector, {});
  await actor.clickElement(element, { toJSON: () => ({ 'moz:webdriverClick': true }) });
}

async function photographView(id: number): Promise<string> {
  const actor = BrowsingContext.get(id)?.currentWindowGlobal.getActor('MarionetteCommands');
  if (!actor) throw new Error('The page of the extension has closed');
  const base64Format = 0;
  return actor.takeScreenshot(null, base64Format, false, false);
}
