/** Every text in every language: complete, used, and with the same values in the same sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { isRecord } from '../src/core/check';
import { ERROR_CODES } from '../src/core/errors';

const ROOT = path.resolve(import.meta.dirname, '..');
const LOCALES = path.join(ROOT, 'public/_locales');
type Messages = Record<string, { message: string }>;

const messagesOf = (locale: string): Messages =>
  JSON.parse(readFileSync(path.join(LOCALES, locale, 'messages.json'), 'utf8'));
const english = messagesOf('en');
const others = readdirSync(LOCALES).filter((locale) => locale !== 'en');
const valuesIn = (text = '') => [...new Set(text.match(/\$\d/g) ?? [])].sort();

/** `accounts` of `accounts_one` and `accounts_other`. */
const counted = Object.keys(english)
  .filter((name) => name.endsWith('_other'))
  .map((name) => name.replace(/_other$/, ''));
const stemOf = (name: string) => counted.find((stem) => stem === name.replace(/_[a-z]+$/, ''));

/** The plural categories that whole numbers reach, each with those numbers; `other` in any case, which stands in. */
function pluralsOf(locale: string): Map<string, number[]> {
  const rules = new Intl.PluralRules(locale.replace('_', '-'));
  const reached = new Map<string, number[]>([['other', []]]);
  for (let count = 0; count <= 3000; count++) {
    const category = rules.select(count);
    reached.set(category, [...(reached.get(category) ?? []), count]);
  }
  return reached;
}

/** Attributes that are shown or read out. */
const SPOKEN = ['title', 'placeholder', 'alt', 'label', 'hint', 'summary', 'aria-label', 'aria-description'];
/** Names of apps, the same in every language, and nothing else. */
const OF_NAMES = path.join('options', 'import-apps.tsx');
const components = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx') && name !== OF_NAMES)
  .map((name) => readFileSync(path.join(ROOT, 'src', name), 'utf8'));
const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join(ROOT, 'src', name), 'utf8'));
const everything = [...sources, readFileSync(path.join(ROOT, 'manifest.json'), 'utf8')].join('\n');

describe('the English texts', () => {
  it('say what is new in this version', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(everything).toContain(`version: '${version}', text: 'news`);
  });

  it.each(ERROR_CODES)('have a sentence for the error %s', (code) => {
    expect(english[`error_${code.replaceAll('-', '_')}`]?.message.length).toBeGreaterThan(10);
  });

  it('are all used', () => {
    const isNamed = (name: string) =>
      [`'${name}'`, `"${name}"`, `__MSG_${name}__`].some((written) => everything.includes(written));
    const isUsed = (name: string) =>
      name.startsWith('error_') ||
      isNamed(name) ||
      isNamed(name.replace(/_(?:zero|one|two|few|many|other)$/, ''));
    expect(Object.keys(english).filter((name) => !isUsed(name))).toEqual([]);
  });

  it('hold no error sentence for a code that is gone', () => {
    const known = new Set(ERROR_CODES.map((code) => `error_${code.replaceAll('-', '_')}`));
    expect(Object.keys(english).filter((name) => name.startsWith('error_') && !known.has(name))).toEqual([]);
  });
});

const isText = (text: string) => /\p{L}/u.test(text) && !Object.hasOwn(english, text);
/** "Home", not "home": what is written so in a list or a value is meant for people. */
const isForPeople = (text: string) => /(?:^|\s)\p{Lu}\p{Ll}/u.test(text);

/** What a node of the program says; a text that something is compared with is shown to nobody. */
function saidBy({ type, name, value }: Record<string, unknown>): string[] {
  if (type === 'JSXText') return [String(value)].filter(isText);
  const isSpoken = isRecord(name) && SPOKEN.includes(String(name.name));
  if (type === 'JSXAttribute' && isSpoken && isRecord(value))
    return [String(value.value ?? '')].filter(isText);
  const isWritten = type === 'Literal' || type === 'TemplateElement';
  const written = isRecord(value) ? value.cooked : value;
  return isWritten && typeof written === 'string' ? [written].filter(isForPeople) : [];
}

/** The parts of a node in which texts may be written. */
function partsOf(node: Record<string, unknown>): unknown[] {
  if (node.type === 'ImportDeclaration') return [];
  const parts = Object.values(node);
  if (node.type !== 'BinaryExpression') return parts;
  return parts.filter((part) => isRecord(part) && part.type !== 'Literal');
}

/** What a person would read or hear of a component that is written in its code. */
function textsIn(component: string): string[] {
  const { program } = parseSync('component.tsx', component);
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isRecord(node)) return;
    for (const text of saidBy(node)) found.add(text);
    partsOf(node).forEach(visit);
  };
  visit(program.body);
  return [...found];
}

it('are not among the names of apps, which are the same in every language', () => {
  const names = textsIn(readFileSync(path.join(ROOT, 'src', OF_NAMES), 'utf8'));
  expect(names).toContain('Ente Auth');
  expect(names.filter((name) => /[()]/.test(name))).toEqual([]);
});

it('are nowhere but in the locales', () => {
  expect(textsIn('const a = <p title="Stop">Go <b>{t("on")}</b></p>;')).toEqual(['Stop', 'Go ']);
  expect(textsIn('const KEYS = [["Shift + Enter", "keyCopy"], ["N", "Go"]];')).toEqual([
    'Shift + Enter',
    'Go',
  ]);
  expect(textsIn('if (event.key === "Escape") stop();')).toEqual([]);
  expect(components.flatMap(textsIn)).toEqual([]);
});

it('are there in every language that we promise', () => {
  const promised =
    'ar cs da de es fa fi fr he hi hu id it ja ko nl pl pt_BR ru sv tr uk vi zh_CN zh_TW'.split(' ');
  expect([...others].sort()).toEqual(promised);
});

describe.each(others)('the texts in %s', (locale) => {
  const messages = messagesOf(locale);
  const plurals = pluralsOf(locale);

  it('are complete, with every plural of the language', () => {
    const uncounted = Object.keys(english).filter((name) => stemOf(name) === undefined);
    const names = counted.flatMap((stem) => [...plurals.keys()].map((category) => `${stem}_${category}`));
    expect(Object.keys(messages).sort()).toEqual([...uncounted, ...names].sort());
  });

  it('carry the same values as the English ones', () => {
    const differs = Object.keys(messages).filter((name) => {
      const stem = stemOf(name);
      const expected = valuesIn(english[stem === undefined ? name : `${stem}_other`]?.message);
      const given = valuesIn(messages[name]?.message);
      // A form for one number alone may leave it out: "Account saved".
      const numbers = plurals.get(name.slice(`${stem}_`.length)) ?? [];
      const allowed = stem !== undefined && numbers.length < 2 ? given : expected;
      return String(given) !== String(allowed) || given.some((value) => !expected.includes(value));
    });
    expect(differs).toEqual([]);
  });

  it('are translated: no sentence is the English one', () => {
    const isSentence = (text: string) => text.split(' ').length > 3;
    const same = Object.keys(english).filter(
      (name) =>
        isSentence(english[name]?.message ?? '') && english[name]?.message === messages[name]?.message,
    );
    expect(same).toEqual([]);
  });

  it('fit the stores', () => {
    expect(messages.extensionName?.message.length).toBeLessThanOrEqual(45);
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });

  it('name their language and its direction', () => {
    const rightToLeft = ['ar', 'fa', 'he'].includes(locale);
    expect(messages.textLanguage?.message).toBe(locale.replace('_', '-'));
    expect(messages.textDirection?.message).toBe(rightToLeft ? 'rtl' : 'ltr');
  });

  it('have no white space at an end and no marks of direction, which the pages set themselves', () => {
    const odd = Object.keys(messages).filter((name) =>
      /^\s|\s$|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(messages[name]?.message ?? ''),
    );
    expect(odd).toEqual([]);
  });
});
