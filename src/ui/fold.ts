/** Without case and accents, so that "café" is found by "CAFE". */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
