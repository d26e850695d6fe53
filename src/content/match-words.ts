/**
 * Word lists against text. Substrings are where `postcode`, `author` and `shipping` come from, so a word
 * must stand alone: names are split at camelCase, `_` and `-` first.
 *
 * All lists lie in one tree of letters, so that a text is read once for all of them. As regular expressions they
 * took 3 ms for each field (measured).
 */

/** Lower-case words without accents, one space between them, digits of all scripts as 0–9; `/` stays, as it means *or*. */
export function fold(text: string): string {
  const plain = isAscii(text)
    ? text.toLowerCase().replace(/[^a-z0-9/]+/g, ' ')
    : text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f\u0640\u064b-\u0655\u0591-\u05c7\u200c-\u200f]/g, '')
        .normalize('NFKC')
        .replace(OTHER_DIGITS, (digit) => String(digitValue(digit.charCodeAt(0))))
        .replace(/[ىی]/g, 'ي')
        .replaceAll('ک', 'ك')
        .replaceAll('ة', 'ه')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}/]+/gu, ' ');
  return (plain.includes('/') ? plain.replaceAll('/', ' / ').replace(/ {2,}/g, ' ') : plain).trim();
}
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** Arabic, Persian, Devanagari and Thai digits. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u0e50-\u0e59]/g;
const digitValue = (code: number): number =>
  code < 0x900 ? code % 16 : code < 0xe00 ? code - 0x966 : code - 0xe50;

/** `totpPasscode_1` → `totp passcode 1`. */
export const splitName = (name: string): string =>
  fold(
    name
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\p{N})/gu, '$1 $2'),
  );

/** Scripts that write without spaces: there a phrase may stand anywhere. */
const GLUED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
/** Scripts that glue particles to the words: there a phrase may follow *and*, *the*, *from*, and be followed by anything. */
const LOOSE = /[\u0590-\u0dff]/;
const PARTICLES = 'والبفكלבהומשכ';
const MOST_PARTICLES = 3;

/** Folds a phrase and keeps its stars. */
const foldPhrase = (phrase: string): string =>
  /^[a-z0-9 *]+$/.test(phrase) ? phrase : phrase.split('*').map(foldPart).join('*');
const foldPart = (part: string): string => {
  const folded = fold(part);
  return (part.startsWith(' ') ? ' ' : '') + folded + (part.endsWith(' ') && folded ? ' ' : '');
};

/** A letter of a phrase, and what may follow it. */
interface Letter {
  next: Map<number, Letter> | undefined;
  /** After any rest of a word. */
  star: Letter | undefined;
  /** After a separator or none. */
  space: Letter | undefined;
  /** The lists (as bits) of the phrases that end here. */
  lists: number;
  /** The phrase as its list writes it. */
  phrase: string;
}
const letter = (): Letter => ({ next: undefined, star: undefined, space: undefined, lists: 0, phrase: '' });

const SPACE = 32;
const STAR = 42;

function follow(at: Letter, code: number): Letter {
  if (code === STAR) {
    at.star ??= letter();
    return at.star;
  }
  if (code === SPACE) {
    at.space ??= letter();
    return at.space;
  }
  at.next ??= new Map();
  const next = at.next.get(code) ?? letter();
  at.next.set(code, next);
  return next;
}

type OnMatch = (end: number, at: Letter) => void;

/** Tells of every phrase that goes on from a letter at a position of the text, which has a space at both ends. */
function walk(text: string, here: number, at: Letter, isGlued: boolean, onMatch: OnMatch): void {
  const code = text.charCodeAt(here);
  if (at.lists !== 0 && (isGlued || code === SPACE)) onMatch(here, at);
  const next = at.next?.get(code);
  if (next) walk(text, here + 1, next, isGlued, onMatch);
  if (at.space) {
    walk(text, here, at.space, isGlued, onMatch);
    if (code === SPACE) walk(text, here + 1, at.space, isGlued, onMatch);
  }
  if (at.star)
    for (let to = here; to < text.length; to++) {
      walk(text, to, at.star, isGlued, onMatch);
      if (text.charCodeAt(to) === SPACE) break;
    }
}

/** A shorter phrase stands for itself alone. */
const SHORTEST_STEM = 2;

/** Where a word may begin: at its start, and behind the particles that it may start with. */
function afterParticles(text: string, start: number): number[] {
  const places = [start];
  for (let at = start; at < start + MOST_PARTICLES && PARTICLES.includes(text.charAt(at)); at++)
    places.push(at + 1);
  return places;
}

/** Several lists of words, to be looked for in folded text. */
export interface Lexicon<Name extends string> {
  readonly names: readonly Name[];
  has(name: Name, foldedText: string): boolean;
  /** The text without the words of a list: `second factor code` has no *second* in it. */
  cut(name: Name, foldedText: string): string;
  /** The texts between them. */
  split(name: Name, foldedText: string): string[];
  /** The phrases that were found, as the list writes them: `otp*`, never the text. */
  phrasesIn(name: Name, foldedText: string): string[];
}

/** More texts than this are of another page. */
const MOST_REMEMBERED = 4000;

/**
 * Reads lists of phrases, parted by commas. In a phrase, a space stands for a separator or none (`two factor` finds
 * `two-factor` and `twofactor`), and `*` for the rest of a word. Read when first asked: most pages never ask.
 */
export function lexicon<Name extends string>(
  lists: readonly (readonly [name: Name, list: string])[],
): Lexicon<Name> {
  const names = lists.map(([name]) => name);
  const bitOf = (name: Name): number => 1 << names.indexOf(name);
  const alone = letter();
  const glued = letter();
  const loose = letter();
  const remembered = new Map<string, number>();
  let isRead = false;

  function read(): void {
    isRead = true;
    for (const [index, [, list]] of lists.entries())
      for (const written of list.split(',')) {
        const phrase = foldPhrase(written.trim());
        if (phrase === '') continue;
        const isLoose = LOOSE.test(phrase);
        let at = isLoose ? loose : GLUED.test(phrase) ? glued : alone;
        for (let place = 0; place < phrase.length; place++) at = follow(at, phrase.charCodeAt(place));
        if (isLoose && phrase.length > SHORTEST_STEM) at = follow(at, STAR);
        at.lists |= 1 << index;
        at.phrase = phrase;
      }
  }
  function eachMatch(text: string, onMatch: (start: number, end: number, at: Letter) => void): void {
    if (!isRead) read();
    const mayBeGlued = GLUED.test(text);
    const mayBeLoose = LOOSE.test(text);
    let start = 1;
    const told: OnMatch = (end, at) => onMatch(start, end, at);
    for (; start < text.length - 1; start++) {
      if (text.charCodeAt(start - 1) === SPACE) {
        walk(text, start, alone, false, told);
        if (mayBeLoose) for (const from of afterParticles(text, start)) walk(text, from, loose, false, told);
      }
      if (mayBeGlued) walk(text, start, glued, true, told);
    }
  }
  function listsIn(foldedText: string): number {
    let found = remembered.get(foldedText);
    if (found !== undefined) return found;
    found = 0;
    eachMatch(` ${foldedText} `, (_start, _end, { lists: more }) => {
      found = (found ?? 0) | more;
    });
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(foldedText, found);
    return found;
  }
  /** The texts between the longest matches, each with the space that is left beside it. */
  function split(name: Name, foldedText: string): string[] {
    const text = ` ${foldedText} `;
    const ends = new Map<number, number>();
    eachMatch(text, (start, end, { lists: found }) => {
      if (found & bitOf(name)) ends.set(start, Math.max(end, ends.get(start) ?? 0));
    });
    const parts: string[] = [];
    let from = 0;
    for (const [start, end] of ends)
      if (start >= from) {
        parts.push(text.slice(from, start));
        from = end;
      }
    return [...parts, text.slice(from)].map((part) => part.trim());
  }
  return {
    names,
    has: (name, foldedText) => (listsIn(foldedText) & bitOf(name)) !== 0,
    cut: (name, foldedText) => split(name, foldedText).join(' ').trim(),
    split,
    phrasesIn: (name, foldedText) => {
      const found = new Set<string>();
      eachMatch(` ${foldedText} `, (_start, _end, { lists: those, phrase }) => {
        if (those & bitOf(name)) found.add(phrase);
      });
      return [...found];
    },
  };
}
