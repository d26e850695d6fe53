import { describe, expect, it } from 'vitest';
import { changedSettings, loosens, readSettings, type Settings } from '../../src/core/settings';

const DEFAULTS: Settings = {
  lock: { afterMinutes: null, onSystemLock: false, maxHours: 12 },
  pin: null,
  clearClipboard: false,
  automaticBackups: false,
  list: { order: 'manual', hideCodes: false, grouping: 'automatic' },
};

describe('readSettings', () => {
  it('gives the defaults where nothing is set', () => {
    expect(readSettings({ settings: {} })).toEqual(DEFAULTS);
  });

  it('reads what is set', () => {
    const settings = {
      lock: { afterMinutes: 5, onSystemLock: true, maxHours: null },
      pin: { salt: 's', key: 'k' },
      clearClipboard: true,
      automaticBackups: true,
      list: { order: 'used', hideCodes: true, grouping: 'twos' },
    };
    expect(readSettings({ settings })).toEqual(settings);
  });

  it('takes each wrong part as its default and reads the others', () => {
    const settings = {
      lock: { afterMinutes: '5', onSystemLock: true, maxHours: 1.5 },
      pin: { salt: 's' },
      clearClipboard: 1,
      automaticBackups: true,
      list: { order: 'by colour', hideCodes: 'yes', grouping: 2 },
    };
    const lock = { ...DEFAULTS.lock, onSystemLock: true };
    expect(readSettings({ settings })).toEqual({ ...DEFAULTS, lock, automaticBackups: true });
    expect(readSettings({ settings: { lock: [], pin: 'p', list: [] } })).toEqual(DEFAULTS);
  });

  it.each([
    [0, 1, 1],
    [1, 1, 1],
    [1440, 1440, 744],
    [10_000, 1440, 744],
  ])('holds a span of %d within its bounds', (given, minutes, hours) => {
    const { lock } = readSettings({ settings: { lock: { afterMinutes: given, maxHours: given } } });
    expect(lock).toMatchObject({ afterMinutes: minutes, maxHours: hours });
  });

  it('leaves unknown fields out', () => {
    const settings = { future: 1, lock: { future: 2 }, pin: { salt: 's', key: 'k', future: 3 } };
    expect(readSettings({ settings })).toEqual({ ...DEFAULTS, pin: { salt: 's', key: 'k' } });
  });
});

describe('changedSettings', () => {
  it('changes what is named and keeps all else word for word', () => {
    const raw = {
      future: [1],
      lock: { afterMinutes: 5, future: 2 },
      pin: { salt: 's' },
      clearClipboard: 'x',
    };
    const lock = { afterMinutes: null, onSystemLock: true, maxHours: 1 };
    const changed = changedSettings(raw, { lock, pin: null });
    expect(changed).toEqual({ future: [1], lock: { ...lock, future: 2 }, pin: null, clearClipboard: 'x' });
    expect(raw.lock).toEqual({ afterMinutes: 5, future: 2 });
  });

  it('puts a setting over one that is of no use', () => {
    expect(changedSettings({ lock: 7 }, { lock: DEFAULTS.lock })).toEqual({ lock: DEFAULTS.lock });
  });
});

describe('loosens', () => {
  const tight = { afterMinutes: 10, onSystemLock: true, maxHours: 12 };
  const verdict = (before: Partial<Settings['lock']>, after: Partial<Settings['lock']>) =>
    loosens({ ...DEFAULTS, lock: { ...tight, ...before } }, { ...DEFAULTS, lock: { ...tight, ...after } });

  it.each([
    [{}, { afterMinutes: 11 }],
    [{}, { afterMinutes: null }],
    [{}, { onSystemLock: false }],
    [{}, { maxHours: 13 }],
    [{}, { maxHours: null }],
    [{}, { afterMinutes: 1, maxHours: 13 }],
  ])('is true from %j to %j', (before, after) => {
    expect(verdict(before, after)).toBe(true);
  });

  it.each([
    [{}, {}],
    [{}, { afterMinutes: 9, maxHours: 11 }],
    [
      { afterMinutes: null, maxHours: null },
      { afterMinutes: 1440, maxHours: 744 },
    ],
    [{ afterMinutes: null }, { afterMinutes: null }],
    [{ onSystemLock: false }, { onSystemLock: true }],
    [{ onSystemLock: false }, { onSystemLock: false }],
  ])('is false from %j to %j', (before, after) => {
    expect(verdict(before, after)).toBe(false);
  });
});
