/** All SQL of the site. Instants are Unix milliseconds. A site of real users would also encrypt `secret`. */
import { openSqlite, type Row, type Sqlite } from './sqlite.ts';

export interface User {
  id: number;
  name: string;
  passwordHash: string;
  twoFactor: 'off' | TwoFactor;
  attempts: Attempts;
}

export interface TwoFactor {
  secret: string;
  lastStep: number;
}

export interface Attempts {
  wrongCodes: number;
  lockedUntil: number;
}

/** `waiting`: the password was right, the code is still missing. */
export type Stage = 'waiting' | 'password-only' | 'two-factors';

export interface SessionRow {
  userId: number;
  stage: Stage;
}

export interface NewSession extends SessionRow {
  idHash: string;
  expiresAt: number;
}

const tables = [
  `CREATE TABLE IF NOT EXISTS user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL,
    secret TEXT,
    last_step INTEGER,
    wrong_codes INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS session (
    id_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'password-only', 'two-factors')),
    expires_at INTEGER NOT NULL,
    new_secret TEXT
  ) STRICT`,
];

export async function openDatabase(path?: string): Promise<Sqlite> {
  const database = await openSqlite(path);
  for (const table of tables) database.write(table);
  return database;
}

/** The new user's id, or `undefined` when the name is taken. */
export function addUser(database: Sqlite, name: string, passwordHash: string): number | undefined {
  const sql = 'INSERT INTO user (name, password_hash) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id';
  return database.write(sql, [name, passwordHash]).map((row) => number(row.id))[0];
}

export function findUser(database: Sqlite, name: string): User | undefined {
  return database.read('SELECT * FROM user WHERE name = ?', [name]).map(userOf)[0];
}

/** Throws when there is no such user: ids come from our own rows. */
export function getUser(database: Sqlite, id: number): User {
  const [user] = database.read('SELECT * FROM user WHERE id = ?', [id]).map(userOf);
  if (!user) throw new Error('no user has this id');
  return user;
}

export function turnOnTwoFactor(database: Sqlite, userId: number, on: TwoFactor): void {
  database.write('UPDATE user SET secret = ?, last_step = ? WHERE id = ?', [on.secret, on.lastStep, userId]);
}

export function turnOffTwoFactor(database: Sqlite, userId: number): void {
  database.write('UPDATE user SET secret = NULL, last_step = NULL WHERE id = ?', [userId]);
}

export function saveRightCode(database: Sqlite, userId: number, step: number): void {
  database.write('UPDATE user SET last_step = ?, wrong_codes = 0 WHERE id = ?', [step, userId]);
}

export function saveAttempts(database: Sqlite, userId: number, attempts: Attempts): void {
  const sql = 'UPDATE user SET wrong_codes = ?, locked_until = ? WHERE id = ?';
  database.write(sql, [attempts.wrongCodes, attempts.lockedUntil, userId]);
}

/** Adds a session and forgets those that are over. */
export function addSession(database: Sqlite, added: NewSession, now: number): void {
  database.write('DELETE FROM session WHERE expires_at <= ?', [now]);
  const sql = 'INSERT INTO session (id_hash, user_id, stage, expires_at) VALUES (?, ?, ?, ?)';
  database.write(sql, [added.idHash, added.userId, added.stage, added.expiresAt]);
}

export function findSession(database: Sqlite, idHash: string, now: number): SessionRow | undefined {
  const sql = 'SELECT * FROM session WHERE id_hash = ? AND expires_at > ?';
  return database.read(sql, [idHash, now]).map(sessionOf)[0];
}

export function deleteSession(database: Sqlite, idHash: string): void {
  database.write('DELETE FROM session WHERE id_hash = ?', [idHash]);
}

export function deleteSessionsOf(database: Sqlite, userId: number): void {
  database.write('DELETE FROM session WHERE user_id = ?', [userId]);
}

/** The secret that this session is setting up, the given one if it had none yet. */
export function keepNewSecret(database: Sqlite, idHash: string, secret: string): string {
  const sql =
    'UPDATE session SET new_secret = coalesce(new_secret, ?) WHERE id_hash = ? RETURNING new_secret';
  const [row] = database.write(sql, [secret, idHash]);
  return text(row?.new_secret);
}

function userOf(row: Row): User {
  return {
    id: number(row.id),
    name: text(row.name),
    passwordHash: text(row.password_hash),
    twoFactor: row.secret === null ? 'off' : { secret: text(row.secret), lastStep: number(row.last_step) },
    attempts: { wrongCodes: number(row.wrong_codes), lockedUntil: number(row.locked_until) },
  };
}

function sessionOf(row: Row): SessionRow {
  const stage = row.stage;
  if (stage !== 'waiting' && stage !== 'password-only' && stage !== 'two-factors')
    throw new TypeError('no such stage');
  return { userId: number(row.user_id), stage };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('the column holds no text');
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('the column holds no number');
  return value;
}
