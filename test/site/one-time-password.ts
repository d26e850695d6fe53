/**
 * HOTP (RFC 4226) and TOTP (RFC 6238) with nothing but an HMAC: the independent second implementation that the
 * extension's own codes are measured against. Share no code with it.
 */
import { createHmac } from 'node:crypto';
import { isSameText } from './same-text.ts';

export interface CodeForm {
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  digits: number;
}

/** It was used, or comes before one that was: then it may have been seen, and nobody waits for it any more. */
interface Replayed {
  kind: 'replayed';
}

/** `steps` counts time steps between the code's own and now, always positive. */
export type CodeVerdict =
  | { kind: 'right'; step: number }
  | { kind: 'wrong' }
  | Replayed
  | { kind: 'expired'; steps: number }
  | { kind: 'early'; steps: number };

export const periodSeconds = 30;
/** One step before and after: RFC 6238 section 5.2 asks for no more than one step of network delay. */
const acceptedSteps = 1;
const searchedSteps = 10;
/** RFC 6238 section 6 lets a server remember how far a device's clock is off; two and a half minutes at most. */
const longestDrift = 5;
/** RFC 4226 section 7.4: how many codes may have been made and not used, and the window for two in a row. */
const lookAhead = 10;
const resynchronisedWithin = 100;
/** What every authenticator can do; others are read by few. */
const commonForm: CodeForm = { algorithm: 'SHA1', digits: 6 };

/** RFC 4226 section 5.3: the code of one counter value. */
export function hotp(secret: Uint8Array, counter: number, { algorithm, digits } = commonForm): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac(algorithm, secret).update(message).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const truncated = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** RFC 6238 section 4.2: the number of whole periods since the epoch; `now` in Unix milliseconds. */
export function timeStep(now: number): number {
  return Math.floor(now / (periodSeconds * 1000));
}

export interface Moment {
  /** Unix milliseconds. */
  now: number;
  /** The step of the last accepted code; this and earlier ones are refused (RFC 6238 section 5.2). */
  lastStep?: number;
  /** By how many steps the device's clock was off when its last code was accepted; positive when it was ahead. */
  drift?: number;
}

/** How far off the clock of a device is that made the code of this step, in steps, as far as it is remembered. */
export function driftOf(step: number, now: number): number {
  return Math.max(-longestDrift, Math.min(longestDrift, step - timeStep(now)));
}

/**
 * Judges a six-digit TOTP code. It accepts one step to either side, of the time and of the device's remembered
 * drift: a clock that slowly goes wrong is followed. One that was put right is taken as soon as its codes come after
 * the last accepted one: at once if it was behind, after as long as it was ahead otherwise. It looks ten steps to
 * either side to tell a wrong clock from a wrong code. To say so also tells a guesser which code will be right in a few
 * minutes: every refused code therefore counts as an attempt, and a site that needs no diagnosis says only "wrong".
 */
export function checkCode(
  secret: Uint8Array,
  code: string,
  { now, lastStep = -1, drift = 0 }: Moment,
): CodeVerdict {
  const current = timeStep(now);
  const matches = nearestFirst(searchedSteps)
    .map((offset) => ({ offset, step: current + offset }))
    .filter(({ step }) => step >= 0 && isSameText(code, hotp(secret, step)));

  const accepted = matches.filter(({ offset }) =>
    [offset, offset - drift].some((distance) => Math.abs(distance) <= acceptedSteps),
  );
  const fresh = accepted.find(({ step }) => step > lastStep);
  if (fresh) return { kind: 'right', step: fresh.step };
  if (accepted.length > 0 || matches.some(({ step }) => step === lastStep)) return { kind: 'replayed' };

  const [nearest] = matches;
  if (!nearest) return { kind: 'wrong' };
  return { kind: nearest.offset < 0 ? 'expired' : 'early', steps: Math.abs(nearest.offset) };
}

export type CounterVerdict = { kind: 'right'; counter: number } | { kind: 'wrong' } | Replayed;

/** Judges a six-digit HOTP code; `next` is the counter after that of the last accepted code. */
export function checkCounterCode(secret: Uint8Array, code: string, next: number): CounterVerdict {
  const isAt = (counter: number) => counter >= 0 && isSameText(code, hotp(secret, counter));
  const ahead = Array.from({ length: lookAhead }, (_, index) => next + index).filter(isAt);
  if (ahead[0] !== undefined) return { kind: 'right', counter: ahead[0] };
  const behind = Array.from({ length: lookAhead }, (_, index) => next - 1 - index).filter(isAt);
  return { kind: behind.length > 0 ? 'replayed' : 'wrong' };
}

/**
 * The counter of the second of two codes in a row, looked for further ahead than one code alone may be (RFC 4226
 * section 7.4); `undefined` when they are no such pair.
 */
export function findPair(
  secret: Uint8Array,
  [first, second]: readonly [string, string],
  next: number,
): number | undefined {
  const counters = Array.from({ length: resynchronisedWithin }, (_, index) => next + index);
  const start = counters.find(
    (counter) => isSameText(first, hotp(secret, counter)) && isSameText(second, hotp(secret, counter + 1)),
  );
  return start === undefined ? undefined : start + 1;
}

/** 0, -1, 1, -2, 2 … so that a code that fits two steps is judged by the nearer one. */
function nearestFirst(reach: number): number[] {
  return [0, ...Array.from({ length: reach }, (_, index) => [-index - 1, index + 1]).flat()];
}
