import { flatChildren, isElement, isHtml, isInput, isShadowRoot } from './dom.ts';

export type Role = 'prose' | 'link' | 'button';
export interface TextPiece {
  kind: 'text';
  text: string;
  /** What shows the text; tells whether it is visible. */
  element: Element;
  role: Role;
  startsBlock: boolean;
  isHeading: boolean;
}
/** A stretch of text in the order of the page, a picture, or a place where something is typed. */
export type Piece =
  | TextPiece
  | { kind: 'picture'; element: Element }
  | { kind: 'field'; element: HTMLElement };

/** Above this a page is no prompt that a person looks at, and reading it would be felt. */
const MOST_NODES = 20_000;

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const SILENT = names('script style noscript template select datalist textarea video audio object nav footer');
const PICTURES = names('img canvas svg');
const INLINE = names(
  'a abbr b bdi bdo button code em font i kbd mark q s samp slot small span strong sub sup time u var wbr',
);
/** What a code can be typed into, and its neighbours; an unknown type reads as text. */
const TYPED = names('text tel number password email search url');

/** The element that `contenteditable` stands on, not what is inside it. */
const isEditingHost = (element: Element): element is HTMLElement =>
  isHtml(element) && element.isContentEditable && !element.parentElement?.isContentEditable;

const isField = (element: Element): element is HTMLElement =>
  isInput(element) ? TYPED.has(element.type) : isEditingHost(element);

function roleInside(element: Element, around: Role): Role {
  if (element.localName === 'button' || element.getAttribute('role') === 'button') return 'button';
  return element.localName === 'a' && around === 'prose' ? 'link' : around;
}

/**
 * The page as one line of texts, pictures and fields: through open shadow roots and same-origin frames, in
 * the order in which they are drawn, without scripts, menus and footers. Visibility is the reader's matter.
 */
export function readPieces(document: Document): Piece[] {
  const pieces: Piece[] = [];
  let nodesLeft = MOST_NODES;
  let startsBlock = true;

  const addText = (text: string, element: Element, role: Role, isHeading: boolean): void => {
    pieces.push({ kind: 'text', text, element, role, startsBlock, isHeading });
    startsBlock = false;
  };
  const visitChildren = (parent: Element, role: Role, isHeading: boolean): void => {
    for (const node of flatChildren(parent)) {
      if (nodesLeft-- <= 0) return;
      if (isElement(node)) visit(node, role, isHeading);
      else if (node.nodeType === 3 && node.nodeValue?.trim())
        addText(node.nodeValue.replace(/\s+/g, ' '), parent, role, isHeading);
    }
  };
  const visit = (element: Element, role: Role, inHeading: boolean): void => {
    if (isField(element)) pieces.push({ kind: 'field', element });
    else if (PICTURES.has(element.localName)) pieces.push({ kind: 'picture', element });
    else if (isInput(element)) {
      if (/^(submit|button)$/.test(element.type)) addText(element.value, element, 'button', false);
    } else if (!SILENT.has(element.localName)) {
      const isBlock = !INLINE.has(element.localName);
      const isHeading =
        inHeading ||
        /^h[1-6]$|^legend$/.test(element.localName) ||
        element.getAttribute('role') === 'heading';
      if (isBlock) startsBlock = true;
      if (element.localName === 'iframe' && element.getAttribute('title'))
        addText(element.getAttribute('title') ?? '', element, 'prose', true);
      visitChildren(element, roleInside(element, role), isHeading);
      if (!isBlock) return;
    } else return;
    startsBlock = true;
  };

  if (document.body) visit(document.body, 'prose', false);
  return pieces;
}

/** Looks an id up where the element stands: in its shadow root, or in its document. */
export function byId(element: Element, id: string): Element | null {
  const root = element.getRootNode();
  return isShadowRoot(root) ? root.getElementById(id) : element.ownerDocument.getElementById(id);
}
