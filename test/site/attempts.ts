/**
 * The one judge of attempts, for all factors. Codes are short: only the limit makes guessing them hopeless
 * (RFC 4226, section 7.3). Locks end by themselves, so that nobody is locked out for ever.
 */
import {
  type Count,
  deleteCount,
  deleteCountsBefore,
  findCount,
  logAttempt,
  saveCount,
} from './attempts-store.ts';
import { getUser } from './database.ts';
import { Refusal } from './refusal.ts';
import type { Sqlite } from './sqlite.ts';
import { timeLeft } from './time-left.ts';

/** Who tries, and from where. Only people whose password was right come to a second factor. */
export interface Trier {
  userId: number;
  /** As `Visit.address`. */
  address: string;
  /** Unix milliseconds. */
  now: number;
}

export interface Try extends Trier {
  /** The factor's id. */
  factor: string;
  right: boolean;
}

const minutes = 60_000;
const allowedOfAccount = 5;
/** More than for an account: many people can share one address. */
const allowedOfAddress = 20;
const firstLock = 5 * minutes;
const longestLock = 60 * minutes;
/** An address is not cleared by a right code, so its count must end by itself. */
const forgottenAfter = 120 * minutes;

/**
 * Call it before a code is judged.
 * @throws {Refusal} with the time left, while the account or the address is locked
 */
export function assertMayTry(database: Sqlite, { userId, address, now }: Trier): void {
  assertUnlocked(database, accountSubject(userId), now);
  assertUnlocked(database, addressSubject(address), now);
}

/**
 * Call it once for every judged code, in the same step (no `await` between). It counts, writes the log, and locks
 * account and address after too many wrong ones in a row.
 * @throws {Refusal} when this wrong one was the last that was allowed
 */
export function noteTry(database: Sqlite, { userId, address, factor, right, now }: Try): void {
  const { name } = getUser(database, userId);
  logAttempt(database, { at: now, name, address, factor, outcome: right ? 'right' : 'wrong' });
  if (right) {
    deleteCount(database, accountSubject(userId));
    return;
  }
  countWrong(database, accountSubject(userId), { allowed: allowedOfAccount, now });
  countWrong(database, addressSubject(address), { allowed: allowedOfAddress, now });
  assertMayTry(database, { userId, address, now });
}

/** Lets an account try again at once: for an administrator, after a look at the person. */
export function unlock(database: Sqlite, userId: number): void {
  deleteCount(database, accountSubject(userId));
}

function accountSubject(userId: number): string {
  return `account ${userId}`;
}

function addressSubject(address: string): string {
  return `address ${address}`;
}

function assertUnlocked(database: Sqlite, subject: string, now: number): void {
  const lockedUntil = findCount(database, subject)?.lockedUntil ?? 0;
  if (now >= lockedUntil) return;
  throw new Refusal(
    429,
    'Locked for a while',
    `Too many wrong codes. Try again in ${timeLeft(lockedUntil - now)}.`,
  );
}

function countWrong(
  database: Sqlite,
  subject: string,
  { allowed, now }: { allowed: number; now: number },
): void {
  deleteCountsBefore(database, now - forgottenAfter);
  const { locks, amount } = findCount(database, subject) ?? { locks: 0, amount: 0 };
  const next: Count = { amount: amount + 1, locks, lastAt: now, lockedUntil: 0 };
  saveCount(database, subject, next.amount < allowed ? next : lockedCount(next));
}

/** Five minutes, then twice as long each time, up to an hour. */
function lockedCount({ locks, lastAt }: Count): Count {
  const lockedUntil = lastAt + Math.min(firstLock * 2 ** locks, longestLock);
  return { amount: 0, locks: locks + 1, lastAt, lockedUntil };
}
