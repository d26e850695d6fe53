import { describe, expect, it } from 'vitest';
import { isSaid } from '../src/popup/clock-jump';
import { codeAt, nextChange } from '../src/popup/shown-code';

const live = { code: '111111', next: '222222', expiresAt: 90_000 };
const PERIOD = 30_000;

describe('codeAt', () => {
  it.each([
    [60_000, { code: '111111', next: null, expiresAt: 90_000 }],
    [85_000, { code: '111111', next: '222222', expiresAt: 90_000 }],
    [89_999, { code: '111111', next: '222222', expiresAt: 90_000 }],
    [90_000, { code: '222222', next: null, expiresAt: 120_000 }],
    [119_999, { code: '222222', next: null, expiresAt: 120_000 }],
    [120_000, null],
  ])('at %i shows what is true then', (now, expected) => expect(codeAt(live, PERIOD, now)).toEqual(expected));

  it('shows nothing where there is nothing', () => expect(codeAt(undefined, PERIOD, 0)).toBeNull());
});

describe('nextChange', () => {
  it('is the instant at which a code becomes late, ends, or the one after it ends', () => {
    const changes = [0, 85_000, 90_000, 120_000].map((now) => nextChange([{ live, periodMs: PERIOD }], now));
    expect(changes).toEqual([85_000, 90_000, 120_000, Infinity]);
  });

  it('is the soonest of all codes', () => {
    const other = { live: { ...live, expiresAt: 75_000 }, periodMs: 60_000 };
    expect(nextChange([{ live, periodMs: PERIOD }, other], 0)).toBe(70_000);
  });
});

describe('isSaid', () => {
  it.each([
    ['one that can be no sleep', { milliseconds: -60_000, isSure: true }, 0, true],
    ['one that may be a sleep', { milliseconds: 180_000, isSure: false }, 0, false],
    ['one by just the correction', { milliseconds: 175_000, isSure: false }, 180, true],
    ['a sleep under another correction', { milliseconds: 8 * 3_600_000, isSure: false }, 180, false],
  ])('%s', (_what, jump, offset, expected) => expect(isSaid(jump, offset)).toBe(expected));
});
