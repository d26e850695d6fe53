import type { AccountRow } from '../messages';
import { fold } from '../ui/fold';

const wordsOf = (folded: string): string[] => folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** How well a word fits, the best first; a row is as good as its worst word. */
const FIT = {
  issuerStart: 0,
  wordStart: 1,
  inside: 2,
  elsewhere: 3,
  slipOfIssuer: 4,
  slip: 5,
  none: 6,
} as const;

/** A slip in a shorter word makes another word of it. */
const SHORTEST_WITH_SLIP = 4;

/** Whether the text begins with the word but for one letter: another, one too many, one too few, two exchanged. */
function beginsNearly(text: string, word: string): boolean {
  let same = 0;
  while (same < word.length && text[same] === word[same]) same += 1;
  const rest = (skipped: number, from: number) => text.startsWith(word.slice(same + skipped), same + from);
  const isExchanged = text[same] === word[same + 1] && text[same + 1] === word[same];
  return rest(1, 1) || rest(1, 0) || rest(0, 1) || (isExchanged && rest(2, 2));
}

interface Named {
  readonly row: AccountRow;
  readonly issuer: string;
  readonly names: string;
  readonly words: readonly string[];
}

interface Indexed extends Named {
  /** Tags, notes and hosts; folded when they are first asked for. */
  readonly others: () => string;
}

function named(row: AccountRow): Named {
  const names = fold(`${row.issuer} ${row.name}`);
  return { row, issuer: fold(row.issuer), names, words: wordsOf(names) };
}

function indexed(one: Named, text: string | undefined): Indexed {
  let others: string | undefined;
  const foldOthers = () => fold(`${(one.row.tags ?? []).join(' ')} ${text ?? ''}`);
  return {
    ...one,
    others: () => {
      others ??= foldOthers();
      return others;
    },
  };
}

function exactFit(one: Indexed, word: string): number {
  if (one.issuer.startsWith(word)) return FIT.issuerStart;
  if (one.words.some((of) => of.startsWith(word))) return FIT.wordStart;
  if (one.names.includes(word)) return FIT.inside;
  return one.others().includes(word) ? FIT.elsewhere : FIT.none;
}

function slipFit(one: Indexed, word: string): number {
  const exact = exactFit(one, word);
  if (exact !== FIT.none || word.length < SHORTEST_WITH_SLIP) return exact;
  const isNear = (of: string) => beginsNearly(of, word);
  if (wordsOf(one.issuer).some(isNear)) return FIT.slipOfIssuer;
  return one.words.some(isNear) ? FIT.slip : FIT.none;
}

type Fit = (one: Indexed, word: string) => number;

/** Those in which every word is found, the best first, alike ones in the order of the list. */
function hits(index: readonly Indexed[], words: readonly string[], fitOf: Fit): AccountRow[] {
  return index
    .map((one) => ({ row: one.row, fit: Math.max(...words.map((word) => fitOf(one, word))) }))
    .filter((one) => one.fit < FIT.none)
    .sort((a, b) => a.fit - b.fit)
    .map(({ row }) => row);
}

/** Notes and hosts, by the ids of accounts. */
export type SearchTexts = Readonly<Record<string, string>>;

/**
 * Finds rows by issuer, account name, tag, note and site; where nothing has the words as they are typed, by names that
 * differ in one letter. Names are folded once, and stay so when the other texts arrive.
 */
export function searchIn(
  rows: readonly AccountRow[],
): (query: string, texts: SearchTexts) => readonly AccountRow[] {
  let names: readonly Named[] | undefined;
  let index: readonly Indexed[] = [];
  let indexOf: SearchTexts | undefined;
  return (query, texts) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    names ??= rows.map(named);
    if (indexOf !== texts) index = names.map((one) => indexed(one, texts[one.row.id]));
    indexOf = texts;
    const found = hits(index, words, exactFit);
    return found.length > 0 ? found : hits(index, words, slipFit);
  };
}
