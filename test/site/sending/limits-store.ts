/** SQL of what was sent when. Whom it went to is kept as a keyed hash, for one day. Instants are Unix milliseconds. */
import { numberIn, type Sqlite } from '../sqlite.ts';

export const limitsTables = [
  'CREATE TABLE IF NOT EXISTS sent (subject_hash TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
  'CREATE INDEX IF NOT EXISTS sent_by_subject ON sent (subject_hash, at)',
];

/** When the last but `skipped` one of a subject was sent, if that was after `since`. */
export function findSent(
  database: Sqlite,
  subject: string,
  { since, skipped }: { since: number; skipped: number },
): number | undefined {
  const sql = 'SELECT at FROM sent WHERE subject_hash = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?';
  return database.read(sql, [hashed(database, subject), since, skipped]).map((row) => numberIn(row.at))[0];
}

export function addSent(database: Sqlite, subjects: readonly string[], now: number): void {
  const rows = subjects.map(() => '(?, ?)').join(', ');
  const values = subjects.flatMap((subject) => [hashed(database, subject), now]);
  database.write(`INSERT INTO sent (subject_hash, at) VALUES ${rows}`, values);
}

export function deleteSentBefore(database: Sqlite, before: number): void {
  database.write('DELETE FROM sent WHERE at <= ?', [before]);
}

function hashed(database: Sqlite, subject: string): string {
  return database.hash(subject, 'sent');
}
