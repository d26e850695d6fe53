import type { LockPolicy } from '../../messages';

/** When an unlocked vault locks by itself. Pure: everything that decides comes in. */

/** A clock set back further than this was not an ordinary correction. */
const CLOCK_BACK_MILLISECONDS = 120_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Instants in Unix milliseconds. */
export interface UnlockedSpan {
  readonly unlockedAt: number;
  /** When a person last did something here; live codes that renew themselves are no use. */
  readonly usedAt: number;
  /** The latest instant that was seen while unlocked. */
  readonly seenAt: number;
  readonly policy: LockPolicy;
}

/**
 * `full` asks for the passphrase again (or another slot), `quick` is content with the PIN where there is one. Null: it
 * stays open.
 */
type Due = 'full' | 'quick' | null;

export function dueLock({ unlockedAt, usedAt, seenAt, policy }: UnlockedSpan, now: number): Due {
  if (now < seenAt - CLOCK_BACK_MILLISECONDS) return 'full';
  if (policy.maxHours !== null && now >= unlockedAt + policy.maxHours * HOUR) return 'full';
  if (policy.afterMinutes !== null && now >= usedAt + policy.afterMinutes * MINUTE) return 'quick';
  return null;
}

/** The next instant at which something may be due, or null where nothing ever is. */
export function nextDeadline({ unlockedAt, usedAt, policy }: UnlockedSpan): number | null {
  const deadlines = [
    ...(policy.maxHours === null ? [] : [unlockedAt + policy.maxHours * HOUR]),
    ...(policy.afterMinutes === null ? [] : [usedAt + policy.afterMinutes * MINUTE]),
  ];
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}
