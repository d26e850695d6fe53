import { isField, SILENT } from './collect.ts';
import { flatChildren, flatClosest, flatParent, isElement, isInput } from './dom.ts';

export type Role = 'prose' | 'link' | 'button';
export interface TextPiece {
  kind: 'text';
  text: string;
  /** What shows the text. */
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
type Found = Piece | 'break';

/** Further than this from a field nobody reads; also what a page of nothing but empty elements may cost. */
const MOST_NODES = 1200;

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const SILENT_NAMES = names(SILENT.replaceAll(',', ''));
const PICTURES = names('img canvas svg');
const INLINE = names(
  'a abbr b bdi bdo button code em font i kbd mark q s samp slot small span strong sub sup time u var wbr',
);
export const HEADING = 'h1, h2, h3, h4, h5, h6, legend, [role=heading]';
const BUTTON = 'button, [role=button]';
const isButton = (element: Element): boolean =>
  element.matches(BUTTON) || (element.localName.includes('-') && /button|btn/.test(element.localName));

function roleInside(element: Element, around: Role): Role {
  if (around === 'button' || isButton(element)) return 'button';
  return element.localName === 'a' ? 'link' : around;
}

/** How a parent colours the texts in it. */
interface Context {
  role: Role;
  isHeading: boolean;
}
const PLAIN: Context = { role: 'prose', isHeading: false };
const contextOf = (element: Element): Context => ({
  role: flatClosest(element, BUTTON) ? 'button' : flatClosest(element, 'a') ? 'link' : 'prose',
  isHeading: flatClosest(element, HEADING) !== null,
});

/**
 * The page before (`step` −1) or after (1) a field: texts, pictures and fields that are shown, from the nearest on,
 * as far as `isEnough` lets it. Through shadow roots and out of same-origin frames, without scripts, menus and
 * footers. Only what is near is touched: a page may have a hundred thousand elements.
 */
export function readFrom(
  start: Element,
  step: 1 | -1,
  { wall, isEnough }: { wall: Element | null; isEnough: (piece: Piece) => boolean },
): Piece[] {
  const found: Found[] = [];
  let nodesLeft = MOST_NODES;

  /** Returns whether that was enough. */
  const add = (piece: Piece): boolean => {
    if (isEnough(piece)) return true;
    found.push(piece);
    return false;
  };
  const addText = (text: string, element: Element, { role, isHeading }: Context): boolean =>
    add({ kind: 'text', text: text.replace(/\s+/g, ' '), element, role, startsBlock: false, isHeading });

  const visit = (node: Node, parent: Element, context: Context): boolean => {
    if (nodesLeft-- <= 0) return true;
    if (isElement(node)) return visitElement(node, context);
    if (node.nodeType !== 3 || !node.nodeValue?.trim() || !isShown(parent)) return false;
    return addText(node.nodeValue, parent, context);
  };
  const visitElement = (element: Element, context: Context): boolean => {
    const { localName } = element;
    if (SILENT_NAMES.has(localName)) return false;
    const isInline = INLINE.has(localName);
    if (!isInline && !element.checkVisibility({ opacityProperty: true })) return false;
    if (!isInline) found.push('break');
    if (isField(element)) {
      if (isShown(element) && add({ kind: 'field', element })) return true;
    } else if (isInput(element)) {
      const isButtonLike = /^(submit|button)$/.test(element.type) && isShown(element);
      if (isButtonLike && addText(element.value, element, { role: 'button', isHeading: false })) return true;
    } else if (PICTURES.has(localName)) {
      if (isShown(element) && add({ kind: 'picture', element })) return true;
    } else if (visitChildren(element, context)) return true;
    if (!isInline) found.push('break');
    return false;
  };
  const visitChildren = (element: Element, context: Context): boolean => {
    const inside = {
      role: roleInside(element, context.role),
      isHeading: context.isHeading || element.matches(HEADING),
    };
    const title = element.localName === 'iframe' && step === 1 ? element.getAttribute('title') : null;
    if (title && addText(title, element, { role: 'prose', isHeading: true })) return true;
    const children = [...flatChildren(element)];
    if (step === -1) children.reverse();
    return children.some((child) => visit(child, element, inside));
  };

  const isColoured = flatClosest(start, `${BUTTON}, a, ${HEADING}`) !== null;
  for (let at: Element = start; at !== wall; ) {
    const parent = parentAcross(at);
    if (!parent) break;
    const context = isColoured ? contextOf(parent) : PLAIN;
    let isDone = false;
    for (const sibling of siblings(at, parent, step)) {
      isDone = visit(sibling, parent, context);
      if (isDone) break;
    }
    if (isDone) break;
    if (!INLINE.has(parent.localName)) found.push('break');
    at = parent;
  }
  return step === 1 ? joined(found) : joined(found.reverse()).reverse();
}

/** The parent in the flat tree, out of a frame into the document around it. */
function parentAcross(element: Element): Element | null {
  return flatParent(element) ?? (element.ownerDocument.defaultView?.frameElement || null);
}

/** What is drawn beside an element: of the light tree, or of what a slot or a shadow root shows. */
function* siblings(element: Element, parent: Element, step: 1 | -1): Generator<Node> {
  if (element.parentElement === parent && !element.assignedSlot) {
    let at: Node | null = element;
    while (true) {
      at = step === 1 ? at.nextSibling : at.previousSibling;
      if (!at) return;
      yield at;
    }
  }
  const drawn = [...flatChildren(parent)];
  const index = drawn.indexOf(element);
  if (index >= 0) yield* step === 1 ? drawn.slice(index + 1) : drawn.slice(0, index).reverse();
}

/** Says of each text whether a line begins with it. */
function joined(found: readonly Found[]): Piece[] {
  let startsBlock = true;
  const pieces: Piece[] = [];
  for (const one of found) {
    if (one !== 'break') pieces.push(one.kind === 'text' ? { ...one, startsBlock } : one);
    startsBlock = one === 'break' || one.kind !== 'text';
  }
  return pieces;
}

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
