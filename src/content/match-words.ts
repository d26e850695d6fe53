/**
 * Word lists against text. Substrings are where `postcode`, `author` and `shipping` come from, so a word
 * must stand alone: names are split at camelCase, `_` and `-` first.
 */

/** Lower-case words without accents, one space between them; `/` stays, as it means *or*. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}/]+/gu, ' ')
    .replaceAll('/', ' / ')
    .trim();

/** `totpPasscode_1` → `totp passcode 1`. */
export const splitName = (name: string): string =>
  fold(
    name
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .replace(/(\p{L})(\p{N})/gu, '$1 $2'),
  );

/** Scripts that write without spaces, or glue their particles to the word: there a phrase may stand anywhere. */
const GLUED = /[\u0590-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Simple on purpose: with Unicode classes in the pattern, compiling it took half a second (measured). */
const source = (phrase: string): string => phrase.replaceAll(' ', ' ?').replaceAll('*', '[^ ]*');

/** Folds a phrase and keeps its stars. */
const foldPhrase = (phrase: string): string => phrase.split('*').map(foldPart).join('*');
const foldPart = (part: string): string => {
  const folded = fold(part);
  return (part.startsWith(' ') ? ' ' : '') + folded + (part.endsWith(' ') && folded ? ' ' : '');
};

/** A list of words, to be looked for in folded text. */
export interface Words {
  in(foldedText: string): boolean;
  /** The text without them: `second factor code` has no *second* in it. */
  cutFrom(foldedText: string): string;
  /** The texts between them. */
  splitAt(foldedText: string): string[];
}

/**
 * Reads lists of phrases, parted by commas. In a phrase, a space stands for a separator or none (`two factor` finds
 * `two-factor` and `twofactor`), and `*` for the rest of a word.
 */
export function words(list: string): Words {
  const phrases = list
    .split(',')
    .map((phrase) => foldPhrase(phrase.trim()))
    .filter((phrase) => phrase !== '');
  const alone = phrases.filter((phrase) => !GLUED.test(phrase)).map(source);
  const glued = phrases.filter((phrase) => GLUED.test(phrase)).map(source);
  const parts = [`(?<= )(?:${alone.join('|')})(?= )`, ...glued].join('|');
  const found = new RegExp(parts);
  const every = new RegExp(parts, 'g');
  return {
    in: (foldedText) => found.test(` ${foldedText} `),
    cutFrom: (foldedText) => ` ${foldedText} `.replace(every, ''),
    splitAt: (foldedText) => ` ${foldedText} `.split(every),
  };
}
