/**
 * A language that nobody speaks, made from the English texts: every vowel twice and with an accent, which is as long as
 * German gets and longer in each word, between brackets, so that what is cut off or was never translated is seen.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ACCENTED: Readonly<Record<string, string>> = {
  ...{ a: 'áå', e: 'éë', i: 'íï', o: 'óö', u: 'úü', y: 'ýÿ', c: 'ç', n: 'ñ', s: 'š' },
  ...{ A: 'Áå', E: 'Éë', I: 'Íï', O: 'Óö', U: 'Úü', Y: 'Ýÿ', C: 'Ç', N: 'Ñ', S: 'Š' },
};

/** `$1` and the like stay: the browser puts values there. */
export function pseudoText(text: string): string {
  return `[${text.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)}]`;
}

type Messages = Record<string, { readonly message: string }>;

/** What the browser itself reads: limited in length, or no sentence at all. */
const KEPT = new Set(['extensionName', 'extensionDescription', 'textLanguage', 'textDirection']);

/** @param direction what the texts say of themselves; the words are the same */
export function pseudoMessages(english: Messages, direction: 'ltr' | 'rtl'): Messages {
  const texts = Object.entries(english).map(([key, { message }]) => [
    key,
    { message: KEPT.has(key) ? message : pseudoText(message) },
  ]);
  return { ...Object.fromEntries(texts), textDirection: { message: direction } };
}

/**
 * A copy of a built package that speaks it in place of English, in a folder of the system's for passing things.
 * @returns the folder; who asked for it removes it
 */
export function pseudoPackage(extension: string, direction: 'ltr' | 'rtl'): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'counterfoil-pseudo-'));
  cpSync(extension, copy, { recursive: true });
  const locales = path.join(copy, '_locales');
  for (const locale of readdirSync(locales))
    if (locale !== 'en') rmSync(path.join(locales, locale), { recursive: true });
  const file = path.join(locales, 'en/messages.json');
  const english: Messages = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(pseudoMessages(english, direction)));
  return copy;
}
