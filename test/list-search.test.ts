import { describe, expect, it } from 'vitest';
import type { AccountRow } from '../src/messages';
import { searchIn } from '../src/ui/list-search';

const row = (id: string, issuer: string, name: string, tags?: string[]): AccountRow => ({
  ...{ id, type: 'totp', issuer, name, digits: 6, period: 30, pinned: false },
  ...(tags ? { tags } : {}),
});
const ROWS = [
  row('mail', 'Acme Mail', 'octavia@github.example'),
  row('github', 'GitHub', 'octavia'),
  row('cafe', 'Café Łódź', 'straße'),
  row('bank', 'Bank', 'savings', ['Privat', 'Geld']),
  row('git', 'My git server', 'root'),
];
const TEXTS = { mail: 'login.acme.example\nThe red notebook' };
const find = (query: string) => searchIn(ROWS)(query, TEXTS).map(({ id }) => id);

describe('the search', () => {
  it.each([
    ['an issuer before a name and what is only inside', 'git', ['github', 'mail', 'git']],
    ['several words, wherever they stand', 'octavia mail', ['mail']],
    ['without accents and case', 'CAFE lodz STRASSE', ['cafe']],
    ['a tag', 'geld', ['bank']],
    ['a word of a note', 'notebook', ['mail']],
    ['a site', 'login.acme', ['mail']],
    ['a letter too few', 'gihub', ['github', 'mail']],
    ['a letter too many', 'gitthub', ['github', 'mail']],
    ['another letter', 'gitjub', ['github', 'mail']],
    ['two letters exchanged', 'gtihub', ['github', 'mail']],
    ['a tag with a slip', 'gled', ['bank']],
    ['a word of a note with a slip', 'notbeook', ['mail']],
    ['a site with a slip', 'logni', ['mail']],
    ['a slip in the beginning of a word', 'gutio', []],
    ['nothing by a slip in a short word', 'bqn', []],
    ['nothing by two slips', 'gjtjub', []],
  ])('finds %s', (_what, query, expected) => expect(find(query)).toEqual(expected));

  it('guesses at slips only where nothing is written as typed', () => {
    const rows = [row('near', 'Bang', ''), row('exact', 'Bank', '')];
    expect(searchIn(rows)('bank', {}).map(({ id }) => id)).toEqual(['exact']);
  });

  it('guesses at names before tags, notes and sites', () => {
    const rows = [row('tag', 'A', '', ['Banking']), row('note', 'B', ''), row('name', 'C', 'banking')];
    const texts = { note: 'of “banking” and more' };
    expect(searchIn(rows)('bankimg', texts).map(({ id }) => id)).toEqual(['name', 'tag', 'note']);
  });

  it.each([
    'gtihub',
    'acme octavia',
    'octavia gihub',
    'mail gitjub',
    'git mail',
    'bnak',
    'notebook',
    'notbeook',
    'red exampel',
  ])('finds the same letter by letter, and after other searches, as at once: %s', (query) => {
    const search = searchIn(ROWS);
    for (let length = 1; length <= query.length; length += 1) {
      const typed = query.slice(0, length);
      expect(search(typed, TEXTS).map(({ id }) => id)).toEqual(find(typed));
    }
    for (let length = query.length; length > 0; length -= 1) {
      const typed = query.slice(0, length);
      expect(search(typed, TEXTS).map(({ id }) => id)).toEqual(find(typed));
    }
    expect(search(query, {})).toEqual(searchIn(ROWS)(query, {}));
  });

  it('shows all of them for blanks, in their order', () =>
    expect(find('  ')).toEqual(ROWS.map(({ id }) => id)));

  it('keeps the order of the list among alike ones', () => {
    const rows = Array.from({ length: 300 }, (_, index) => row(`${index}`, 'Same', `n${index}`));
    expect(searchIn(rows)('same', {})).toEqual(rows);
  });
});
