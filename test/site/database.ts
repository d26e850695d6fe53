/** SQL of accounts and sessions, and the list of all tables. Instants are Unix milliseconds. */
import { attemptsTables } from './attempts-store.ts';
import { backupCodeTables } from './backup-code-store.ts';
import { deviceTables } from './device-store.ts';
import { hotpTables } from './hotp-store.ts';
import { issuerTables } from './mfa/issuer-store.ts';
import { phoneTables } from './phone-store.ts';
import { policyTables } from './policy-store.ts';
import { pushTables } from './push-store.ts';
import { SealError } from './sealing.ts';
import { securityKeyTables } from './security-key-store.ts';
import { apiKeysTables } from './sending/api-keys-store.ts';
import { codesTables } from './sending/codes-store.ts';
import { limitsTables } from './sending/limits-store.ts';
import { numberIn, openSqlite, type Row, type Sqlite, textIn } from './sqlite.ts';
import { totpTables } from './totp-store.ts';

export interface User {
  id: number;
  name: string;
  passwordHash: string;
  createdAt: number;
  /** The account that was registered first. */
  isAdministrator: boolean;
  /** Since when an administrator requires a second factor of this account in particular. */
  requiredSince?: number | undefined;
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
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    is_administrator INTEGER NOT NULL,
    required_since INTEGER
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS session (
    id_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'password-only', 'two-factors')),
    expires_at INTEGER NOT NULL,
    factor TEXT
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS new_secret (
    session TEXT NOT NULL,
    factor TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (session, factor)
  ) STRICT`,
  `CREATE TRIGGER IF NOT EXISTS session_ends AFTER DELETE ON session
    BEGIN DELETE FROM new_secret WHERE session = OLD.id_hash; END`,
  'CREATE TABLE IF NOT EXISTS key_check (sealed TEXT NOT NULL) STRICT',
  ...attemptsTables,
  ...policyTables,
  ...deviceTables,
  ...totpTables,
  ...securityKeyTables,
  ...issuerTables,
  ...hotpTables,
  ...backupCodeTables,
  ...phoneTables,
  ...pushTables,
  ...apiKeysTables,
  ...codesTables,
  ...limitsTables,
];

/** Raised whenever a table changes that is there already. */
const version = 2;

/** A file that this version of the site cannot use. */
export class DatabaseError extends Error {}

/**
 * @param key 32 bytes; without it the one of the environment or of the key file (`keyFor`)
 * @throws {DatabaseError} when the file is of another version, or its secrets are sealed under another key
 */
export async function openDatabase(path?: string, key?: Buffer): Promise<Sqlite> {
  const database = await openSqlite(path, key);
  database.exclusively(() => {
    assertVersion(database);
    for (const table of tables) database.write(table);
    database.write(`PRAGMA user_version = ${version}`);
    assertKey(database);
  });
  return database;
}

function assertVersion(database: Sqlite): void {
  const [found] = database.read('PRAGMA user_version');
  const isNew = database.read("SELECT 1 FROM sqlite_schema WHERE name = 'user'").length === 0;
  if (isNew || found?.user_version === version) return;
  throw new DatabaseError('This database was made by another version of the site. Begin with a new file.');
}

/** Otherwise the wrong key would be noticed only when somebody's factor is needed. */
function assertKey(database: Sqlite): void {
  const place = 'key check';
  const [row] = database.read('SELECT sealed FROM key_check');
  if (!row) {
    database.write('INSERT INTO key_check VALUES (?)', [database.seal('', place)]);
    return;
  }
  try {
    database.open(textIn(row.sealed), place);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new DatabaseError('This database is sealed with another key: give the right one in MFA_KEY.');
  }
}

/** The new user's id, or `undefined` when the name is taken. The first one is the administrator. */
export function addUser(
  database: Sqlite,
  name: string,
  passwordHash: string,
  now: number,
): number | undefined {
  const sql = `INSERT INTO user (name, password_hash, created_at, is_administrator)
    VALUES (?, ?, ?, NOT EXISTS (SELECT 1 FROM user)) ON CONFLICT DO NOTHING RETURNING id`;
  return database.write(sql, [name, passwordHash, now]).map((row) => numberIn(row.id))[0];
}

/** Whether the hash took the old one's place: it may have been changed since it was read. */
export function replacePasswordHash(database: Sqlite, { id, passwordHash }: User, next: string): boolean {
  const sql = 'UPDATE user SET password_hash = ? WHERE id = ? AND password_hash = ? RETURNING id';
  return database.write(sql, [next, id, passwordHash]).length > 0;
}

export function hasUsers(database: Sqlite): boolean {
  return database.read('SELECT 1 FROM user LIMIT 1').length > 0;
}

export function allUsers(database: Sqlite): User[] {
  return database.read('SELECT * FROM user ORDER BY name COLLATE NOCASE').map(userOf);
}

export function saveRequiredSince(database: Sqlite, userId: number, since: number | undefined): void {
  database.write('UPDATE user SET required_since = ? WHERE id = ?', [since ?? null, userId]);
}

export function findUser(database: Sqlite, name: string): User | undefined {
  return database.read('SELECT * FROM user WHERE name = ?', [name]).map(userOf)[0];
}

export function findUserById(database: Sqlite, id: number): User | undefined {
  return database.read('SELECT * FROM user WHERE id = ?', [id]).map(userOf)[0];
}

/** Throws when there is no such user: ids come from our own rows. */
export function getUser(database: Sqlite, id: number): User {
  const user = findUserById(database, id);
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

/** The secret that this session is setting up for a factor, the given one if it had none yet. It ends with the session. */
export function keepNewSecret(database: Sqlite, idHash: string, factor: string, secret: string): string {
  const place = `new ${factor} ${idHash}`;
  const sql =
    'INSERT INTO new_secret VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed = sealed RETURNING sealed';
  const [row] = database.write(sql, [idHash, factor, database.seal(secret, place)]);
  return database.open(textIn(row?.sealed), place);
}

function userOf(row: Row): User {
  return {
    id: numberIn(row.id),
    name: textIn(row.name),
    passwordHash: textIn(row.password_hash),
    createdAt: numberIn(row.created_at),
    isAdministrator: row.is_administrator === 1,
    ...(row.required_since !== null && { requiredSince: numberIn(row.required_since) }),
  };
}

function sessionOf(row: Row): SessionRow {
  const stage = row.stage;
  if (stage !== 'waiting' && stage !== 'password-only' && stage !== 'two-factors')
    throw new TypeError('no such stage');
  return { userId: numberIn(row.user_id), stage, ...(row.factor !== null && { factor: textIn(row.factor) }) };
}
