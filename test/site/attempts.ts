/**
 * The one judge of attempts, for passwords and all factors. Codes are short: only the limit makes guessing them
 * hopeless (RFC 4226, section 7.3). Locks end by themselves, so that nobody is locked out for ever.
 */
import { createHash } from 'node:crypto';
import {
  type Count,
  deleteCount,
  deleteCountsBefore,
  findCount,
  type LoggedAttempt,
  logAttempt,
  notJudged,
  saveCount,
} from './attempts-store.ts';
import { findUser, getUser } from './database.ts';
import { devicesOf } from './device-store.ts';
import { Refusal } from './refusal.ts';
import type { Sqlite } from './sqlite.ts';
import { timeLeft } from './time-left.ts';

/** Who tries, and from where. Only people whose password was right come to a second factor. */
export interface Trier {
  userId: number;
  /** As `Visit.address`, or `commandLine`. */
  address: string;
  /** Unix milliseconds. */
  now: number;
}

/** One use of a factor. */
export interface Attempt {
  /** Nobody's, where a key signs in without a password, before its signature is found right. */
  userId: number | undefined;
  address: string;
  /** The factor's id. */
  factor: string;
  now: number;
}

export interface Try extends Attempt {
  right: boolean;
}

export interface PasswordTrier {
  /** As it was typed, known or not: a lock must not tell which names exist. */
  name: string;
  address: string;
  now: number;
  /** The id of a device that this account remembers. It has a count of its own: strangers cannot lock it out. */
  deviceId?: number | undefined;
}

export interface PasswordTry extends PasswordTrier {
  right: boolean;
  /** The account's name as it is stored, if there is such an account. */
  knownName: string | undefined;
}

/** An account, as it is stored. */
export interface Account {
  id: number;
  name: string;
}

/** What is counted, and how many wrong ones in a row it may have. */
interface Limit {
  subject: string;
  allowed: number;
}

/**
 * The place of attempts at the command line. Only their accounts are counted: it is one person at their own computer,
 * who would lock themselves out of all accounts.
 */
export const commandLine = 'command line';

const minutes = 60_000;
const firstLock = 5 * minutes;
const longestLock = 60 * minutes;
/** An address is not cleared by a right code, so its count must end by itself. */
const forgottenAfter = 120 * minutes;
/** In the log, for a name that nobody has, or none: no account can be called so. */
const nobody = '';
const nothing: Count = { amount: 0, locks: 0, lastAt: 0, lockedUntil: 0 };

/**
 * Call it before a code is judged. What is refused stands in the log.
 * @throws {Refusal} with the time left, while the account or the address is locked
 */
export function assertMayTry(database: Sqlite, attempt: Attempt): void {
  const { now } = attempt;
  database.exclusively(() =>
    logRefusal(database, lineOf(database, attempt), () =>
      assertUnlocked(database, limitsOfCodes(attempt), { now, tried: 'codes' }),
    ),
  );
}

/**
 * Call it once for every judged code, in one step with its judgement (`Sqlite.exclusively`). It counts, writes the log,
 * and locks account and address after too many wrong ones in a row. Where judging takes time (a security key's
 * signature), they may have been locked meanwhile: then not even a right one counts.
 * @throws {Refusal} while the account or the address is locked, and when this wrong one was the last that was allowed
 */
export function noteTry(database: Sqlite, tried: Try): void {
  const { userId, right, now } = tried;
  const limits = limitsOfCodes(tried);
  database.exclusively(() => {
    assertMayTry(database, tried);
    if (!right) for (const limit of limits) countOne(database, limit, now);
    else if (userId !== undefined) deleteCount(database, ofAccount(userId).subject);
    const outcome = outcomeOf(right, !right && lockFull(database, limits, now));
    logAttempt(database, { ...lineOf(database, tried), outcome });
    assertUnlocked(database, limits, { now, tried: 'codes' });
  });
}

/**
 * Call it before a password is hashed. Hashing takes time, so the try is counted first and settled after: many at
 * once are no way around the limit. What is refused stands in the log.
 * @throws {Refusal} while the account's password or the address is locked, or has too many tries under way
 */
export function reservePasswordTry(database: Sqlite, trier: PasswordTrier): void {
  const { address, now } = trier;
  const limits = limitsOfPassword(trier);
  database.exclusively(() => {
    const name = findUser(database, trier.name)?.name ?? nobody;
    logRefusal(database, { at: now, name, address, factor: 'password' }, () => {
      assertUnlocked(database, limits, { now, tried: 'passwords' });
      assertNotFull(database, limits);
    });
    for (const limit of limits) countOne(database, limit, now);
  });
}

/**
 * Settles a reserved try and writes the log, which never shows a name that nobody has: people type passwords there.
 * @throws {Refusal} when this wrong one was the last that was allowed
 */
export function settlePasswordTry(database: Sqlite, tried: PasswordTry): void {
  const { now, address, right, knownName: name = nobody } = tried;
  const limits = limitsOfPassword(tried);
  database.exclusively(() => {
    if (right) {
      deleteCount(database, ofPassword(tried).subject);
      countOneLess(database, ofAddress(address));
    }
    const outcome = outcomeOf(right, !right && lockFull(database, limits, now));
    logAttempt(database, { at: now, name, address, factor: 'password', outcome });
    assertUnlocked(database, right ? [] : limits, { now, tried: 'passwords' });
  });
}

/** Until when codes or the password of this account are locked, anywhere or on a device of theirs, if they are. */
export function lockedUntil(database: Sqlite, account: Account, now: number): number | undefined {
  const end = endOfLocks(database, limitsOfAll(database, account, now));
  return end > now ? end : undefined;
}

/** Lets an account try again at once: for an administrator, after a look at the person. */
export function unlock(database: Sqlite, account: Account, now: number): void {
  for (const { subject } of limitsOfAll(database, account, now)) deleteCount(database, subject);
}

/** Lets an address try again at once. */
export function unlockAddress(database: Sqlite, address: string): void {
  deleteCount(database, ofAddress(address).subject);
}

function ofAccount(userId: number): Limit {
  return { subject: `account ${userId}`, allowed: 5 };
}

/** More than for an account: many people can share one address. */
function ofAddress(address: string): Limit {
  return { subject: `address ${address}`, allowed: 20 };
}

/** The name is hashed: it may be anything, of any length. */
function ofPassword({ name, deviceId }: { name: string; deviceId?: number | undefined }): Limit {
  const hash = createHash('sha256').update(name.toLowerCase()).digest('base64url');
  return { subject: deviceId === undefined ? `password ${hash}` : `device ${deviceId}`, allowed: 10 };
}

function limitsOfCodes({ userId, address }: Attempt): Limit[] {
  return [
    ...(userId === undefined ? [] : [ofAccount(userId)]),
    ...(address === commandLine ? [] : [ofAddress(address)]),
  ];
}

function limitsOfPassword(trier: PasswordTrier): Limit[] {
  return [ofPassword(trier), ofAddress(trier.address)];
}

/** Whatever can be locked of one account. */
function limitsOfAll(database: Sqlite, { id, name }: Account, now: number): Limit[] {
  const devices = devicesOf(database, id, now).map((device) => ofPassword({ name, deviceId: device.id }));
  return [ofAccount(id), ofPassword({ name }), ...devices];
}

type Line = Omit<LoggedAttempt, 'outcome'>;

function lineOf(database: Sqlite, { userId, address, factor, now }: Attempt): Line {
  const name = userId === undefined ? nobody : getUser(database, userId).name;
  return { at: now, name, address, factor };
}

/** Writes down what is refused before it is judged. */
function logRefusal(database: Sqlite, line: Line, assert: () => void): void {
  try {
    assert();
  } catch (error) {
    logAttempt(database, { ...line, outcome: notJudged });
    throw error;
  }
}

function outcomeOf(right: boolean, isLockedNow: boolean): string {
  if (right) return 'right';
  return isLockedNow ? 'wrong, locked' : 'wrong';
}

function assertUnlocked(
  database: Sqlite,
  limits: readonly Limit[],
  { now, tried }: { now: number; tried: 'codes' | 'passwords' },
): void {
  const end = endOfLocks(database, limits);
  if (now >= end) return;
  const message = `Too many wrong ${tried}. Try again in ${timeLeft(end - now)}.`;
  throw new Refusal(429, 'Locked for a while', message);
}

function endOfLocks(database: Sqlite, limits: readonly Limit[]): number {
  return Math.max(...limits.map(({ subject }) => findCount(database, subject)?.lockedUntil ?? 0), 0);
}

function assertNotFull(database: Sqlite, limits: readonly Limit[]): void {
  if (!limits.some((limit) => isFull(database, limit))) return;
  throw new Refusal(429, 'Too many at once', 'Too many people try this at once. Try again in a minute.');
}

function isFull(database: Sqlite, { subject, allowed }: Limit): boolean {
  return (findCount(database, subject)?.amount ?? 0) >= allowed;
}

function countOne(database: Sqlite, { subject }: Limit, now: number): void {
  deleteCountsBefore(database, now - forgottenAfter);
  const { locks, amount } = findCount(database, subject) ?? nothing;
  saveCount(database, subject, { amount: amount + 1, locks, lastAt: now, lockedUntil: 0 });
}

function countOneLess(database: Sqlite, { subject }: Limit): void {
  const count = findCount(database, subject);
  if (count) saveCount(database, subject, { ...count, amount: Math.max(0, count.amount - 1) });
}

/** Locks what is full: five minutes, then twice as long each time, up to an hour. */
function lockFull(database: Sqlite, limits: readonly Limit[], now: number): boolean {
  const full = limits.filter((limit) => isFull(database, limit));
  for (const { subject } of full) {
    const { locks } = findCount(database, subject) ?? nothing;
    const end = now + Math.min(firstLock * 2 ** locks, longestLock);
    saveCount(database, subject, { amount: 0, locks: locks + 1, lastAt: now, lockedUntil: end });
  }
  return full.length > 0;
}
