import { LIMITS } from './account';

/**
 * Characters that change how their surroundings are shown, or that nobody sees: controls, bidi marks, embeddings,
 * overrides and isolates, zero-width space, word joiner and the byte order mark. The joiners U+200C and U+200D
 * stay: Persian, Indic scripts and emoji need them.
 */
const INVISIBLE = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
/** The byte order mark counts as white space in JavaScript, and is none. */
const WHITE_SPACE = /[^\S\uFEFF]+/gu;

/** As a `max`: nothing is cut. */
export const UNCUT = Number.POSITIVE_INFINITY;

/** Cuts a text to a number of code points, never inside a surrogate pair. */
export function cutCodePoints(text: string, max: number): string {
  return text.length <= max ? text : Array.from(text).slice(0, max).join('');
}

/** A text of several lines (a note): each line as `cleanText` leaves it. */
export function cleanLines(text: string, max: number = LIMITS.noteCodePoints): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u).map((line) => cleanText(line, max));
  return cutCodePoints(lines.join('\n').trim(), max).trim();
}

/**
 * Text from outside (issuer, name, note, QR text) made safe to keep and to show: white space folded, invisible and
 * direction-changing characters removed, NFC, well-formed, at most `max` code points. Idempotent.
 */
export function cleanText(text: string, max: number = LIMITS.textCodePoints): string {
  const visible = text.toWellFormed().replace(WHITE_SPACE, ' ').replace(INVISIBLE, '').normalize('NFC');
  return cutCodePoints(visible.replace(WHITE_SPACE, ' ').trim(), max).trim();
}
