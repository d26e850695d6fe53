/**
 * The native right-click menu of a headed Chromium, used with the real mouse. The rows' places come from Chromium's own
 * window inspector, their labels from what Chromium stored of the extension's items; both must agree in number before
 * anything is clicked.
 *
 * Measured in Chromium 156: the items of extensions are the group before the last one of the menu. One item stands there
 * itself; several stand in a submenu that has the extension's name and opens when its row is clicked.
 */
import type { Page } from 'playwright-core';
import { awaitUntil } from './await-until.ts';
import { contextMenuLabels, type MenuContext } from './context-menu-labels.ts';
import type { Display } from './display.ts';
import { type Point, screenPoint } from './screen-point.ts';
import { connectUiDevtools, findNodes, type UiDevtools, type UiNode } from './ui-devtools.ts';

/**
 * Chromium's questions hear no press for half a second after they appeared or moved, so that nobody agrees who meant the
 * page below, nor one that follows another within half a second, however many: presses are further apart than that.
 */
const PRESS_APART_MS = 1000;

export interface NativeMenu {
  /** Right-clicks the middle of the first element that matches, and waits for the browser's menu. */
  rightClick(page: Page, selector: string): Promise<void>;
  /** The labels that the extension offers in the open menu, top to bottom, without the submenu's own; at least one. */
  menuItems(): Promise<string[]>;
  /**
   * Clicks the extension's item with this label in the open menu, through the submenu where there is one.
   * @returns when it was clicked, Unix milliseconds
   */
  chooseMenuItem(label: string): Promise<number>;
  /** Presses "Allow" in the browser's own question for a permission, as soon as it stands there. */
  allowSite(): Promise<void>;
  disconnect(): void;
}

export function nativeMenu(display: Display, userDataDir: string, extensionId: string): NativeMenu {
  let inspector: UiDevtools | undefined;
  let contexts: MenuContext[] = [];

  async function inspect(): Promise<UiDevtools> {
    inspector ??= await connectUiDevtools(userDataDir);
    return inspector;
  }

  async function openMenus(): Promise<UiNode[]> {
    return findNodes(
      await (await inspect()).tree(),
      ({ kind, name }) => kind === 'Widget' && name === 'MenuHost',
    );
  }

  /** "Deny" and "Allow" are told by their place: the second is the one to the right. */
  async function openQuestion(): Promise<{ dialog: UiNode; button: UiNode } | null> {
    const inspector = await inspect();
    const isQuestion = ({ kind, name }: UiNode) => kind === 'Widget' && name === 'ExtensionInstallDialogView';
    const [dialog] = findNodes(await inspector.tree(), isQuestion);
    const buttons = dialog ? findNodes(dialog, ({ name }) => name === 'MdTextButton') : [];
    const places = await Promise.all(buttons.map(({ nodeId }) => inspector.bounds(nodeId)));
    const rightmost = places.findIndex((place) => place?.x === Math.max(...places.map((one) => one?.x ?? 0)));
    const button = buttons[rightmost];
    return dialog && button && buttons.length === 2 ? { dialog, button } : null;
  }

  async function clickRow(menu: UiNode, row: UiNode): Promise<number> {
    const { x, y } = await rowCentre(await inspect(), menu, row);
    await display.xdotool('mousemove', '--sync', x, y);
    const clickedAt = Date.now();
    await display.xdotool('click', 1);
    return clickedAt;
  }

  /** The rows of our items, and the menu that holds them. */
  async function ownRows(): Promise<{ menu: UiNode; rows: UiNode[] }> {
    const [menu] = await openMenus();
    if (!menu) throw new Error('No menu is open: call rightClick first');
    const rows = groupsOf(menu).at(-2) ?? [];
    const entry = rows[0];
    if (!entry || !opensSubmenu(entry)) return { menu, rows };
    await clickRow(menu, entry);
    const submenu = await awaitUntil('the submenu of the extension', async () => (await openMenus())[1]);
    return { menu: submenu, rows: groupsOf(submenu).flat() };
  }

  return {
    async rightClick(page, selector) {
      const place = await screenPoint(page, selector);
      contexts = place.contexts;
      await display.xdotool('mousemove', '--sync', place.x, place.y, 'click', 3);
      await awaitUntil('the right-click menu', async () => (await openMenus()).length === 1);
    },
    // Chromium stores them a moment after its start, and removes them for a moment when the extension is loaded again.
    menuItems: () =>
      awaitUntil('the extension to offer menu items here', async () => {
        const labels = await contextMenuLabels(userDataDir, extensionId, contexts);
        return labels.length > 0 && labels;
      }),
    async chooseMenuItem(label) {
      const labels = await awaitUntil(
        `"${label}" among the menu items for ${contexts.join(', ')}`,
        async () => {
          const offered = await contextMenuLabels(userDataDir, extensionId, contexts);
          if (!offered.includes(label)) throw new Error(`there are: ${offered.join(' | ') || 'none'}`);
          return offered;
        },
      );
      const { menu, rows } = await ownRows();
      if (rows.length !== labels.length) {
        throw new Error(`The menu shows ${rows.length} rows of the extension for: ${labels.join(' | ')}`);
      }
      const row = rows[labels.indexOf(label)];
      const clickedAt = row ? await clickRow(menu, row) : Date.now();
      await awaitUntil('the menu to close', async () => (await openMenus()).length === 0);
      return clickedAt;
    },
    async allowSite() {
      await awaitUntil('the question for the permission', openQuestion);
      let pressedAt = 0;
      await awaitUntil('the question to be answered', async () => {
        const question = await openQuestion();
        if (question && Date.now() - pressedAt > PRESS_APART_MS) {
          const { x, y } = await rowCentre(await inspect(), question.dialog, question.button);
          pressedAt = Date.now();
          // Without `--sync`: it would wait for ever for a move to the same place.
          await display.xdotool('mousemove', x, y, 'click', 1);
        }
        return question === null;
      });
    },
    disconnect: () => inspector?.close(),
  };
}

/** The rows between separators, empty groups left out. */
function groupsOf(menu: UiNode): UiNode[][] {
  const groups: UiNode[][] = [[]];
  for (const node of findNodes(menu, ({ name }) => name === 'MenuItemView' || name === 'MenuSeparator')) {
    if (node.name === 'MenuSeparator') groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups.filter((group) => group.length > 0);
}

/** An extension's row has an icon; one that opens a submenu also has the arrow. */
function opensSubmenu(row: UiNode): boolean {
  return row.children.length === 2;
}

/** A menu's widget is placed on the screen, each view in it relative to the view around it. */
async function rowCentre(inspector: UiDevtools, menu: UiNode, row: UiNode): Promise<Point> {
  const path = [menu];
  for (let at = menu; at !== row; path.push(at)) {
    const next = at.children.find((child) => findNodes(child, (node) => node === row).length > 0);
    if (!next) throw new Error('The row is not in this menu');
    at = next;
  }
  const bounds = await Promise.all(path.map(({ nodeId }) => inspector.bounds(nodeId)));
  const { width, height } = bounds.at(-1) ?? { width: 0, height: 0 };
  const sum = (read: (box: Point) => number) => bounds.reduce((total, box) => total + read(box), 0);
  return { x: Math.round(sum(({ x }) => x) + width / 2), y: Math.round(sum(({ y }) => y) + height / 2) };
}
