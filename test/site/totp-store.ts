/** SQL of the authenticator app's codes (TOTP). */
import { numberIn, type Sqlite, textIn } from './sqlite.ts';

export const totpTables = [
  `CREATE TABLE IF NOT EXISTS totp (
    user_id INTEGER PRIMARY KEY,
    sealed_secret TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    drift INTEGER NOT NULL
  ) STRICT`,
];

export interface Totp {
  /** Base32. */
  secret: string;
  /** The step of the last accepted code. */
  lastStep: number;
  /** By how many steps the device's clock was off then. */
  drift: number;
}

export function findTotp(database: Sqlite, userId: number): Totp | undefined {
  const [row] = database.read('SELECT * FROM totp WHERE user_id = ?', [userId]);
  if (!row) return undefined;
  return {
    secret: database.open(textIn(row.sealed_secret), placeOf(userId)),
    lastStep: numberIn(row.last_step),
    drift: numberIn(row.drift),
  };
}

export function saveTotp(database: Sqlite, userId: number, { secret, lastStep, drift }: Totp): void {
  const sealed = database.seal(secret, placeOf(userId));
  database.write('INSERT OR REPLACE INTO totp VALUES (?, ?, ?, ?)', [userId, sealed, lastStep, drift]);
}

export function saveAccepted(
  database: Sqlite,
  userId: number,
  { lastStep, drift }: Pick<Totp, 'lastStep' | 'drift'>,
): void {
  database.write('UPDATE totp SET last_step = ?, drift = ? WHERE user_id = ?', [lastStep, drift, userId]);
}

export function deleteTotp(database: Sqlite, userId: number): void {
  database.write('DELETE FROM totp WHERE user_id = ?', [userId]);
}

function placeOf(userId: number): string {
  return `totp ${userId}`;
}
