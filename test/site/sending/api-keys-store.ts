/** SQL of the keys of other applications. The file holds hashes: a key is shown once, when it is made. */
import { randomBytes } from 'node:crypto';
import { hashOf } from '../session.ts';
import { numberIn, type Row, type Sqlite, textIn } from '../sqlite.ts';

export const apiKeysTables = [
  `CREATE TABLE IF NOT EXISTS api_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT`,
];

/** An application with a key. */
export interface Application {
  id: number;
  /** As its messages name it. */
  name: string;
  /** Unix milliseconds. */
  createdAt: number;
}

/**
 * Makes a key and gives it, this once. It has 256 random bits: nobody can try hashes out, so that they need no salt.
 */
export function addApiKey(database: Sqlite, { name, now }: { name: string; now: number }): string {
  const key = `practice_${randomBytes(32).toString('base64url')}`;
  const sql = 'INSERT INTO api_key (key_hash, name, created_at) VALUES (?, ?, ?)';
  database.write(sql, [hashOf(key), name, now]);
  return key;
}

export function findApplication(database: Sqlite, key: string): Application | undefined {
  return database.read('SELECT * FROM api_key WHERE key_hash = ?', [hashOf(key)]).map(applicationOf)[0];
}

export function allApplications(database: Sqlite): Application[] {
  return database.read('SELECT * FROM api_key ORDER BY id').map(applicationOf);
}

/** From now on the key is a wrong one. */
export function deleteApiKey(database: Sqlite, id: number): void {
  database.write('DELETE FROM api_key WHERE id = ?', [id]);
}

function applicationOf(row: Row): Application {
  return { id: numberIn(row.id), name: textIn(row.name), createdAt: numberIn(row.created_at) };
}
