import { findRows } from './boxes.ts';
import { readClaims } from './claims.ts';
import { flatClosest, focusedIn, isInput } from './dom.ts';
import { fold } from './match-words.ts';
import { readOwnWords } from './own-words.ts';
import { type Piece, readPieces } from './pieces.ts';
import { isReplaceable } from './reading.ts';
import { ROW_THRESHOLD, score, THRESHOLD } from './score.ts';
import { autocompleteOf, measure } from './shape.ts';
import { readAround } from './surroundings.ts';
import { isVisible } from './visibility.ts';

/** Attribute values that say: something else (the standard's names; `one-time-code` is judged, not believed). */
const OTHER_AUTOCOMPLETE =
  /^(cc-.*|postal-code|tel.*|bday.*|username|email|name|.*-name|street-address|address-.*|country.*|organization.*|(new|current)-password|url|sex|language|transaction-.*)$/;
const CODE_TYPES = /^(text|tel|number|password)$/;
/** Steam's code has five characters; a code field is not made for prose. */
const SHORTEST = 5;
const LONGEST = 128;
/** A page with more is a table to work in. */
const MOST_FIELDS = 200;

/** What is read once for all candidates. */
interface Page {
  pieces: readonly Piece[];
  seen: readonly HTMLElement[];
  title: string;
}
interface Candidate {
  fields: HTMLElement[];
  points: number;
}

/**
 * The prompt for a code in this document, its open shadow roots and its same-origin frames: one input, the
 * boxes of one code in order, or one focused contenteditable. Empty when there is none, when nothing is clear
 * enough, or when two prompts look alike. Changes nothing in the page and does not scroll it.
 */
export function findOtpFields(document: Document): HTMLElement[] {
  const pieces = readPieces(document);
  const fields = pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.element] : []));
  const seen = fields.slice(0, MOST_FIELDS).filter(isVisible);
  const page = { pieces, seen, title: fold(document.title) };
  const rows = findRows(seen.filter(isInput).filter(isCodeTyped));
  const inRow = new Set<HTMLElement>(rows.flat());
  const singles = seen.filter((field) => !inRow.has(field) && isSingle(field)).map((field) => [field]);
  const candidates = [...rows, ...singles]
    .map((found) => ({ fields: found, points: pointsOf(found, page) }))
    .filter(({ fields: { length }, points }) => points >= (length > 1 ? ROW_THRESHOLD : THRESHOLD))
    .sort((a, b) => b.points - a.points);
  return pick(candidates);
}

function pointsOf(found: HTMLElement[], { pieces, seen, title }: Page): number {
  const at = (field: HTMLElement | undefined) => pieces.findIndex((piece) => piece.element === field);
  const around = readAround(pieces, at(found[0]), at(found.at(-1)));
  const claims = readClaims(readOwnWords(found, around.before), around, title);
  return score(claims, measure(found, seen, pieces));
}

/** The best; none if the next best is as good in another form, and the focus does not decide. */
function pick([best, next]: readonly Candidate[]): HTMLElement[] {
  if (!best) return [];
  const isClear = !next || best.points - next.points >= 0.5 || formOf(best) === formOf(next);
  return isClear ? best.fields : [];
}

const formOf = ({ fields: [first] }: Candidate): Element | null =>
  first ? flatClosest(first, 'form') : null;

const isCodeTyped = (input: HTMLInputElement): boolean =>
  CODE_TYPES.test(input.type) &&
  !input.readOnly &&
  !autocompleteOf(input).some((token) => OTHER_AUTOCOMPLETE.test(token));

function isSingle(field: HTMLElement): boolean {
  if (!isReplaceable(field)) return false;
  if (!isInput(field)) return focusedIn(field.ownerDocument) === field;
  if (!isCodeTyped(field) || field.matches(':disabled')) return false;
  return field.maxLength < 0 || (field.maxLength >= SHORTEST && field.maxLength <= LONGEST);
}
