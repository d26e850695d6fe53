import type messages from '../../public/_locales/en/messages.json';
import { isErrorCode, type UserError } from '../core/errors';
import { browser } from '../platform/browser';

type MessageName = keyof typeof messages;
/** `"accounts"` for the pair `accounts_one`, `accounts_other`. */
type CountedName = MessageName extends infer N ? (N extends `${infer Stem}_other` ? Stem : never) : never;

type Value = string | number;

/** Numbers as they are written in the language: all of one screen look alike. */
const shownValue = (value: Value): string =>
  typeof value === 'number' ? new Intl.NumberFormat(language()).format(value) : value;

/** The sentence of this name in the person's language; `$1`, `$2` are replaced by the values. */
export function t(name: MessageName, ...values: readonly Value[]): string {
  return browser.i18n.getMessage(name, values.map(shownValue));
}

/**
 * The language of numbers, dates and plurals: that of the texts around them, in the person's own variety of it (the
 * browser may speak one that has no texts of ours).
 */
export function language(): string {
  const ofTexts = t('textLanguage');
  const ofBrowser = browser.i18n.getUILanguage();
  const root = (tag: string) => tag.split('-')[0];
  return root(ofBrowser) === root(ofTexts) ? ofBrowser : ofTexts;
}

/** The sentence for a number of things, by the plural rules of the language (falls back on `_other`). */
export function tn(name: CountedName, count: number): string {
  const category = new Intl.PluralRules(language()).select(count);
  const values = [shownValue(count)];
  return (
    browser.i18n.getMessage(`${name}_${category}`, values) || browser.i18n.getMessage(`${name}_other`, values)
  );
}

/** "1, 2 and 3" in the person's language. */
export function listText(items: readonly Value[]): string {
  return new Intl.ListFormat(language()).format(items.map(shownValue));
}

/** What to tell the person about a failure; an unknown one has a sentence too. */
export function errorText(error: unknown): string {
  const known = error instanceof Error && 'code' in error && isErrorCode(error.code);
  if (!known) return t('error_unexpected');
  const { code, details } = error as UserError;
  const values = Object.values(details).map(shownValue);
  return browser.i18n.getMessage(`error_${code.replaceAll('-', '_')}`, values) || t('error_unexpected');
}
