/** SQL of backup codes. Only hashes are stored: the site itself cannot show a code twice. */
import { numberIn, type Sqlite } from './sqlite.ts';

export const backupCodeTables = [
  `CREATE TABLE IF NOT EXISTS backup_code (
    user_id INTEGER NOT NULL,
    code_hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (user_id, code_hash)
  ) STRICT`,
];

export function saveBackupCodes(database: Sqlite, userId: number, hashes: readonly string[]): void {
  const rows = hashes.map(() => '(?, ?)').join(', ');
  const values = hashes.flatMap((hash) => [userId, hash]);
  database.exclusively(() => {
    deleteBackupCodes(database, userId);
    database.write(`INSERT INTO backup_code (user_id, code_hash) VALUES ${rows}`, values);
  });
}

/** Whether there was such an unused code; it is used from now on. */
export function useBackupCode(database: Sqlite, userId: number, hash: string, now: number): boolean {
  const sql = `UPDATE backup_code SET used_at = ? WHERE user_id = ? AND code_hash = ? AND used_at IS NULL
    RETURNING used_at`;
  return database.write(sql, [now, userId, hash]).length > 0;
}

export function isUsedBackupCode(database: Sqlite, userId: number, hash: string): boolean {
  const sql = 'SELECT 1 FROM backup_code WHERE user_id = ? AND code_hash = ? AND used_at IS NOT NULL';
  return database.read(sql, [userId, hash]).length > 0;
}

/** How many are unused. */
export function backupCodesLeft(database: Sqlite, userId: number): number {
  const sql = 'SELECT count(*) AS amount FROM backup_code WHERE user_id = ? AND used_at IS NULL';
  return numberIn(database.read(sql, [userId])[0]?.amount);
}

export function deleteBackupCodes(database: Sqlite, userId: number): void {
  database.write('DELETE FROM backup_code WHERE user_id = ?', [userId]);
}
