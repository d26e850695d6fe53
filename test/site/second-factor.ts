import { decodeBase32 } from './base32.ts';
import { getUser, saveAttempts, saveRightCode } from './database.ts';
import { type CodeVerdict, checkCode } from './one-time-password.ts';
import type { Sqlite } from './sqlite.ts';

export type CodeAnswer =
  | CodeVerdict
  | { kind: 'incomplete' }
  | { kind: 'locked'; millisecondsLeft: number }
  | { kind: 'off' };

const allowedWrongCodes = 5;
const lockedMilliseconds = 5 * 60_000;

/** The code of a form with one field `code`, or with one field `digit` per box; people type spaces in codes. */
export function codeOf(form: URLSearchParams): string {
  const typed = form.get('code') ?? form.getAll('digit').join('');
  return typed.replace(/[\s-]/g, '');
}

export function isWholeCode(code: string): boolean {
  return /^[0-9]{6}$/.test(code);
}

/**
 * Judges a code against the user's secret and remembers the outcome. Reads, checks and writes without an `await`,
 * so that the same code sent twice at once is accepted once. It is asked only after the right password: nobody
 * else can lock a person out.
 */
export function spendCode(
  database: Sqlite,
  userId: number,
  { code, now }: { code: string; now: number },
): CodeAnswer {
  const { twoFactor, attempts } = getUser(database, userId);
  if (twoFactor === 'off') return { kind: 'off' };
  if (now < attempts.lockedUntil) return { kind: 'locked', millisecondsLeft: attempts.lockedUntil - now };
  if (!isWholeCode(code)) return { kind: 'incomplete' };

  const verdict = checkCode(decodeBase32(twoFactor.secret), code, { now, lastStep: twoFactor.lastStep });
  if (verdict.kind === 'right') {
    saveRightCode(database, userId, verdict.step);
    return verdict;
  }
  const wrongCodes = attempts.wrongCodes + 1;
  if (wrongCodes < allowedWrongCodes) {
    saveAttempts(database, userId, { wrongCodes, lockedUntil: 0 });
    return verdict;
  }
  saveAttempts(database, userId, { wrongCodes: 0, lockedUntil: now + lockedMilliseconds });
  return { kind: 'locked', millisecondsLeft: lockedMilliseconds };
}
