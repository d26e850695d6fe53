import { fold } from './fold';

/** What of an account is known to every list that is searched. */
export interface Searched {
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
  readonly tags?: readonly string[] | undefined;
}

const wordsOf = (folded: string): string[] => folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** How well a word fits, the best first; a row is as good as its worst word. */
const FIT = {
  issuerStart: 0,
  wordStart: 1,
  inside: 2,
  elsewhere: 3,
  slipOfIssuer: 4,
  slip: 5,
  slipElsewhere: 6,
  none: 7,
} as const;

/** A slip in a shorter word makes another word of it. */
const SHORTEST_WITH_SLIP = 4;

/** Whether the rest of the word, from `from` on, stands in the text at `at`. Without a copy: it is asked of every word. */
function continues(text: string, at: number, word: string, from: number): boolean {
  for (let index = from; index < word.length; index += 1)
    if (text.charCodeAt(at + index - from) !== word.charCodeAt(index)) return false;
  return true;
}

/** Whether the text goes on from `at` with the word but for one letter: another, one too many, one too few, two exchanged. */
function beginsNearly(text: string, word: string, at = 0): boolean {
  let same = 0;
  while (same < word.length && text[at + same] === word[same]) same += 1;
  const rest = (skipped: number, from: number) => continues(text, at + same + from, word, same + skipped);
  const isExchanged = text[at + same] === word[same + 1] && text[at + same + 1] === word[same];
  return rest(1, 1) || rest(1, 0) || rest(0, 1) || (isExchanged && rest(2, 2));
}

/** Of a folded text: letters and digits, and all beyond Latin-1 but the blocks of punctuation. */
const isWordPart = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0xc0 && !(unit >= 0x2000 && unit <= 0x206f) && !(unit >= 0x3000 && unit <= 0x303f));

/** Whether a word of the text begins nearly so. In place: the words of 2,000 notes would be 300,000 texts. */
function hasNearly(text: string, word: string): boolean {
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const isPart = isWordPart(text.charCodeAt(at));
    if (isPart && !isInside && beginsNearly(text, word, at)) return true;
    isInside = isPart;
  }
  return false;
}

interface Named<R extends Searched> {
  readonly row: R;
  readonly issuer: string;
  readonly names: string;
  readonly issuerWords: readonly string[];
  readonly nameWords: readonly string[];
}

interface Indexed<R extends Searched> extends Named<R> {
  /** Tags, notes and hosts; folded when they are first asked for. */
  readonly others: () => string;
}

function named<R extends Searched>(row: R): Named<R> {
  const [issuer, name] = [fold(row.issuer), fold(row.name)];
  const names = `${issuer} ${name}`;
  return { row, issuer, names, issuerWords: wordsOf(issuer), nameWords: wordsOf(name) };
}

function indexed<R extends Searched>(one: Named<R>, text = ''): Indexed<R> {
  const { tags = [] } = one.row;
  let others = text === '' && tags.length === 0 ? '' : undefined;
  const foldOthers = () => fold(`${tags.join(' ')} ${text}`);
  return {
    ...one,
    others: () => {
      others ??= foldOthers();
      return others;
    },
  };
}

type Entry = Indexed<Searched>;

function exactFit(one: Entry, word: string): number {
  if (one.issuer.startsWith(word)) return FIT.issuerStart;
  const isBegun = (of: string) => of.startsWith(word);
  if (one.issuerWords.some(isBegun) || one.nameWords.some(isBegun)) return FIT.wordStart;
  if (one.names.includes(word)) return FIT.inside;
  return one.others().includes(word) ? FIT.elsewhere : FIT.none;
}

/** For a word that stands nowhere as it is typed. */
function nearFit(one: Entry, word: string): number {
  if (word.length < SHORTEST_WITH_SLIP) return FIT.none;
  const isNear = (of: string) => beginsNearly(of, word);
  if (one.issuerWords.some(isNear)) return FIT.slipOfIssuer;
  if (one.nameWords.some(isNear)) return FIT.slip;
  return hasNearly(one.others(), word) ? FIT.slipElsewhere : FIT.none;
}

/** One of several words may stand there as it is typed. */
function slipFit(one: Entry, word: string): number {
  const exact = exactFit(one, word);
  return exact === FIT.none ? nearFit(one, word) : exact;
}

type Fit = (one: Entry, word: string) => number;

/** Of a row: that of its worst word. */
function worstFit(one: Entry, words: readonly string[], fitOf: Fit): number {
  let worst = 0;
  for (const word of words) {
    worst = Math.max(worst, fitOf(one, word));
    if (worst === FIT.none) break;
  }
  return worst;
}

/** What a search has found, for the one that goes on from it. */
interface Answer<R extends Searched> {
  readonly words: readonly string[];
  /** Nothing has the words as they are typed. */
  readonly isGuess: boolean;
  /** In the order of the list. */
  readonly entries: readonly Indexed<R>[];
  /** The best first, alike ones in the order of the list. */
  readonly rows: readonly R[];
}

/** Those in which every word is found. */
function answer<R extends Searched>(
  index: readonly Indexed<R>[],
  words: readonly string[],
  isGuess: boolean,
): Answer<R> {
  const guess = words.length === 1 ? nearFit : slipFit;
  const fitOf = isGuess ? guess : exactFit;
  const byFit = Array.from({ length: FIT.none }, (): R[] => []);
  const entries = index.filter((one) => {
    const fit = worstFit(one, words, fitOf);
    byFit[fit]?.push(one.row);
    return fit < FIT.none;
  });
  return { words, isGuess, entries, rows: byFit.flat() };
}

/** Whether these words are those of before with more letters after them: then nothing else can be found. */
function goesOn({ words: before, isGuess }: Answer<Searched>, words: readonly string[]): boolean {
  const last = before.length - 1;
  const isMore = before.every((word, index) =>
    index < last ? words[index] === word : words[index]?.startsWith(word),
  );
  // A slip in the last word may have been too short to be one.
  return isMore && (!isGuess || (before[last]?.length ?? 0) >= SHORTEST_WITH_SLIP);
}

/** Notes and hosts, by the ids of accounts. */
export type SearchTexts = Readonly<Record<string, string>>;

/**
 * Finds rows by issuer, account name, tag, note and site; where nothing has the words as they are typed, by words
 * that differ in one letter. Names are folded once, and stay so when the other texts arrive; with each further letter only
 * what was found before is looked at.
 */
export function searchIn<R extends Searched>(
  rows: readonly R[],
): (query: string, texts: SearchTexts) => readonly R[] {
  let names: readonly Named<R>[] | undefined;
  let index: readonly Indexed<R>[] = [];
  let indexOf: SearchTexts | undefined;
  let last: Answer<R> | undefined;
  return (query, texts) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    names ??= rows.map(named);
    if (indexOf !== texts) {
      index = names.map((one) => indexed(one, texts[one.row.id]));
      indexOf = texts;
      last = undefined;
    }
    const before = last && goesOn(last, words) ? last : undefined;
    const exact = before?.isGuess ? undefined : answer(before?.entries ?? index, words, false);
    const isFound = exact !== undefined && exact.rows.length > 0;
    last = isFound ? exact : answer(before?.isGuess ? before.entries : index, words, true);
    return last.rows;
  };
}
