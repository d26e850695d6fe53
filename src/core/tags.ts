import { LIMITS } from './account';
import { cleanText, UNCUT } from './outside-text';

/** It parts two tags in any script, so that no tag may hold one: the form shows all tags of an account in one line. */
const COMMA = /[,、،，]/u;

/** Tags as they are typed or stored, one or several in each text: clean, each once, none empty, however many. */
export function readTags(...texts: readonly string[]): string[] {
  const clean = texts.flatMap((text) => text.split(COMMA)).map((tag) => cleanText(tag, UNCUT));
  return [...new Set(clean.filter(Boolean))];
}

/** The tags of another app as they stand there, commas and all: they are parted where they come into the vault. */
export function foreignTags(tags: readonly string[]): string[] {
  const short = tags.map((tag) => cleanText(tag, LIMITS.tagCodePoints)).filter(Boolean);
  return [...new Set(short)].slice(0, LIMITS.tags);
}

/** Tags from outside: no more than an account holds, and none longer. */
export function cleanTags(tags: readonly string[], most: number = LIMITS.tags): string[] {
  const short = readTags(...tags).map((tag) => cleanText(tag, LIMITS.tagCodePoints));
  return [...new Set(short)].slice(0, most);
}
