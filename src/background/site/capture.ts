import {
  type Checked,
  either,
  integer,
  list,
  nullable,
  number,
  oneOf,
  open,
  optional,
  shape,
  text,
} from '../../core/check';
import { UserError } from '../../core/errors';
import { hostForPeople, savableOrigin } from '../../core/match';
import type { Capture } from '../../messages';
import { browser } from '../../platform/browser';
import { callPage, frameDocument, topDocument } from '../../platform/documents';
import { readShortcuts } from '../../platform/gestures';
import type { Host } from '../../platform/host';
import { isPanelOpen } from '../../platform/panel';
import { showWindow } from '../../platform/surfaces';
import { afterGrant, isPrivateTab } from '../../platform/tabs';

/**
 * The frozen picture of what the person pointed at. It waits once in `storage.session` (memory, never on disk) for
 * our window, which decodes it, and is gone on the first read.
 */
const CAPTURE = 'capture';
/** `storage.session` holds 10 MiB. */
const LARGEST_CHARACTERS = 9 * 1024 * 1024;
/** A lossless picture above this is taken again as JPEG. */
const LARGEST_PNG_CHARACTERS = 6 * 1024 * 1024;
const JPEG_QUALITY = 95;

const side = number(-100_000, 100_000);
const area = { x: side, y: side, width: side, height: side, devicePixelRatio: number(0.1, 16) };
const checkImage = open({
  status: oneOf('pixels', 'place', 'none', 'wrong-origin'),
  dataUrl: optional(text(LARGEST_CHARACTERS, 1)),
  place: optional(shape(area)),
});
const picture = shape({ image: text(LARGEST_CHARACTERS, 1), crop: optional(shape(area)) });
const checkCapture = shape({
  pictures: list(picture, 2),
  pageOrigin: nullable(text(2048)),
  pageHost: text(2048),
  target: nullable(
    shape({ tabId: integer(0, Number.MAX_SAFE_INTEGER), documentId: text(128, 1), origin: text(2048, 1) }),
  ),
});

const checkFailure = shape({ failed: oneOf('capture-failed', 'capture-unasked') });
const checkTaken = either(checkCapture, checkFailure);

type CaptureFailure = Checked<typeof checkFailure>;
type Pictures = Checked<typeof checkCapture>['pictures'];

type CaptureOptions = Parameters<typeof browser.tabs.captureVisibleTab>[1];

/** Chromium takes two pictures a second, and refuses the third. */
const TOO_SOON = /MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND/u;
const SECOND_MILLISECONDS = 1000;

async function capture(windowId: number | undefined, options: CaptureOptions): Promise<string> {
  const take = () => afterGrant(() => browser.tabs.captureVisibleTab(windowId, options));
  try {
    return await take();
  } catch (error) {
    if (!TOO_SOON.test(String(error))) throw error;
    await new Promise((resolve) => setTimeout(resolve, SECOND_MILLISECONDS));
    return take();
  }
}

/** How both browsers say that the person did not ask for us on that very page. */
const UNASKED = /activeTab/u;

/** @throws UserError capture-failed: a page that the browser protects; capture-unasked: no gesture on that page */
async function captureVisibleTab(windowId: number | undefined): Promise<string> {
  try {
    const png = await capture(windowId, { format: 'png' });
    if (png.length <= LARGEST_PNG_CHARACTERS) return png;
    return await capture(windowId, { format: 'jpeg', quality: JPEG_QUALITY });
  } catch (error) {
    throw new UserError(UNASKED.test(String(error)) ? 'capture-unasked' : 'capture-failed');
  }
}

export interface ScannedPage {
  readonly tabId: number;
  readonly windowId?: number | undefined;
  /** `srcUrl` of the image that was right-clicked, and the frame that it stands in. */
  readonly clickedImage?: { readonly srcUrl: string; readonly frameId: number } | undefined;
}

/**
 * The clicked image's own pixels, where they can be read, and behind them the screenshot with its place there: an image
 * may be nothing without what lies under it (light modules on a transparent ground, a logo in the middle of a code).
 */
async function clickedPictures(page: ScannedPage, image: string): Promise<Pictures> {
  if (!page.clickedImage) return [{ image }];
  const { srcUrl, frameId } = page.clickedImage;
  const document = await frameDocument(page.tabId, frameId).catch(() => null);
  if (!document) return [{ image }];
  const pinned = { tabId: page.tabId, documentId: document.documentId };
  const found = await callPage(pinned, 'readImage', [document.origin, srcUrl], checkImage).catch(() => null);
  const own = found?.dataUrl;
  const screenshot = { image, ...(found?.place && { crop: found.place }) };
  if (!own) return [screenshot];
  return own.length + image.length > LARGEST_CHARACTERS ? [{ image: own }] : [{ image: own }, screenshot];
}

type ScannedPlace = Pick<Capture, 'pageOrigin' | 'pageHost' | 'target'>;
const NOWHERE: ScannedPlace = { pageOrigin: null, pageHost: '', target: null };

/**
 * Where the picture was taken: the host is always shown, the origin only given where the page may be kept with an
 * account (not plain http, nor in a private window).
 */
async function scannedPlace(tabId: number): Promise<ScannedPlace> {
  const top = await topDocument(tabId).catch(() => null);
  if (!top?.origin.startsWith('http')) return NOWHERE;
  const pageOrigin = (await isPrivateTab(tabId)) ? null : savableOrigin(top.origin);
  const target = { tabId, documentId: top.documentId, origin: top.origin };
  return { pageOrigin, pageHost: hostForPeople(top.origin), target };
}

/** A page that is too busy to answer keeps nobody from the picture that was taken of it. */
const PATIENCE_MILLISECONDS = 3000;

async function beforeLong<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLISECONDS, otherwise);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

async function windowWithPanel({ windowId }: ScannedPage): Promise<number | null> {
  return windowId !== undefined && (await isPanelOpen(windowId)) ? windowId : null;
}

/** Pressed in the popup or the menu we were asked for on the page; a press in the panel is no gesture on it. */
async function takePicture(page: ScannedPage): Promise<Capture | CaptureFailure> {
  try {
    const screenshot = await captureVisibleTab(page.windowId);
    const [pictures, place] = await Promise.all([
      beforeLong(clickedPictures(page, screenshot), [{ image: screenshot }]),
      beforeLong(scannedPlace(page.tabId), NOWHERE),
    ]);
    return { pictures, ...place };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isUnasked = error.code === 'capture-unasked' && (await windowWithPanel(page)) !== null;
    return { failed: isUnasked ? 'capture-unasked' : 'capture-failed' };
  }
}

/** Where the person keeps our panel open, the picture is shown there. */
async function showCapture(host: Host, page: ScannedPage): Promise<void> {
  const windowId = await windowWithPanel(page);
  if (windowId === null) await showWindow('#scan');
  else host.announce({ type: 'captured', windowId });
}

/**
 * Takes the picture, and meanwhile opens our window on it: whoever asks for the picture waits for its turn. What goes
 * wrong is said there, beside the other ways to scan. Works while locked: the window asks to unlock and goes on.
 */
export async function scanPage(host: Host, page: ScannedPage): Promise<void> {
  const taking = host.inTurn(CAPTURE, async () => host.session.set({ [CAPTURE]: await takePicture(page) }));
  await Promise.all([taking, showCapture(host, page)]);
}

/** `scanPage` for the tab in front. */
export async function scanActivePage(host: Host): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) throw new UserError('capture-failed');
  await scanPage(host, { tabId: tab.id, windowId: tab.windowId });
}

/** With the keys that the person has for it now, where there are any. */
async function unasked(): Promise<UserError> {
  const menu = browser.i18n.getMessage('menuScanPage');
  const shortcut = (await readShortcuts()).find(({ name }) => name === 'scan-page')?.shortcut;
  return shortcut
    ? new UserError('capture-unasked', { menu, shortcut })
    : new UserError('capture-unasked-menu', { menu });
}

/** Hands the picture over and forgets it. @throws UserError capture-gone, capture-failed, capture-unasked, capture-unasked-menu */
export async function takeCapture(host: Host): Promise<Capture> {
  const items = await host.inTurn(CAPTURE, async () => {
    const found = await host.session.get([CAPTURE]);
    await host.session.remove([CAPTURE]);
    return found;
  });
  if (items[CAPTURE] === undefined) throw new UserError('capture-gone');
  const taken = checkTaken(items[CAPTURE]);
  if ('failed' in taken)
    throw taken.failed === 'capture-failed' ? new UserError(taken.failed) : await unasked();
  return taken;
}
