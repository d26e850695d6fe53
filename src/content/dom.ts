/**
 * What the other files need to walk a page: guards by name (an element of a same-origin frame is no instance
 * of our realm's classes), the flat tree over open shadow roots, and same-origin frames.
 */
const HTML = 'http://www.w3.org/1999/xhtml';

export const isElement = (node: Node | null | undefined): node is Element => node?.nodeType === 1;

const isNamed = (node: Node | null | undefined, name: string): boolean =>
  isElement(node) && node.localName === name && node.namespaceURI === HTML;

export const isHtml = (node: Node | null | undefined): node is HTMLElement =>
  isElement(node) && node.namespaceURI === HTML;
export const isInput = (node: Node | null | undefined): node is HTMLInputElement => isNamed(node, 'input');
export const isImage = (node: Node | null | undefined): node is HTMLImageElement => isNamed(node, 'img');
const isSlot = (node: Node): node is HTMLSlotElement => isNamed(node, 'slot');
const isFrame = (node: Node): node is HTMLIFrameElement => isNamed(node, 'iframe') || isNamed(node, 'frame');
export const isShadowRoot = (node: Node): node is ShadowRoot => node.nodeType === 11 && 'host' in node;

declare global {
  interface Element {
    /** Firefox, in extensions. */
    readonly openOrClosedShadowRoot?: ShadowRoot | null;
  }
}
/** Chromium's, in content scripts; elsewhere there is none. */
declare const chrome:
  | { dom?: { openOrClosedShadowRoot?(element: HTMLElement): ShadowRoot | null } | undefined }
  | undefined;
const { dom } = (typeof chrome === 'object' && chrome) || {};
const lookInto = dom?.openOrClosedShadowRoot;

/** What may be a host without being a custom element, as the DOM standard lists it. */
const HOST = /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$|-/;

/** The shadow root of an element, a closed one too where the browser lets an extension look. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  const open = element.shadowRoot;
  if (open || !isHtml(element)) return open;
  if (!lookInto) return element.openOrClosedShadowRoot ?? null;
  return HOST.test(element.localName) ? lookInto(element) : null;
}

/** The parent on the screen: the slot that shows it, the parent element, or the host of its shadow root. */
export function flatParent(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return isShadowRoot(root) ? root.host : null;
}

/** The element itself, then its parents in the flat tree of its own document. */
export function* flatAncestors(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = flatParent(at)) yield at;
}

/** The nearest element of the flat tree, itself included, that the selector names. */
export function flatClosest(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; ) {
    const found = at.closest(selector);
    if (found) return found;
    const root: Node = at.getRootNode();
    at = isShadowRoot(root) ? root.host : null;
  }
  return null;
}

/**
 * The document inside a frame element, when it has the origin of the document around it. `window.origin`
 * tells: `location.origin` is "null" in a srcdoc frame, and the URL's in a sandboxed one.
 */
export function frameDocument(node: Node): Document | null {
  if (!isFrame(node)) return null;
  try {
    const inner = node.contentDocument;
    const origin = inner?.defaultView?.origin;
    return origin && origin !== 'null' && origin === node.ownerDocument.defaultView?.origin ? inner : null;
  } catch {
    return null; // another origin: not ours to look into
  }
}

/** The nodes that are drawn below this one, in order. */
export function flatChildren(node: Node): Iterable<Node> {
  const frame = frameDocument(node);
  if (frame) return frame.body ? [frame.body] : [];
  if (isSlot(node)) {
    const shown = node.assignedNodes();
    if (shown.length > 0) return shown;
  }
  return (isElement(node) && shadowRootOf(node)?.childNodes) || node.childNodes;
}

/** The focused element, looked up through shadow roots. */
export function focusedIn(document: Document): Element | null {
  let focused = document.activeElement;
  for (
    let root = focused && shadowRootOf(focused);
    root?.activeElement;
    root = shadowRootOf(root.activeElement)
  )
    focused = root.activeElement;
  return focused;
}

/** Looks an id up where the element stands: in its shadow root, or in its document. */
export function byId(element: Element, id: string): Element | null {
  const root = element.getRootNode();
  return isShadowRoot(root) ? root.getElementById(id) : element.ownerDocument.getElementById(id);
}
