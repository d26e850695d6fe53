import { UserError } from '../../core/errors';
import type { FillTarget } from '../../messages';
import { browser, type Menus, type Tabs } from '../../platform/browser';
import { topDocument } from '../../platform/documents';
import { replaceMenus } from '../../platform/gestures';
import type { Host } from '../../platform/host';
import { showPopup } from '../../platform/surfaces';
import { findKey } from '../lock/session-key';
import { isHidden } from '../policy';
import { scanPage } from './capture';
import { keepFailure } from './failure';
import { fill, onlyAccountFor } from './fill';
import { keepPendingFill } from './pending';
import { keepSelection } from './selection';

/** What a person asks for outside our pages: the context menu and the keyboard shortcuts. */
const MENU = {
  'scan-page': { title: 'menuScanPage', contexts: ['page', 'frame', 'selection', 'link', 'image', 'video'] },
  'scan-image': { title: 'menuScanImage', contexts: ['image'] },
  'keep-codes': { title: 'menuKeepCodes', contexts: ['selection'] },
  fill: { title: 'menuFill', contexts: ['editable', 'page'] },
} as const satisfies Record<string, { title: string; contexts: Menus.ContextType[] }>;

/** Menus outlive the worker but not every update: they are made anew at each install and browser start, and with a policy. */
export async function createMenus(host: Host): Promise<void> {
  const isWithout = await isHidden(host, 'recovery-codes');
  const entries = Object.entries(MENU).filter(([id]) => id !== 'keep-codes' || !isWithout);
  await replaceMenus(
    entries.map(([id, { title, contexts }]) => ({
      id,
      title: browser.i18n.getMessage(title),
      contexts: [...contexts],
    })),
  );
}

/** What goes wrong is said in the popup: neither the page nor the menu has a place for it. */
async function orSayWhy(host: Host, task: Promise<unknown>, id?: string): Promise<void> {
  await task.catch(async (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    await keepFailure(host, error, id);
    await showPopup();
  });
}

/** The top document of the tab; frames of the same origin are looked at when filling. */
async function targetOf(tabId: number): Promise<FillTarget> {
  const top = await topDocument(tabId);
  return { tabId, documentId: top.documentId, origin: top.origin };
}

/**
 * Fills where this page is the saved site of exactly one account. Otherwise the popup opens: to unlock and go on, or
 * to choose.
 */
async function fillTab(host: Host, tabId: number): Promise<void> {
  const target = await targetOf(tabId);
  const id = (await findKey(host)) && (await onlyAccountFor(host, target));
  if (id) return orSayWhy(host, fill(host, { id, target }), id);
  await keepPendingFill(host, target);
  await showPopup();
}

export async function onMenu(host: Host, info: Menus.OnClickData, tab: Tabs.Tab | undefined): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined) return;
  if (info.menuItemId === 'fill') return orSayWhy(host, fillTab(host, tabId));
  if (info.menuItemId === 'keep-codes') {
    const { selectionText = '', frameId = 0 } = info;
    return orSayWhy(host, keepSelection(host, { tabId, frameId, text: selectionText }));
  }
  const clicked = info.menuItemId === 'scan-image' && info.srcUrl !== undefined;
  const clickedImage = clicked ? { srcUrl: info.srcUrl ?? '', frameId: info.frameId ?? 0 } : undefined;
  await orSayWhy(host, scanPage(host, { tabId, windowId: tab?.windowId, clickedImage }));
}

export async function onCommand(host: Host, command: string, tab: Tabs.Tab | undefined): Promise<void> {
  const [front] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (front?.id === undefined) return;
  if (command === 'fill-code') await orSayWhy(host, fillTab(host, front.id));
  if (command === 'scan-page')
    await orSayWhy(host, scanPage(host, { tabId: front.id, windowId: front.windowId }));
}
