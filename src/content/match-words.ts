/**
 * Word lists against text. Substrings are where `postcode`, `author` and `shipping` come from, so a word
 * must stand alone: names are split at camelCase, `_` and `-` first.
 *
 * A text is read once for all lists: as regular expressions they took 3 ms for each field (measured). Phrases wait in
 * buckets by their first letters, and a bucket becomes a tree of letters when a word of the text asks for it: to make
 * one tree of all took 90 ms (measured), and a page speaks one language.
 */
import { fold } from './fold.ts';
import { follow, type Letter, letter, type OnMatch, SPACE, STAR, walk } from './letters.ts';

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

/** A shorter phrase stands for itself alone. */
const SHORTEST_STEM = 2;

/** Where a word may begin: at its start, and behind the particles that it may start with. */
function afterParticles(text: string, start: number): number[] {
  const places = [start];
  for (let at = start; at < start + MOST_PARTICLES && PARTICLES.includes(text.charAt(at)); at++)
    places.push(at + 1);
  return places;
}

interface Phrase {
  readonly phrase: string;
  /** As a bit. */
  readonly list: number;
  /** Anything may follow. */
  readonly isStem: boolean;
}

interface Buckets {
  add(phrase: Phrase): void;
  /** Tells of every phrase of these that is at a place of the text. */
  walk(text: string, start: number, isGlued: boolean, onMatch: OnMatch): void;
}

/** Where a second letter may be left out, the first one is the key; a phrase that starts with a star is for all. */
function keyOf(phrase: string): string {
  if (phrase.startsWith('*')) return '';
  return /^.[ *]|^.$/.test(phrase) ? phrase.charAt(0) : phrase.slice(0, 2);
}

function buckets(): Buckets {
  const waiting = new Map<string, Phrase[]>();
  const trees = new Map<string, Letter>();
  function treeOf(key: string): Letter | undefined {
    const phrases = waiting.get(key);
    if (!phrases) return trees.get(key);
    waiting.delete(key);
    const tree = letter();
    for (const one of phrases) plant(tree, one);
    trees.set(key, tree);
    return tree;
  }
  return {
    add: (phrase) => {
      const key = keyOf(phrase.phrase);
      const others = waiting.get(key);
      if (others) others.push(phrase);
      else waiting.set(key, [phrase]);
    },
    walk: (text, start, isGlued, onMatch) => {
      for (const key of [text.slice(start, start + 2), text.charAt(start), '']) {
        const tree = treeOf(key);
        if (tree) walk(text, start, tree, isGlued, onMatch);
      }
    },
  };
}

function plant(tree: Letter, { phrase, list, isStem }: Phrase): void {
  let at = tree;
  for (let place = 0; place < phrase.length; place++) at = follow(at, phrase.charCodeAt(place));
  if (isStem) at = follow(at, STAR);
  at.lists |= list;
  at.phrase = phrase;
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
  const alone = buckets();
  const glued = buckets();
  const loose = buckets();
  const remembered = new Map<string, number>();
  let isRead = false;

  function read(): void {
    isRead = true;
    for (const [index, [, list]] of lists.entries())
      for (const written of list.split(',')) {
        const phrase = foldPhrase(written.trim());
        if (phrase === '') continue;
        const isLoose = LOOSE.test(phrase);
        const isStem = isLoose && phrase.length > SHORTEST_STEM;
        (isLoose ? loose : GLUED.test(phrase) ? glued : alone).add({ phrase, list: 1 << index, isStem });
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
        alone.walk(text, start, false, told);
        if (mayBeLoose) for (const from of afterParticles(text, start)) loose.walk(text, from, false, told);
      }
      if (mayBeGlued) glued.walk(text, start, true, told);
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
