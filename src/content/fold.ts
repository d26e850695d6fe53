/** Texts and names as plain words, so that word lists can be held against them. */

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
