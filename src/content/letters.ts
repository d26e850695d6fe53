/** Phrases as a tree of letters: one walk through a text finds all of them. */

/** A letter of a phrase, and what may follow it. */
export interface Letter {
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
export const letter = (): Letter => ({
  next: undefined,
  star: undefined,
  space: undefined,
  lists: 0,
  phrase: '',
});

export const SPACE = 32;
export const STAR = 42;

/** The letter after this one; a space and a star as `match-words.ts` reads them. */
export function follow(at: Letter, code: number): Letter {
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

export type OnMatch = (end: number, at: Letter) => void;

/** Tells of every phrase that goes on from a letter at a position of the text, which has a space at both ends. */
export function walk(text: string, here: number, at: Letter, isGlued: boolean, onMatch: OnMatch): void {
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
