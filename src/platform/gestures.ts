/**
 * The browser's own menu and its keyboard shortcuts. Firefox for Android has neither, and no API for them: there nothing
 * is listened to, no menu is made, and `hasShortcuts` says that no screen needs to speak of them.
 */
import { browser, type Menus, type Tabs } from './browser';

const menus = (): typeof browser.contextMenus | undefined => browser.contextMenus;
const commands = (): typeof browser.commands | undefined => browser.commands;

export function onMenuClicked(listener: (info: Menus.OnClickData, tab: Tabs.Tab | undefined) => void): void {
  menus()?.onClicked.addListener(listener);
}

export function onShortcut(listener: (command: string, tab: Tabs.Tab | undefined) => void): void {
  commands()?.onCommand.addListener(listener);
}

/** Makes these entries of the menu, in place of all that were there. */
export async function replaceMenus(entries: readonly Menus.CreateCreatePropertiesType[]): Promise<void> {
  await menus()?.removeAll();
  for (const entry of entries) menus()?.create(entry);
}

export const hasShortcuts = (): boolean => commands() !== undefined;

/** What the manifest suggests, and which keys the person has given it. */
export const readShortcuts = async () => (await commands()?.getAll()) ?? [];

/** Chromium has no call for it; no page may link there, but an extension may open it. Edge leads it to its own. */
const CHROMIUM_SHORTCUTS = 'chrome://extensions/shortcuts';

/** Opens the browser's own page for them. */
export async function openShortcutSettings(): Promise<void> {
  const known = commands();
  if (typeof known?.openShortcutSettings === 'function') await known.openShortcutSettings();
  else await browser.tabs.create({ url: CHROMIUM_SHORTCUTS });
}
