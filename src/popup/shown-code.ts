import type { LiveCode } from '../messages';

/** How long before its end a code warns, in milliseconds. */
const LATE_MS = 5_000;

/** What stands in a row at one instant. */
export interface ShownCode {
  readonly code: string;
  /** The code after it, while it is late; null before. */
  readonly next: string | null;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** Null when even the next code is over: nothing true can be shown until the background has answered. */
export function codeAt(live: LiveCode | undefined, periodMs: number, now: number): ShownCode | null {
  if (!live) return null;
  const { code, next, expiresAt } = live;
  if (now < expiresAt) return { code, next: now >= expiresAt - LATE_MS ? next : null, expiresAt };
  if (now < expiresAt + periodMs) return { code: next, next: null, expiresAt: expiresAt + periodMs };
  return null;
}

/** A code with the period of its account, in milliseconds. */
export interface PeriodicCode {
  readonly live: LiveCode;
  readonly periodMs: number;
}

/** When the picture of these codes changes next: one of them becomes late or ends, or the code after it ends. */
export function nextChange(codes: readonly PeriodicCode[], now: number): number {
  let soonest = Number.POSITIVE_INFINITY;
  for (const { live, periodMs } of codes) {
    for (const instant of [live.expiresAt - LATE_MS, live.expiresAt, live.expiresAt + periodMs]) {
      if (instant > now && instant < soonest) soonest = instant;
    }
  }
  return soonest;
}
