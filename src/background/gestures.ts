import { UserError } from '../core/errors';
import type { FillTarget } from '../messages';
import { browser, type Menus, type Tabs } from '../platform/browser';
import { reachableDocuments } from '../platform/documents';
import type { Host } from '../platform/host';
import { showBadge, showPopup } from '../platform/surfaces';
import { scanPage } from './capture';
import { fill, onlyAccountFor } from './fill';
import { keepPendingFill } from './pending';
import { findKey } from './session-key';

/** What a person asks for outside our pages: the context menu and the keyboard shortcuts. */
const MENU = {
  'scan-page': { title: 'menuScanPage', contexts: ['page', 'frame', 'selection', 'link', 'video'] },
  'scan-image': { title: 'menuScanImage', contexts: ['image'] },
  fill: { title: 'menuFill', contexts: ['editable', 'page'] },
} as const satisfies Record<string, { title: string; contexts: Menus.ContextType[] }>;

/** Menus outlive the worker but not every update: they are made anew at each install and browser start. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const [id, { title, contexts }] of Object.entries(MENU)) {
    browser.contextMenus.create({ id, title: browser.i18n.getMessage(title), contexts: [...contexts] });
  }
}

/** A failure that has no page of ours to be said in: a sign on the icon. */
async function orBadge(tabId: number, task: Promise<void>): Promise<void> {
  await task.catch(async (error: unknown) => {
    await showBadge(tabId, 'failed');
    if (!(error instanceof UserError)) throw error;
  });
}

/** The top document of the tab; frames of the same origin are looked at when filling. */
async function targetOf(tabId: number): Promise<FillTarget> {
  const [top] = await reachableDocuments(tabId);
  return { tabId, documentId: top.documentId, origin: top.origin };
}

/**
 * Fills where this page is the saved site of exactly one account. Otherwise the popup opens: to unlock, to choose,
 * to say what went wrong.
 */
async function fillTab(host: Host, tabId: number): Promise<void> {
  const target = await targetOf(tabId);
  const id = (await findKey(host)) && (await onlyAccountFor(host, target));
  const reply = id ? await fill(host, { id, target }).catch(() => null) : null;
  if (reply?.status === 'filled') return showBadge(tabId, 'filled');
  await keepPendingFill(host, target);
  await showPopup();
}

export async function onMenu(host: Host, info: Menus.OnClickData, tab: Tabs.Tab | undefined): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined) return;
  if (info.menuItemId === 'fill') return orBadge(tabId, fillTab(host, tabId));
  const clicked = info.menuItemId === 'scan-image' && info.srcUrl !== undefined;
  const clickedImage = clicked ? { srcUrl: info.srcUrl ?? '', frameId: info.frameId ?? 0 } : undefined;
  await orBadge(tabId, scanPage(host, { tabId, windowId: tab?.windowId, clickedImage }));
}

export async function onCommand(host: Host, command: string, tab: Tabs.Tab | undefined): Promise<void> {
  const [front] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (front?.id === undefined) return;
  if (command === 'fill-code') await orBadge(front.id, fillTab(host, front.id));
  if (command === 'scan-page')
    await orBadge(front.id, scanPage(host, { tabId: front.id, windowId: front.windowId }));
}
