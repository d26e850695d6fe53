/** SQL of the codes that were sent. Neither the id nor the code stands in the file. Instants are Unix milliseconds. */
import { numberIn, type Sqlite, textIn } from '../sqlite.ts';

export const codesTables = [
  `CREATE TABLE IF NOT EXISTS sent_code (
    id_hash TEXT PRIMARY KEY,
    code_hash TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    used INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER NOT NULL
  ) STRICT`,
];

export interface SentCode {
  codeHash: string;
  tries: number;
  isUsed: boolean;
  expiresAt: number;
}

/** Takes the place of an earlier code with this id: only the newest one counts. */
export function saveCode(
  database: Sqlite,
  idHash: string,
  { codeHash, expiresAt }: { codeHash: string; expiresAt: number },
): void {
  const sql = 'INSERT OR REPLACE INTO sent_code (id_hash, code_hash, expires_at) VALUES (?, ?, ?)';
  database.write(sql, [idHash, codeHash, expiresAt]);
}

export function findCode(database: Sqlite, idHash: string): SentCode | undefined {
  const [row] = database.read('SELECT * FROM sent_code WHERE id_hash = ?', [idHash]);
  if (!row) return undefined;
  const { code_hash, tries, used, expires_at } = row;
  return {
    codeHash: textIn(code_hash),
    tries: numberIn(tries),
    isUsed: used === 1,
    expiresAt: numberIn(expires_at),
  };
}

export function countTry(database: Sqlite, idHash: string): void {
  database.write('UPDATE sent_code SET tries = tries + 1 WHERE id_hash = ?', [idHash]);
}

export function markUsed(database: Sqlite, idHash: string): void {
  database.write('UPDATE sent_code SET used = 1 WHERE id_hash = ?', [idHash]);
}

/** Only this very code: a newer one with the same id may have taken its place meanwhile. */
export function deleteCode(database: Sqlite, idHash: string, codeHash: string): void {
  database.write('DELETE FROM sent_code WHERE id_hash = ? AND code_hash = ?', [idHash, codeHash]);
}

export function deleteCodesBefore(database: Sqlite, before: number): void {
  database.write('DELETE FROM sent_code WHERE expires_at <= ?', [before]);
}
