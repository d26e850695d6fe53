import { SILENT } from './collect.ts';
import { flatClosest, isShadowRoot } from './dom.ts';
import { fold } from './fold.ts';
import { HEADING, type Piece, readFrom, type TextPiece } from './pieces.ts';

/** What stands around a field, folded. */
export interface Surroundings {
  /** Sentences as a person reads them, the words of links and buttons left out. */
  sentences: string[];
  /** Sentences with a link in the middle kept ("Open your authenticator app and …"). */
  linked: string[];
  /** The texts of buttons and links. */
  actions: string[];
  /** The short text just before the field: its label, where it has no other. */
  before: string;
  pictures: Element[];
  /** A masked address or number stands there: j•••@example.com, •••• 12. It is shown where a code was sent. */
  showsMaskedAddress: boolean;
}
const MASKED = /[•●∙*]\S*@\S|(?:[•●∙*]|\bx{2,})[\s()-]*\d{2,4}(?!\d)/i;

/** How much of the page is read before and after a field, in characters. A prompt says its piece in less. */
const BEFORE = 700;
const AFTER = 450;
const LONGEST_LABEL = 80;
const LONGEST_HEADING = 200;
/** A heading further up that is hidden or in a menu is passed over; so many of them, and it is given up. */
const MOST_HEADINGS = 6;
const DIALOG = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true]';

const isText = (piece: Piece): piece is TextPiece => piece.kind === 'text';

/** Reads around a field, or around the first and the last box of a row. */
export function readAround(first: Element, last: Element): Surroundings {
  const wall = flatClosest(first, DIALOG);
  const form = flatClosest(first, 'form');
  const backwards = readFrom(first, -1, { wall, isEnough: enough(BEFORE, form) });
  const forwards = readFrom(last, 1, { wall, isEnough: enough(AFTER, form) });
  const back = backwards.filter(isText).reverse();
  const near = [...heading(first, wall, back), ...back, ...forwards.filter(isText)];
  return {
    sentences: split(near.filter((piece) => piece.role === 'prose')),
    linked: split(near.filter((piece, at) => piece.role === 'prose' || isMidSentence(near, at))),
    actions: near.filter((piece) => piece.role !== 'prose').map((piece) => fold(piece.text.trim())),
    before: labelBefore(backwards),
    showsMaskedAddress: MASKED.test(
      near
        .filter((piece) => piece.role === 'prose')
        .map((piece) => piece.text)
        .join(''),
    ),
    pictures: [...backwards, ...forwards].flatMap((piece) =>
      piece.kind === 'picture' ? [piece.element] : [],
    ),
  };
}

/** Stops when the budget is used up, and at a field of another form. */
function enough(budget: number, form: Element | null): (piece: Piece) => boolean {
  let left = budget;
  return (piece) => {
    if (left <= 0) return true;
    if (piece.kind === 'field') return flatClosest(piece.element, 'form') !== form;
    if (piece.kind === 'text') left -= piece.text.length;
    return false;
  };
}

/** The nearest heading above, when it lies further up than what was read. */
function heading(field: Element, wall: Element | null, read: readonly TextPiece[]): TextPiece[] {
  if (wall || read.some((piece) => piece.isHeading)) return [];
  for (let at: Element | null = field; at; ) {
    const root: Node = at.getRootNode();
    const found = headingBefore(isShadowRoot(root) ? root : at.ownerDocument, at);
    if (found) {
      const text = (found.textContent ?? '').replace(/\s+/g, ' ').slice(0, LONGEST_HEADING);
      return [{ kind: 'text', text, element: found, role: 'prose', startsBlock: true, isHeading: true }];
    }
    at = isShadowRoot(root) ? root.host : (at.ownerDocument.defaultView?.frameElement ?? null);
  }
  return [];
}

function headingBefore(root: Document | ShadowRoot, field: Element): Element | undefined {
  const all = root.querySelectorAll(HEADING);
  let low = 0;
  for (let high = all.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (isBefore(all[middle], field)) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= Math.max(0, low - MOST_HEADINGS); at--) {
    const found = all[at];
    if (found && isRead(found)) return found;
  }
  return undefined;
}

const isBefore = (element: Element | undefined, field: Element): boolean =>
  element !== undefined && (field.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;

const isRead = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  !flatClosest(element, SILENT);

/** A link that goes on a sentence, not one that stands after a full stop or alone. */
function isMidSentence(near: readonly TextPiece[], at: number): boolean {
  const link = near[at];
  const before = near[at - 1];
  if (link?.role !== 'link' || link.startsBlock || before?.role !== 'prose') return false;
  return /\S\s+\S.*[\p{L}\s]$/u.test(before.text);
}

function split(pieces: readonly TextPiece[]): string[] {
  let text = '';
  for (const piece of pieces) text += (piece.startsBlock ? '\n' : '') + piece.text;
  return text
    .split(/\n|(?<=[.!?…])\s+|[。！？؟]/u)
    .map((sentence) => fold(sentence.trim()))
    .filter((sentence) => sentence !== '');
}

/** From the nearest piece on. */
function labelBefore(backwards: readonly Piece[]): string {
  let label = '';
  for (const piece of backwards) {
    if (piece.kind !== 'text' || piece.role !== 'prose') break;
    label = piece.text + label;
    if (piece.startsBlock) break;
  }
  return label.length <= LONGEST_LABEL ? fold(label.trim()) : '';
}
