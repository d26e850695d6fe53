import { describe, expect, it } from 'vitest';
import type { BackupView } from '../src/messages';
import { type Choices, chosenSide, isNews, isOlder, withChoice } from '../src/options/backup-choices';
import { daysBetween } from '../src/ui/days-between';

const difference = { field: 'issuer', mine: 'Bank', theirs: 'Savings bank', suggested: 'theirs' } as const;
const none: Choices = new Map();

describe('the choices of a merge', () => {
  it('begin with what is suggested', () => expect(chosenSide(none, 'one', difference)).toBe('theirs'));

  it('hold what the person chose otherwise, for that account alone', () => {
    const choices = withChoice(none, 'one', difference, 'mine');
    expect([...choices.values()]).toEqual([{ id: 'one', field: 'issuer', keep: 'mine' }]);
    expect(chosenSide(choices, 'one', difference)).toBe('mine');
    expect(chosenSide(choices, 'two', difference)).toBe('theirs');
  });

  it('hold nothing once the person is back at what is suggested', () => {
    const choices = withChoice(none, 'one', difference, 'mine');
    expect(withChoice(choices, 'one', difference, 'theirs').size).toBe(0);
  });
});

const comparison = { added: [], changed: [], deleted: [], trashed: [], sameSecret: 0, unchanged: 3 };
const someone = { id: 'one', issuer: 'Bank', name: 'octavia' };

describe('isNews', () => {
  it.each([
    ['added accounts', { added: [{ ...someone, hosts: [] }] }, true],
    ['changed accounts', { changed: [{ ...someone, fields: [], newHosts: [] }] }, true],
    ['accounts for the trash', { trashed: [someone] }, true],
    ['accounts that stay deleted', { deleted: [someone], sameSecret: 2 }, false],
    ['nothing', {}, false],
  ])('of %s', (_name, part, expected) => expect(isNews({ ...comparison, ...part })).toBe(expected));
});

describe('isOlder', () => {
  const view = (
    mine: readonly [number, number],
    theirs: readonly [number, number],
    sameVault = true,
  ): BackupView => ({
    sameVault,
    mine: { rev: mine[0], savedAt: mine[1], accounts: 1 },
    theirs: { rev: theirs[0], savedAt: theirs[1], accounts: 1 },
    comparison,
  });

  it.each([
    ['goes by the dates', view([5, 2000], [9, 1000]), true],
    ['goes by the dates of another vault', view([9, 1000], [5, 2000], false), false],
    ['goes by the revisions where a date is missing', view([9, 2000], [5, 0]), true],
    ['cannot tell of another vault without a date', view([9, 2000], [5, 0], false), false],
  ])('%s', (_name, given, expected) => expect(isOlder(given)).toBe(expected));
});

describe('daysBetween', () => {
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

  it.each([
    ['the same day', at(2027, 2, 9, 0, 1), at(2027, 2, 9, 23, 59), 0],
    ['two minutes over midnight', at(2027, 2, 9, 23, 59), at(2027, 2, 10, 0, 1), 1],
    ['a month in which clocks may change', at(2027, 2, 9, 12, 0), at(2027, 3, 9, 12, 0), 31],
    ['a clock that was set back', at(2027, 2, 9, 12, 0), at(2027, 2, 1, 12, 0), 0],
  ])('counts the midnights: %s', (_name, earlier, later, days) =>
    expect(daysBetween(earlier, later)).toBe(days),
  );
});
