/** Every text in every language: complete, used, and with the same values in the same sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../src/core/errors';

const ROOT = path.resolve(import.meta.dirname, '..');
const LOCALES = path.join(ROOT, 'public/_locales');
type Messages = Record<string, { message: string }>;

const messagesOf = (locale: string): Messages =>
  JSON.parse(readFileSync(path.join(LOCALES, locale, 'messages.json'), 'utf8'));
const english = messagesOf('en');
const others = readdirSync(LOCALES).filter((locale) => locale !== 'en');
const valuesIn = (text: string) => [...new Set(text.match(/\$\d/g) ?? [])].sort();

const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join(ROOT, 'src', name), 'utf8'));
const everything = [...sources, readFileSync(path.join(ROOT, 'manifest.json'), 'utf8')].join('\n');

describe('the English texts', () => {
  it.each(ERROR_CODES)('have a sentence for the error %s', (code) => {
    expect(english[`error_${code.replaceAll('-', '_')}`]?.message.length).toBeGreaterThan(10);
  });

  it('are all used', () => {
    const isUsed = (name: string) =>
      name.startsWith('error_') ||
      everything.includes(name) ||
      everything.includes(name.replace(/_(?:zero|one|two|few|many|other)$/, ''));
    expect(Object.keys(english).filter((name) => !isUsed(name))).toEqual([]);
  });

  it('hold no error sentence for a code that is gone', () => {
    const known = new Set(ERROR_CODES.map((code) => `error_${code.replaceAll('-', '_')}`));
    expect(Object.keys(english).filter((name) => name.startsWith('error_') && !known.has(name))).toEqual([]);
  });
});

describe.each(others)('the texts in %s', (locale) => {
  const messages = messagesOf(locale);

  it('are complete', () => expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort()));

  it('carry the same values as the English ones', () => {
    const differs = Object.keys(english).filter(
      (name) =>
        String(valuesIn(english[name]?.message ?? '')) !== String(valuesIn(messages[name]?.message ?? '')),
    );
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
});
