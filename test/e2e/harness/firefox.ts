/**
 * A real Firefox with the unpacked extension as a temporary add-on. Marionette drives its pages, and through the
 * browser's privileged scope what no page protocol reaches: the popup, the right-click menu, shortcuts, and the end of
 * the event page.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcess } from './child-process.ts';
import { type FirefoxAddon, firefoxAddon } from './firefox-addon.ts';
import { type FirefoxBackground, firefoxBackground } from './firefox-background.ts';
import { type FirefoxMenu, firefoxMenu } from './firefox-menu.ts';
import {
  type FirefoxOptions,
  marionettePort,
  startFirefox,
  writeManaged,
  writeProfile,
} from './firefox-start.ts';
import { elementId, type FirefoxTab, firefoxTab } from './firefox-tab.ts';
import { awaitFirefoxPopup, awaitFirefoxSidebar } from './firefox-view.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import type { PageFunction } from './page-function.ts';
import type { Popup } from './popup.ts';
import { chordActions } from './webdriver-keys.ts';

export interface Firefox extends FirefoxTab, FirefoxMenu, FirefoxBackground, FirefoxAddon {
  /** `moz-extension://…`, of the extension. */
  readonly origin: string;
  /** Runs `fn` in the browser's own window, with all privileges. */
  chrome<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result>;
  /** Presses real keys in the browser's window: `alt+shift+o`, `Enter`. */
  shortcut(keys: string): Promise<void>;
  /** Clicks the extension's button in the toolbar, which grants `activeTab`. */
  openPopup(): Promise<Popup>;
  /** The popup that a shortcut or a menu item opens. */
  popup(): Promise<Popup>;
  /** The sidebar, which the person opens beside the page. */
  sidebar(): Promise<Popup>;
  close(): Promise<void>;
}

interface Manifest {
  action: { default_popup: string };
  browser_specific_settings: { gecko: { id: string } };
}

export async function launchFirefox({ extension, locale, prefs, managed }: FirefoxOptions): Promise<Firefox> {
  const manifest: Manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  const { id } = manifest.browser_specific_settings.gecko;
  const uuid = randomUUID();
  const origin = `moz-extension://${uuid}`;
  const profile = await mkdtemp(join(tmpdir(), 'counterfoil-firefox-'));
  await writeProfile(profile, {
    'marionette.port': 0,
    'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
    ...(locale ? { 'intl.locale.requested': locale } : {}),
    ...prefs,
  });
  if (managed) await writeManaged(profile, id, managed);
  const program = startFirefox(profile);
  const end = async () => {
    await stopProcess(program);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const marionette = await connectMarionette(await marionettePort(profile, program));
    await marionette.send('content', 'Addon:Install', { path: extension, temporary: true });
    return await driveFirefox(
      marionette,
      { id, origin, popupUrl: `${origin}/${manifest.action.default_popup}` },
      end,
    );
  } catch (error) {
    await end();
    throw error;
  }
}

async function driveFirefox(
  marionette: Marionette,
  { id, origin, popupUrl }: { id: string; origin: string; popupUrl: string },
  end: () => Promise<void>,
): Promise<Firefox> {
  /** Firefox makes the ids of an extension's button and menu items of this. */
  const widgetId = id.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '_');
  const buttonId = `${widgetId}-browser-action`;
  await marionette.evaluate('chrome', pinButton, [buttonId]);
  const popup = () => awaitFirefoxPopup(marionette, popupUrl);
  return {
    origin,
    popup,
    sidebar: () => awaitFirefoxSidebar(marionette, id),
    ...firefoxTab(marionette),
    ...firefoxMenu(marionette, widgetId),
    ...firefoxBackground(marionette, id),
    ...firefoxAddon(marionette, id, new URL(origin).host),
    chrome: (fn, ...args) => marionette.evaluate('chrome', fn, args),
    async shortcut(keys) {
      const leftPage = await marionette.evaluate('chrome', leavePage, []);
      await marionette.send('chrome', 'WebDriver:PerformActions', { actions: chordActions(keys) });
      if (leftPage) await marionette.evaluate('chrome', returnToPage, []);
    },
    async openPopup() {
      const value = `#${buttonId} .unified-extensions-item-action-button`;
      const button = await marionette.send('chrome', 'WebDriver:FindElement', {
        using: 'css selector',
        value,
      });
      await marionette.send('chrome', 'WebDriver:ElementClick', { id: elementId(button) });
      return popup();
    },
    async close() {
      marionette.close();
      await end();
    },
  };
}

// All functions below run in chrome scope.

/**
 * A synthesised key that goes to a page first comes back to the window (an event with `isReplyEventFromRemoteContent`
 * was seen), but Firefox 153 does not match it against shortcuts then. With the focus on the window itself it does.
 */
function leavePage(): boolean {
  if (document.activeElement !== gBrowser.selectedBrowser) return false;
  Services.focus.clearFocus(window);
  return true;
}

function returnToPage(): void {
  gBrowser.selectedBrowser.focus();
}

/** As a person may: out of the menu of extensions and into the toolbar. */
function pinButton(buttonId: string): void {
  CustomizableUI.addWidgetToArea(buttonId, 'nav-bar');
}
