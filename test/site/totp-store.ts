/** SQL of the authenticator app's codes (TOTP). */
import { numberIn, type Sqlite, textIn } from './sqlite.ts';

export const totpTables = [
  `CREATE TABLE IF NOT EXISTS totp (
    user_id INTEGER PRIMARY KEY,
    sealed_secret TEXT NOT NULL,
    last_step INTEGER NOT NULL
  ) STRICT`,
];

export interface Totp {
  /** Base32. */
  secret: string;
  /** The step of the last accepted code. */
  lastStep: number;
}

export function findTotp(database: Sqlite, userId: number): Totp | undefined {
  const [row] = database.read('SELECT * FROM totp WHERE user_id = ?', [userId]);
  if (!row) return undefined;
  return {
    secret: database.open(textIn(row.sealed_secret), placeOf(userId)),
    lastStep: numberIn(row.last_step),
  };
}

export function saveTotp(database: Sqlite, userId: number, { secret, lastStep }: Totp): void {
  const sealed = database.seal(secret, placeOf(userId));
  database.write('INSERT OR REPLACE INTO totp (user_id, sealed_secret, last_step) VALUES (?, ?, ?)', [
    userId,
    sealed,
    lastStep,
  ]);
}

export function saveLastStep(database: Sqlite, userId: number, step: number): void {
  database.write('UPDATE totp SET last_step = ? WHERE user_id = ?', [step, userId]);
}

export function deleteTotp(database: Sqlite, userId: number): void {
  database.write('DELETE FROM totp WHERE user_id = ?', [userId]);
}

function placeOf(userId: number): string {
  return `totp ${userId}`;
}
