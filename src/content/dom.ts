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
  for (const at of flatAncestors(element)) if (at.matches(selector)) return at;
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
  return isElement(node) && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
}

/** The focused element, looked up through open shadow roots. */
export function focusedIn(document: Document): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
