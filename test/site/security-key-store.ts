/** SQL of security keys and of the challenges that they sign. Instants are Unix milliseconds. */
import { numberIn, type Row, type Sqlite, textIn } from './sqlite.ts';

export const securityKeyTables = [
  `CREATE TABLE IF NOT EXISTS security_key (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    counter INTEGER NOT NULL,
    transports TEXT NOT NULL,
    is_discoverable INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS key_challenge (
    challenge TEXT PRIMARY KEY,
    session_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`,
];

export interface SecurityKey {
  /** The credential id, in base64url. */
  id: string;
  userId: number;
  /** The name that the person gave it. */
  name: string;
  /** A COSE key in base64url. It is public: nothing here must be kept secret. */
  publicKey: string;
  /** How often it has signed, as it says itself; 0 for keys that do not count. */
  counter: number;
  /** How the browser reaches it, such as `usb` or `internal`. */
  transports: string[];
  /** Whether it knows by itself whom it belongs to, as signing in without a name needs. */
  isDiscoverable: boolean;
  addedAt: number;
  usedAt?: number | undefined;
}

export interface Challenge {
  challenge: string;
  sessionHash: string;
  /** What a signature over it allows: a challenge for one thing is worth nothing for another. */
  purpose: 'register' | 'second-factor' | 'passwordless';
}

/** Visitors get challenges too, so that their number must have an end; the oldest go first. */
const keptChallenges = 1000;

export function keysOf(database: Sqlite, userId: number): SecurityKey[] {
  const sql = 'SELECT * FROM security_key WHERE user_id = ? ORDER BY added_at, id';
  return database.read(sql, [userId]).map(keyOf);
}

export function findKey(database: Sqlite, id: string): SecurityKey | undefined {
  return database.read('SELECT * FROM security_key WHERE id = ?', [id]).map(keyOf)[0];
}

/** @returns false when this key is here already, with this person or another */
export function addKey(database: Sqlite, key: SecurityKey): boolean {
  const sql = `INSERT INTO security_key
    (id, user_id, name, public_key, counter, transports, is_discoverable, added_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`;
  const { id, userId, name, publicKey, counter, transports, isDiscoverable, addedAt } = key;
  const row = [id, userId, name, publicKey, counter, transports.join(' '), Number(isDiscoverable), addedAt];
  return database.write(sql, row).length === 1;
}

/**
 * Takes over the counter of a signature, in one step with the check that it went up (WebAuthn, section 6.1.1).
 * Keys that do not count stay at 0.
 * @returns false when it did not: the key was copied, or an old signature came again
 */
export function advanceCounter(database: Sqlite, id: string, to: { counter: number; now: number }): boolean {
  const sql = `UPDATE security_key SET counter = ?2, used_at = ?3
    WHERE id = ?1 AND (counter < ?2 OR (counter = 0 AND ?2 = 0)) RETURNING id`;
  return database.write(sql, [id, to.counter, to.now]).length === 1;
}

export function deleteKey(database: Sqlite, userId: number, id: string): void {
  database.write('DELETE FROM security_key WHERE user_id = ? AND id = ?', [userId, id]);
}

export function deleteKeysOf(database: Sqlite, userId: number): void {
  database.write('DELETE FROM security_key WHERE user_id = ?', [userId]);
}

export function addChallenge(
  database: Sqlite,
  { challenge, sessionHash, purpose }: Challenge,
  times: { now: number; expiresAt: number },
): void {
  database.write('DELETE FROM key_challenge WHERE expires_at <= ?', [times.now]);
  const sql = 'INSERT INTO key_challenge (challenge, session_hash, purpose, expires_at) VALUES (?, ?, ?, ?)';
  database.write(sql, [challenge, sessionHash, purpose, times.expiresAt]);
  const old = 'SELECT challenge FROM key_challenge ORDER BY expires_at DESC, rowid DESC LIMIT -1 OFFSET ?';
  database.write(`DELETE FROM key_challenge WHERE challenge IN (${old})`, [keptChallenges]);
}

/** Whether this challenge was given out for this. It is gone with the answer, in one step: nobody gets a second yes. */
export function takeChallenge(database: Sqlite, { challenge, sessionHash, purpose }: Challenge, now: number) {
  const sql = 'DELETE FROM key_challenge WHERE challenge = ? RETURNING session_hash, purpose, expires_at';
  const [row] = database.write(sql, [challenge]);
  if (!row) return false;
  return row.session_hash === sessionHash && row.purpose === purpose && now < numberIn(row.expires_at);
}

function keyOf(row: Row): SecurityKey {
  return {
    id: textIn(row.id),
    userId: numberIn(row.user_id),
    name: textIn(row.name),
    publicKey: textIn(row.public_key),
    counter: numberIn(row.counter),
    transports: textIn(row.transports).split(' ').filter(Boolean),
    isDiscoverable: row.is_discoverable === 1,
    addedAt: numberIn(row.added_at),
    ...(row.used_at !== null && { usedAt: numberIn(row.used_at) }),
  };
}
