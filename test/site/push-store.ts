/** SQL of push approval: who uses it, and the requests. Instants are Unix milliseconds. */
import { numberIn, type Row, type Sqlite, textIn } from './sqlite.ts';

export const pushTables = [
  'CREATE TABLE IF NOT EXISTS push (user_id INTEGER PRIMARY KEY) STRICT',
  `CREATE TABLE IF NOT EXISTS push_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    session_hash TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'mistaken', 'used')),
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`,
];

/** `mistaken`: the number that was entered was another one. `used`: approved, and signed in with. */
export type PushState = 'open' | 'approved' | 'refused' | 'mistaken' | 'used';

export interface PushRequest {
  id: number;
  /** What the other screen shows: 10 to 99. */
  number: number;
  state: PushState;
  /** Where it was asked from, and what the browser there calls itself. */
  address: string;
  userAgent: string;
  createdAt: number;
  expiresAt: number;
}

export interface NewPushRequest extends Omit<PushRequest, 'id' | 'state'> {
  userId: number;
  /** The session that waits, by its name in the database. */
  sessionHash: string;
}

const keptFor = 24 * 60 * 60_000;

export function hasPush(database: Sqlite, userId: number): boolean {
  return database.read('SELECT 1 FROM push WHERE user_id = ?', [userId]).length > 0;
}

export function savePush(database: Sqlite, userId: number): void {
  database.write('INSERT OR IGNORE INTO push (user_id) VALUES (?)', [userId]);
}

export function deletePush(database: Sqlite, userId: number): void {
  database.write('DELETE FROM push WHERE user_id = ?', [userId]);
  database.write('DELETE FROM push_request WHERE user_id = ?', [userId]);
}

export function addRequest(database: Sqlite, added: NewPushRequest): void {
  database.write('DELETE FROM push_request WHERE created_at <= ?', [added.createdAt - keptFor]);
  const sql = `INSERT INTO push_request
    (user_id, session_hash, number, state, address, user_agent, created_at, expires_at)
    VALUES (?, ?, ?, 'open', ?, ?, ?, ?)`;
  const { userId, sessionHash, number, address, userAgent, createdAt, expiresAt } = added;
  database.write(sql, [userId, sessionHash, number, address, userAgent, createdAt, expiresAt]);
}

/** The one that waits for an answer. */
export function findOpenRequest(database: Sqlite, userId: number, now: number): PushRequest | undefined {
  const sql = "SELECT * FROM push_request WHERE user_id = ? AND state = 'open' AND expires_at > ?";
  return database.read(sql, [userId, now]).map(requestOf)[0];
}

/** The latest one that a waiting session has made. */
export function findRequestOf(database: Sqlite, sessionHash: string): PushRequest | undefined {
  const sql = 'SELECT * FROM push_request WHERE session_hash = ? ORDER BY id DESC LIMIT 1';
  return database.read(sql, [sessionHash]).map(requestOf)[0];
}

/** When a person's requests since `since` were made, the first first; those that led to a sign-in are not counted. */
export function requestTimes(database: Sqlite, userId: number, since: number): number[] {
  const sql = `SELECT created_at FROM push_request
    WHERE user_id = ? AND created_at > ? AND state <> 'used' ORDER BY created_at`;
  return database.read(sql, [userId, since]).map((row) => numberIn(row.created_at));
}

/** Goes from one state to the next; whether this call did it. */
export function moveRequest(
  database: Sqlite,
  id: number,
  { from, to, now }: { from: PushState; to: PushState; now: number },
): boolean {
  const sql = `UPDATE push_request SET state = ? WHERE id = ? AND state = ? AND expires_at > ? RETURNING id`;
  return database.write(sql, [to, id, from, now]).length > 0;
}

function requestOf(row: Row): PushRequest {
  return {
    id: numberIn(row.id),
    number: numberIn(row.number),
    state: stateIn(row.state),
    address: textIn(row.address),
    userAgent: textIn(row.user_agent),
    createdAt: numberIn(row.created_at),
    expiresAt: numberIn(row.expires_at),
  };
}

function stateIn(value: unknown): PushState {
  const known = (['open', 'approved', 'refused', 'mistaken', 'used'] as const).find(
    (state) => state === value,
  );
  if (known === undefined) throw new TypeError('no such state');
  return known;
}
