/**
 * Firefox's right-click menu is part of the browser's document: it is opened by a real right-click in the page, read
 * there, and its items are activated as a person's choice, which is what grants `activeTab`.
 */
import { awaitUntil } from './await-until.ts';
import type { XulMenu, XulPopup } from './firefox-globals.ts';
import { elementOrigin, findElement } from './firefox-tab.ts';
import type { Marionette } from './marionette.ts';

export interface FirefoxMenu {
  /** Right-clicks the middle of the element in the current tab, and waits for the browser's menu. */
  rightClick(selector: string): Promise<void>;
  /** The labels that the extension offers in the open menu, top to bottom, without the submenu's own. */
  menuItems(): Promise<string[]>;
  /** Chooses the extension's item with this label in the open menu, through the submenu where there is one. */
  chooseMenuItem(label: string): Promise<void>;
}

export function firefoxMenu(marionette: Marionette, widgetId: string): FirefoxMenu {
  const menuItems = () => marionette.evaluate('chrome', itemLabels, [widgetId]);
  return {
    async rightClick(selector) {
      const origin = elementOrigin(await findElement(marionette, selector));
      // Unlike ElementClick, pointer actions do not scroll.
      await marionette.evaluate('content', scrollTo, [selector]);
      await marionette.send('content', 'WebDriver:PerformActions', { actions: rightButton(origin) });
      await awaitUntil('the right-click menu', () => marionette.evaluate('chrome', isMenuOpen, []));
    },
    menuItems,
    async chooseMenuItem(label) {
      await awaitUntil(`"${label}" in the right-click menu`, async () => {
        const labels = await menuItems();
        if (!labels.includes(label)) throw new Error(`there are: ${labels.join(' | ') || 'none'}`);
        return marionette.evaluate('chrome', openItsMenu, [widgetId, label]);
      });
      await marionette.evaluate('chrome', activateItem, [widgetId, label]);
      await awaitUntil(
        'the menu to close',
        async () => !(await marionette.evaluate('chrome', isMenuOpen, [])),
      );
    },
  };
}

function rightButton(origin: object): object[] {
  const actions = [
    { type: 'pointerMove', origin, x: 0, y: 0 },
    { type: 'pointerDown', button: 2 },
    { type: 'pointerUp', button: 2 },
  ];
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }];
}

function scrollTo(selector: string): void {
  document.querySelector(selector)?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

// All functions below run in chrome scope.

function isMenuOpen(): boolean {
  return document.querySelector<XulPopup>('#contentAreaContextMenu')?.state === 'open';
}

function itemLabels(widgetId: string): string[] {
  const items = document.querySelectorAll(`#contentAreaContextMenu menuitem[id^="${widgetId}-menuitem-"]`);
  return [...items].map((item) => item.getAttribute('label') ?? '');
}

/** Opens the submenu that holds the item, where there is one; true when the item can be chosen. */
function openItsMenu(widgetId: string, label: string): boolean {
  const items = document.querySelectorAll(`#contentAreaContextMenu menuitem[id^="${widgetId}-menuitem-"]`);
  const item = [...items].find((candidate) => candidate.getAttribute('label') === label);
  const submenu = item?.closest<XulMenu>('menu');
  if (submenu && submenu.menupopup.state === 'closed') submenu.openMenu(true);
  return submenu ? submenu.menupopup.state === 'open' : Boolean(item);
}

function activateItem(widgetId: string, label: string): void {
  const items = document.querySelectorAll(`#contentAreaContextMenu menuitem[id^="${widgetId}-menuitem-"]`);
  const item = [...items].find((candidate) => candidate.getAttribute('label') === label);
  if (item) item.closest<XulPopup>('menupopup')?.activateItem(item);
}
