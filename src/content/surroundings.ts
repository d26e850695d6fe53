import { flatAncestors, flatClosest } from './dom.ts';
import { fold } from './match-words.ts';
import type { Piece, TextPiece } from './pieces.ts';

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
}

/** How much of the page is read before and after a field, in characters. A prompt says its piece in less. */
const BEFORE = 700;
const AFTER = 450;
const LONGEST_LABEL = 80;

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

/** Reads around the pieces `first`…`last`: one field, or the boxes of one. */
export function readAround(pieces: readonly Piece[], first: number, last: number): Surroundings {
  const back = walk(pieces, first, -1, BEFORE).reverse();
  const near = [...heading(pieces, first, back), ...back, ...walk(pieces, last, 1, AFTER)];
  const sentences = split(near.filter((piece) => piece.role === 'prose'));
  return {
    sentences,
    linked: split(near.filter((piece, at) => piece.role === 'prose' || isMidSentence(near, at))),
    actions: near.filter((piece) => piece.role !== 'prose').map((piece) => fold(piece.text.trim())),
    before: labelBefore(pieces, first),
  };
}

/** Stops at the wall of a dialog, and at a field of another form. */
function walk(pieces: readonly Piece[], from: number, step: 1 | -1, budget: number): TextPiece[] {
  const start = pieces[from];
  const found: TextPiece[] = [];
  if (!start) return found;
  const form = flatClosest(start.element, 'form');
  const dialog = flatClosest(start.element, 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true]');
  for (let at = from + step, left = budget; left > 0; at += step) {
    const piece = pieces[at];
    if (!piece || (dialog && !isWithin(piece.element, dialog))) break;
    if (piece.kind === 'field' && isShown(piece.element) && flatClosest(piece.element, 'form') !== form)
      break;
    if (piece.kind !== 'text' || !isShown(piece.element)) continue;
    found.push(piece);
    left -= piece.text.length;
  }
  return found;
}

function isWithin(element: Element, wall: Element): boolean {
  for (const at of flatAncestors(element)) if (at === wall) return true;
  return false;
}

/** The nearest heading above, when it lies further up than what was read. */
function heading(pieces: readonly Piece[], from: number, read: readonly TextPiece[]): TextPiece[] {
  if (read.some((piece) => piece.isHeading)) return [];
  for (let at = from - 1; at >= 0; at--) {
    const piece = pieces[at];
    if (piece?.kind === 'text' && piece.isHeading && isShown(piece.element)) return [piece];
  }
  return [];
}

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

function labelBefore(pieces: readonly Piece[], first: number): string {
  let label = '';
  for (let at = first - 1; at >= 0; at--) {
    const piece = pieces[at];
    if (piece?.kind !== 'text' || piece.role !== 'prose') break;
    if (isShown(piece.element)) label = piece.text + label;
    if (piece.startsBlock && label !== '') break;
  }
  return label.length <= LONGEST_LABEL ? fold(label.trim()) : '';
}
