import type { AccountRow } from '../messages';

/** Without case and accents, so that "café" is found by "CAFE". */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Finds rows whose issuer and name contain every word; the texts are folded once. */
export function searchIn(rows: readonly AccountRow[]): (query: string) => readonly AccountRow[] {
  let folded: string[] | undefined;
  return (query) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return rows;
    folded ??= rows.map((row) => fold(`${row.issuer} ${row.name}`));
    const texts = folded;
    return rows.filter((_, index) => words.every((word) => texts[index]?.includes(word)));
  };
}
