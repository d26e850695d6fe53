import { describe, expect, it } from 'vitest';
import { isBackupDue, isBackupStuck } from '../../src/core/backup-health';
import { readContent, type VaultContent } from '../../src/core/vault-content';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const ACCOUNT = {
  id: 'a',
  type: 'totp',
  issuer: 'ACME',
  name: 'me',
  secret: 'JBSWY3DP',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
};

const vault = (backups: Partial<VaultContent['backups']>, ...accounts: unknown[]) =>
  readContent({ schema: 1, accounts, backups });

describe('isBackupDue', () => {
  it.each([
    ['none was ever made', { at: null }],
    ['there were 10 changes since', { at: NOW, changes: 10 }],
    ['there was one change, 30 days after', { at: NOW - 30 * DAY, changes: 1 }],
    ['the reminder was put off until now', { at: null, remindAt: NOW }],
  ])('is true where %s', (_where, backups) => {
    expect(isBackupDue(vault(backups, ACCOUNT), NOW)).toBe(true);
  });

  it.each([
    ['there were 9 changes since', { at: NOW, changes: 9 }],
    ['there was one change, not quite 30 days after', { at: NOW - 30 * DAY + 1, changes: 1 }],
    ['nothing was changed in years', { at: NOW - 999 * DAY, changes: 0 }],
    ['the reminder is put off', { at: null, changes: 99, remindAt: NOW + 1 }],
    ['the clock was set back', { at: NOW + 99 * DAY, changes: 1 }],
  ])('is false where %s', (_where, backups) => {
    expect(isBackupDue(vault(backups, ACCOUNT), NOW)).toBe(false);
  });

  it('is false without accounts, or with none outside of the trash', () => {
    expect(isBackupDue(vault({}), NOW)).toBe(false);
    expect(isBackupDue(vault({}, { ...ACCOUNT, trashedAt: NOW }), NOW)).toBe(false);
  });
});

describe('isBackupStuck', () => {
  it.each([
    ['a change waits for a day', { at: NOW - DAY, changes: 1 }, true],
    ['a change waits for not quite a day', { at: NOW - DAY + 1, changes: 1 }, false],
    ['none was ever made', { at: null, changes: 1 }, true],
    ['nothing was changed in years', { at: NOW - 999 * DAY, changes: 0 }, false],
    ['the reminder is put off', { at: NOW - DAY, changes: 1, remindAt: NOW + 1 }, false],
  ])('where %s', (_where, backups, expected) => {
    expect(isBackupStuck(vault(backups, ACCOUNT), NOW)).toBe(expected);
  });
});
