/**
 * Firefox's action popup lives in a panel of the browser's window. Keys are pressed in that window and reach the popup
 * as a person's would; to look and click inside, Marionette's own actor is asked, because Marionette selects tabs only.
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
  const isOpen = () => marionette.evaluate('chrome', isPopupOpen, [id]);

  async function pressKeys(actions: object[]): Promise<void> {
    await marionette.evaluate('chrome', focusPopup, [id]);
    await marionette.send('chrome', 'WebDriver:PerformActions', { actions });
  }

  async function evaluate<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    const script = `return ${callExpression(fn, args)}`;
    // It is what `fn` returned, gone through JSON.
    return (await marionette.evaluate('chrome', runInPopup, [id, script])) as Result;
  }

  async function waitFor(condition: string | PageFunction<[], unknown>, timeoutMs?: number): Promise<void> {
    await awaitUntil(
      `${condition} in the popup`,
      () => (typeof condition === 'string' ? evaluate(isRendered, condition) : evaluate(condition)),
      timeoutMs,
    );
  }

  return {
    evaluate,
    waitFor,
    async click(selector) {
      await waitFor(selector);
      await marionette.evaluate('chrome', clickInPopup, [id, selector]);
    },
    async type(text) {
      await pressKeys(typingActions(text));
    },
    async press(chord) {
      await pressKeys(chordActions(chord));
    },
    async screenshot(path) {
      const base64 = await marionette.evaluate('chrome', photographPopup, [id]);
      await writeFile(path, Buffer.from(base64, 'base64'));
    },
    closed: async () => !(await isOpen()),
    async close() {
      await marionette.evaluate('chrome', hidePopup, [id]);
      await awaitUntil('the popup to close', async () => !(await isOpen()));
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

function isPopupOpen(id: number): boolean {
  return Boolean(BrowsingContext.get(id)?.currentWindowGlobal);
}

/** Clicks by the actor do not move the window's own focus into the popup, as the mouse would. */
function focusPopup(id: number): void {
  BrowsingContext.get(id)?.embedderElement.focus();
}

function hidePopup(id: number): void {
  BrowsingContext.get(id)?.embedderElement.closest<XulPopup>('panel')?.hidePopup();
}

async function runInPopup(id: number, script: string): Promise<unknown> {
  const actor = BrowsingContext.get(id)?.currentWindowGlobal.getActor('MarionetteCommands');
  if (!actor) throw new Error('The popup has closed');
  return actor.executeScript(script, [], { sandboxName: null, timeout: 60_000 });
}

async function clickInPopup(id: number, selector: string): Promise<void> {
  const actor = BrowsingContext.get(id)?.currentWindowGlobal.getActor('MarionetteCommands');
  if (!actor) throw new Error('The popup has closed');
  const element = await actor.findElement('css selector', selector, {});
  await actor.clickElement(element, { toJSON: () => ({ 'moz:webdriverClick': true }) });
}

async function photographPopup(id: number): Promise<string> {
  const actor = BrowsingContext.get(id)?.currentWindowGlobal.getActor('MarionetteCommands');
  if (!actor) throw new Error('The popup has closed');
  const base64Format = 0;
  return actor.takeScreenshot(null, base64Format, false, false);
}
