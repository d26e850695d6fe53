/** Letters that are no accented ones and are written without them all the same. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' },
};

/** Without case and accents, so that "café" is found by "CAFE" and "Łódź" by "lodz". */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/gu, (letter) => PLAIN[letter] ?? letter);
}
