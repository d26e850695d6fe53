/** SQL of accounts and sessions, and the list of all tables. Instants are Unix milliseconds. */
import { attemptsTables } from './attempts-store.ts';
import { securityKeyTables } from './security-key-store.ts';
import { numberIn, openSqlite, type Row, type Sqlite, textIn } from './sqlite.ts';
import { totpTables } from './totp-store.ts';

export interface User {
  id: number;
  name: string;
  passwordHash: string;
}

/** `waiting`: the password was right, the code is still missing. */
export type Stage = 'waiting' | 'password-only' | 'two-factors';

export interface SessionRow {
  userId: number;
  stage: Stage;
  /** The id of the second factor, after one. */
  factor?: string | undefined;
}

export interface NewSession extends SessionRow {
  idHash: string;
  expiresAt: number;
}

const tables = [
  `CREATE TABLE IF NOT EXISTS user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS session (
    id_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'password-only', 'two-factors')),
    expires_at INTEGER NOT NULL,
    factor TEXT,
    sealed_new_secret TEXT
  ) STRICT`,
  ...attemptsTables,
  ...totpTables,
  ...securityKeyTables,
];

/** @param key 32 bytes; without it the one of the environment or of the key file (`keyFor`) */
export async function openDatabase(path?: string, key?: Buffer): Promise<Sqlite> {
  const database = await openSqlite(path, key);
  for (const table of tables) database.write(table);
  return database;
}

/** The new user's id, or `undefined` when the name is taken. */
export function addUser(database: Sqlite, name: string, passwordHash: string): number | undefined {
  const sql = 'INSERT INTO user (name, password_hash) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id';
  return database.write(sql, [name, passwordHash]).map((row) => numberIn(row.id))[0];
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

/** Adds a session and forgets those that are over. */
export function addSession(database: Sqlite, added: NewSession, now: number): void {
  database.write('DELETE FROM session WHERE expires_at <= ?', [now]);
  const sql = 'INSERT INTO session (id_hash, user_id, stage, factor, expires_at) VALUES (?, ?, ?, ?, ?)';
  database.write(sql, [added.idHash, added.userId, added.stage, added.factor ?? null, added.expiresAt]);
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
  const place = `session ${idHash}`;
  const sql = `UPDATE session SET sealed_new_secret = coalesce(sealed_new_secret, ?) WHERE id_hash = ?
    RETURNING sealed_new_secret`;
  const [row] = database.write(sql, [database.seal(secret, place), idHash]);
  return database.open(textIn(row?.sealed_new_secret), place);
}

function userOf(row: Row): User {
  return {
    id: numberIn(row.id),
    name: textIn(row.name),
    passwordHash: textIn(row.password_hash),
  };
}

function sessionOf(row: Row): SessionRow {
  const stage = row.stage;
  if (stage !== 'waiting' && stage !== 'password-only' && stage !== 'two-factors')
    throw new TypeError('no such stage');
  return { userId: numberIn(row.user_id), stage, ...(row.factor !== null && { factor: textIn(row.factor) }) };
}
