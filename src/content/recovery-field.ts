import { readClaims } from './claims.ts';
import { collectFields } from './collect.ts';
import { focusedIn, isInput } from './dom.ts';
import { fold } from './fold.ts';
import { said } from './lexicon.ts';
import { findOtpFields } from './otp-field.ts';
import { readOwnWords } from './own-words.ts';
import { readAround } from './surroundings.ts';
import { isVisible } from './visibility.ts';

const TYPES = /^(text|tel|number)$/;

/** A shorter one is the box of one character. */
const SHORTEST = 4;

/** Into which a person could type a code now. */
const isOpen = (field: HTMLElement): field is HTMLInputElement =>
  isInput(field) &&
  (field.maxLength < 0 || field.maxLength >= SHORTEST) &&
  TYPES.test(field.type) &&
  !field.readOnly &&
  !field.matches(':disabled') &&
  isVisible(field);

/** "Recovery e-mail" is no code. */
const namesRecoveryCode = (words: string): boolean =>
  said.has('recovery', words) && (said.has('someCode', words) || !said.has('otherField', words));

/** 2: the field itself is called so; 1: the text around a field for a code asks for one; 0: neither. */
function rank(field: HTMLInputElement, title: string): 0 | 1 | 2 {
  const around = readAround(field, field);
  const own = readOwnWords([field], around.before);
  if ([own.names, ...own.labels].some(namesRecoveryCode)) return 2;
  const { isRecovery, isSomeCode } = readClaims(own, around, title);
  return isRecovery && isSomeCode ? 1 : 0;
}

/** The only one, or of several the one with the focus. */
function only(fields: readonly HTMLInputElement[], document: Document): HTMLInputElement[] {
  const [first, second] = fields;
  if (first && !second) return [first];
  return fields.filter((field) => focusedIn(document) === field);
}

/**
 * Where a recovery code belongs: the field that asks for one; else the prompt for an app's code, which often takes
 * both; else the field that the person clicked into. Changes nothing in the page.
 */
export function findRecoveryFields(document: Document): HTMLElement[] {
  const title = fold(document.title);
  const open = collectFields(document).filter(isOpen);
  const ranked = open.map((field) => ({ field, rank: rank(field, title) }));
  for (const wanted of [2, 1] as const) {
    const found = only(
      ranked.filter((one) => one.rank === wanted).map(({ field }) => field),
      document,
    );
    if (found.length > 0) return found;
  }
  const prompt = findOtpFields(document);
  return prompt.length > 0 ? prompt : open.filter((field) => focusedIn(document) === field);
}
