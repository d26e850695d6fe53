/** The language that nobody speaks, which the tour of the screens is made in: as long as any, and with its values. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pseudoMessages } from './tools/pseudo-locale';

const ENGLISH: Record<string, { message: string }> = JSON.parse(
  readFileSync(new URL('../public/_locales/en/messages.json', import.meta.url), 'utf8'),
);
const made = pseudoMessages(ENGLISH, 'rtl');
const lengthOf = (messages: typeof ENGLISH) =>
  Object.values(messages).reduce((sum, { message }) => sum + message.length, 0);

describe('the pseudo-locale', () => {
  it('has every text, and the direction that it was made for', () => {
    expect(Object.keys(made)).toEqual(Object.keys(ENGLISH));
    expect(made.textDirection).toEqual({ message: 'rtl' });
    expect(made.settings?.message).toBe('[Šéëttíïñgš]');
  });

  it('is about 40 % longer than English', () => {
    expect(lengthOf(made) / lengthOf(ENGLISH)).toBeGreaterThan(1.3);
    expect(lengthOf(made) / lengthOf(ENGLISH)).toBeLessThan(1.5);
  });

  it('keeps what the browser puts values in', () => {
    const values = (messages: typeof ENGLISH) =>
      Object.values(messages).map(({ message }) => message.match(/\$\d/g) ?? []);
    expect(values(made)).toEqual(values(ENGLISH));
  });
});
