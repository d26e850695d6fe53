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

interface Indexed {
  readonly row: AccountRow;
  readonly issuer: string;
  readonly names: string;
  readonly words: readonly string[];
  /** Tags, notes and hosts. */
  readonly others: string;
}

function indexed(row: AccountRow, text: string | undefined): Indexed {
  const names = fold(`${row.issuer} ${row.name}`);
  const tags = (row.tags ?? []).join(' ');
  const others = fold(`${tags} ${text ?? ''}`);
  return { row, issuer: fold(row.issuer), names, words: wordsOf(names), others };
}

function exactFit(one: Indexed, word: string): number {
  if (one.issuer.startsWith(word)) return FIT.issuerStart;
  if (one.words.some((of) => of.startsWith(word))) return FIT.wordStart;
  if (one.names.includes(word)) return FIT.inside;
  return one.others.includes(word) ? FIT.elsewhere : FIT.none;
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

/**
 * Finds rows by issuer, account name, tag, note and site; where nothing has the words as they are typed, by names that
 * differ in one letter. The texts are folded once.
 * @param texts notes and hosts, by the ids of accounts
 */
export function searchIn(
  rows: readonly AccountRow[],
  texts: Readonly<Record<string, string>>,
): (query: string) => readonly AccountRow[] {
  let index: readonly Indexed[] | undefined;
  return (query) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    index ??= rows.map((row) => indexed(row, texts[row.id]));
    const found = hits(index, words, exactFit);
    return found.length > 0 ? found : hits(index, words, slipFit);
  };
}
