import { flatAncestors, flatParent, isHtml, isInput, isShadowRoot, shadowRootOf } from './dom.ts';

/** Smaller is not meant to be typed into by a person. */
const SMALLEST_PX = 8;
/** Fainter than this is drawn for nobody. */
const FAINTEST = 0.1;

/** Whether it has a place on the page; the cheap question, before `isVisible`. */
export function isDrawn(field: HTMLElement): boolean {
  if (!field.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const { width, height } = field.getBoundingClientRect();
  return width >= SMALLEST_PX && height >= SMALLEST_PX;
}

/**
 * Whether a person can see this field, now or after scrolling: drawn, not transparent, at least 8 px, and
 * where it is on the screen, on top. A transparent input that covers the drawn slots of its code is visible.
 */
export function isVisible(field: HTMLElement): boolean {
  if (!isDrawn(field)) return false;
  if (opacityOf(field) < FAINTEST && !coversDrawnSlots(field)) return false;
  const frame = field.ownerDocument.defaultView?.frameElement;
  if (isHtml(frame) && !isVisible(frame)) return false;
  return isInView(field) ? isOnTop(field) : canScrollIntoView(field);
}

/** Whether the centre of the field is inside the viewport and all boxes that scroll. */
export function isInView(field: HTMLElement): boolean {
  const view = field.ownerDocument.defaultView;
  const { x, y } = centreOf(field);
  if (!view || x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false;
  return !clippersOf(field).some((clipper) => !contains(clipper.getBoundingClientRect(), x, y));
}

const centreOf = (element: Element): { x: number; y: number } => {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
};

const contains = (box: DOMRect, x: number, y: number, slack = 0): boolean =>
  x >= box.left - slack && x <= box.right + slack && y >= box.top - slack && y <= box.bottom + slack;

function opacityOf(element: Element): number {
  let opacity = 1;
  for (const at of flatAncestors(element)) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    const filtered = /opacity\((\d*\.?\d+)(%?)\)/.exec(style.filter);
    if (filtered) opacity *= Number(filtered[1]) / (filtered[2] ? 100 : 1);
  }
  return opacity;
}

function isOnTop(field: HTMLElement): boolean {
  const { x, y } = centreOf(field);
  let hit = field.ownerDocument.elementFromPoint(x, y);
  for (let root = hit && shadowRootOf(hit); root; root = hit && shadowRootOf(hit)) {
    const inner: Element | null = root.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  if (!hit) return false;
  if (hit === field || field.contains(hit)) return true;
  // a floating label lies over its own field, and a click on it goes to the field
  if (
    isInput(field) &&
    [...(field.labels ?? [])].some(
      (label) => label === hit || (label.contains(hit) && !label.contains(field)),
    )
  )
    return true;
  const root = field.getRootNode();
  return isShadowRoot(root) && hit === root.host; // the engine did not look inside
}

/** The ancestors that cut off what is drawn outside them. The viewport is not among them. */
function clippersOf(field: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  let position = getComputedStyle(field).position;
  for (let at = flatParent(field); at; at = flatParent(at)) {
    if (position === 'fixed') break;
    if (!isHtml(at) || at.localName === 'body' || at.localName === 'html') continue;
    const style = getComputedStyle(at);
    const isSkipped = position === 'absolute' && style.position === 'static' && style.transform === 'none';
    if (isSkipped) continue;
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') found.push(at);
    position = style.position;
  }
  return found;
}

const isFixed = (field: HTMLElement): boolean => {
  for (const at of flatAncestors(field)) if (getComputedStyle(at).position === 'fixed') return true;
  return false;
};

/** Whether scrolling, as far as there is something to scroll, brings the field into view. */
function canScrollIntoView(field: HTMLElement): boolean {
  const { x, y } = centreOf(field);
  for (const clipper of clippersOf(field)) {
    const box = clipper.getBoundingClientRect();
    if (contains(box, x, y)) continue;
    const style = getComputedStyle(clipper);
    const scrolls = /auto|scroll/.test(style.overflowX) || /auto|scroll/.test(style.overflowY);
    if (!scrolls || !isInScrollArea(clipper, x - box.left, y - box.top)) return false;
    return true; // within reach of the nearest one; `fill` looks again after scrolling
  }
  const root = field.ownerDocument.scrollingElement;
  return root !== null && !isFixed(field) && isInScrollArea(root, x, y);
}

/** `x`, `y` from the corner of the box, as it is scrolled now. */
function isInScrollArea(box: Element, x: number, y: number): boolean {
  const isRightToLeft = getComputedStyle(box).direction === 'rtl';
  const left = isRightToLeft ? box.clientWidth - box.scrollWidth : 0;
  const atX = x + box.scrollLeft;
  const atY = y + box.scrollTop;
  return atX >= left && atX <= left + box.scrollWidth && atY >= 0 && atY <= box.scrollHeight;
}

/** Slots of one code drawn beneath a transparent input: 4 to 10 of one size, side by side, all under it. */
function coversDrawnSlots(field: HTMLElement): boolean {
  const cover = field.getBoundingClientRect();
  const container = field.parentElement?.parentElement ?? field.parentElement;
  if (!container || !isInput(field)) return false;
  const rows = new Map<string, Set<number>>();
  for (const slot of container.querySelectorAll('*')) {
    const box = slot.getBoundingClientRect();
    const isSlotSized = box.width >= SMALLEST_PX && box.width <= 90 && box.height >= 16;
    if (slot === field || !isSlotSized || opacityOf(slot) < FAINTEST) continue;
    if (!contains(cover, box.left + box.width / 2, box.top + box.height / 2, 4)) continue;
    const row = `${Math.round(box.top / 4)} ${Math.round(box.width / 4)}`;
    rows.set(row, (rows.get(row) ?? new Set()).add(Math.round(box.left / 8)));
  }
  return [...rows.values()].some((lefts) => lefts.size >= 4 && lefts.size <= 10);
}
