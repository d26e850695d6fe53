import { describe, expect, it } from 'vitest';
import { dueLock, nextDeadline, type UnlockedSpan } from '../../src/background/lock/lock-policy';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 0, 1);
const DEFAULTS = { afterMinutes: null, onSystemLock: false, maxHours: 12 };
const span = (part: Partial<UnlockedSpan> = {}): UnlockedSpan => ({
  unlockedAt: START,
  usedAt: START,
  seenAt: START,
  policy: DEFAULTS,
  ...part,
});

describe('dueLock', () => {
  it.each([
    ['a moment later', span(), 1000, null],
    ['a millisecond before 12 hours', span({ usedAt: START + 11 * HOUR }), 12 * HOUR - 1, null],
    ['at 12 hours, however lately it was used', span({ usedAt: START + 12 * HOUR - 1 }), 12 * HOUR, 'full'],
    [
      'after 12 hours where the longest time is off',
      span({ policy: { ...DEFAULTS, maxHours: null } }),
      99 * HOUR,
      null,
    ],
    ['one minute unused of one', span({ policy: { ...DEFAULTS, afterMinutes: 1 } }), MINUTE, 'quick'],
    [
      'used half a minute ago',
      span({ usedAt: START + MINUTE / 2, policy: { ...DEFAULTS, afterMinutes: 1 } }),
      MINUTE,
      null,
    ],
    ['after a sleep of 8 hours', span({ policy: { ...DEFAULTS, afterMinutes: 5 } }), 8 * HOUR, 'quick'],
    ['a clock set back two minutes', span({ seenAt: START + HOUR }), HOUR - 120_000, null],
    ['a clock set back further', span({ seenAt: START + HOUR }), HOUR - 120_001, 'full'],
    ['a clock set forward 13 hours', span(), 13 * HOUR, 'full'],
  ] as const)('%s: %#', (_name, given, later, due) => {
    expect(dueLock(given, START + later)).toBe(due);
  });
});

describe('nextDeadline', () => {
  it('is the earliest instant at which something may be due', () => {
    expect(nextDeadline(span())).toBe(START + 12 * HOUR);
    const usedAt = START + HOUR;
    expect(nextDeadline(span({ usedAt, policy: { ...DEFAULTS, afterMinutes: 5 } }))).toBe(
      usedAt + 5 * MINUTE,
    );
    expect(nextDeadline(span({ policy: { ...DEFAULTS, maxHours: null } }))).toBeNull();
  });
});
