/**
 * Suggests passphrases and judges typed ones, without asking anybody: the word list and the lists of common
 * passwords are in the package. They are large, so this file is loaded only where a passphrase is chosen.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

const WORDS: readonly string[] = dictionary['diceware-common'];
const SUGGESTED_WORDS = 5;
const BITS_PER_WORD = Math.log2(WORDS.length);
/** What a suggestion is worth: five of 7,776 words. */
export const SUGGESTED_BITS = Math.floor(SUGGESTED_WORDS * BITS_PER_WORD);

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
const knownWords = new Set(WORDS);
const commonPasswords = new Set(dictionary['passwords-common']);

/** A whole number below `count`, each equally likely: draws that would favour the small ones are thrown away. */
function randomBelow(count: number): number {
  const range = 2 ** 32;
  const [drawn = range] = crypto.getRandomValues(new Uint32Array(1));
  return drawn < range - (range % count) ? drawn % count : randomBelow(count);
}

export function suggestPassphrase(): string {
  return Array.from({ length: SUGGESTED_WORDS }, () => WORDS[randomBelow(WORDS.length)]).join(' ');
}

export type Strength = 'common' | 'weak' | 'fair' | 'good' | 'strong';

/**
 * The levels assume somebody with a copy of the sealed vault and ten thousand guesses a second from each
 * computer, which is generous for Argon2id: `weak` falls to one computer within months, `fair` to a thousand
 * within years, `strong` to a million not within decades.
 */
const LEAST_BITS = { strong: 62, good: 50, fair: 36 };

/** Words of the list are judged as words, whatever stands between them (zxcvbn counts that as random). */
function bitsOfWords(passphrase: string): number {
  const words = passphrase
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  return words.every((word) => knownWords.has(word))
    ? words.length * BITS_PER_WORD
    : Number.POSITIVE_INFINITY;
}

export function strengthOf(passphrase: string): Strength {
  if (commonPasswords.has(passphrase.toLowerCase())) return 'common';
  const bits = Math.min(judge.check(passphrase).guessesLog10 * Math.log2(10), bitsOfWords(passphrase));
  if (bits >= LEAST_BITS.strong) return 'strong';
  if (bits >= LEAST_BITS.good) return 'good';
  return bits >= LEAST_BITS.fair ? 'fair' : 'weak';
}
