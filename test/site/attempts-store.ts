/** SQL of the attempts: how many were wrong in a row, what is locked, and the log. Instants are Unix milliseconds. */
import { numberIn, type Row, type Sqlite, textIn } from './sqlite.ts';

export const attemptsTables = [
  `CREATE TABLE IF NOT EXISTS wrong_tries (
    subject TEXT PRIMARY KEY,
    amount INTEGER NOT NULL,
    locks INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS attempt (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    factor TEXT NOT NULL,
    outcome TEXT NOT NULL
  ) STRICT`,
];

/** What is counted of one subject: an account, an account's password, or an address. */
export interface Count {
  /** Wrong ones since the last lock. */
  amount: number;
  /** How often it was locked since the last right one: each lock is longer than the one before. */
  locks: number;
  lastAt: number;
  lockedUntil: number;
}

export interface LoggedAttempt {
  at: number;
  /** The account's name; empty where it is nobody's. */
  name: string;
  address: string;
  /** A factor's id, 'password', or the page on which something was changed. */
  factor: string;
  outcome: string;
}

/** The outcome of what was refused unjudged, because something was locked. */
export const notJudged = 'refused, not judged';

/**
 * The log keeps this many; older ones go first. Those that were not judged are counted apart: nobody can be kept from
 * making more of them, and they must not push all else out.
 */
const kept = { judged: 1000, notJudged: 100 };

export function findCount(database: Sqlite, subject: string): Count | undefined {
  return database.read('SELECT * FROM wrong_tries WHERE subject = ?', [subject]).map(countOf)[0];
}

export function saveCount(database: Sqlite, subject: string, count: Count): void {
  database.write('INSERT OR REPLACE INTO wrong_tries VALUES (?, ?, ?, ?, ?)', [
    subject,
    count.amount,
    count.locks,
    count.lastAt,
    count.lockedUntil,
  ]);
}

/** The addresses that are locked at `now`, with the end of each lock. */
export function lockedAddresses(database: Sqlite, now: number): { address: string; until: number }[] {
  const sql = `SELECT substr(subject, 9) AS address, locked_until FROM wrong_tries
    WHERE subject LIKE 'address %' AND locked_until > ?`;
  return database
    .read(sql, [now])
    .map((row) => ({ address: textIn(row.address), until: numberIn(row.locked_until) }));
}

export function deleteCount(database: Sqlite, subject: string): void {
  database.write('DELETE FROM wrong_tries WHERE subject = ?', [subject]);
}

/** Forgets what was counted before `before`; what is locked was counted later. */
export function deleteCountsBefore(database: Sqlite, before: number): void {
  database.write('DELETE FROM wrong_tries WHERE last_at < ?', [before]);
}

export function logAttempt(database: Sqlite, { at, name, address, factor, outcome }: LoggedAttempt): void {
  const sql = 'INSERT INTO attempt (at, name, address, factor, outcome) VALUES (?, ?, ?, ?, ?)';
  database.exclusively(() => {
    database.write(sql, [at, name, address, factor, outcome]);
    keepLatest(database, '<>', kept.judged);
    keepLatest(database, '=', kept.notJudged);
  });
}

function keepLatest(database: Sqlite, comparison: '=' | '<>', amount: number): void {
  const sql = `DELETE FROM attempt WHERE id IN
    (SELECT id FROM attempt WHERE outcome ${comparison} ? ORDER BY id DESC LIMIT -1 OFFSET ?)`;
  database.write(sql, [notJudged, amount]);
}

/** The latest first. */
export function latestAttempts(database: Sqlite, amount: number): LoggedAttempt[] {
  return database.read('SELECT * FROM attempt ORDER BY id DESC LIMIT ?', [amount]).map(attemptOf);
}

/** Those of one account, the latest first. */
export function latestAttemptsOf(database: Sqlite, name: string, amount: number): LoggedAttempt[] {
  const sql = 'SELECT * FROM attempt WHERE name = ? ORDER BY id DESC LIMIT ?';
  return database.read(sql, [name, amount]).map(attemptOf);
}

function countOf(row: Row): Count {
  return {
    amount: numberIn(row.amount),
    locks: numberIn(row.locks),
    lastAt: numberIn(row.last_at),
    lockedUntil: numberIn(row.locked_until),
  };
}

function attemptOf(row: Row): LoggedAttempt {
  return {
    at: numberIn(row.at),
    name: textIn(row.name),
    address: textIn(row.address),
    factor: textIn(row.factor),
    outcome: textIn(row.outcome),
  };
}
