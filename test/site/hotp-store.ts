/** SQL of the codes that count (HOTP). */
import { numberIn, type Sqlite, textIn } from './sqlite.ts';

export const hotpTables = [
  `CREATE TABLE IF NOT EXISTS hotp (
    user_id INTEGER PRIMARY KEY,
    sealed_secret TEXT NOT NULL,
    next_counter INTEGER NOT NULL
  ) STRICT`,
];

export interface Hotp {
  /** Base32. */
  secret: string;
  /** The counter after that of the last accepted code. */
  next: number;
}

export function findHotp(database: Sqlite, userId: number): Hotp | undefined {
  const [row] = database.read('SELECT * FROM hotp WHERE user_id = ?', [userId]);
  if (!row) return undefined;
  return {
    secret: database.open(textIn(row.sealed_secret), placeOf(userId)),
    next: numberIn(row.next_counter),
  };
}

export function saveHotp(database: Sqlite, userId: number, { secret, next }: Hotp): void {
  const sealed = database.seal(secret, placeOf(userId));
  database.write('INSERT OR REPLACE INTO hotp VALUES (?, ?, ?)', [userId, sealed, next]);
}

export function saveNextCounter(database: Sqlite, userId: number, next: number): void {
  database.write('UPDATE hotp SET next_counter = ? WHERE user_id = ?', [next, userId]);
}

export function deleteHotp(database: Sqlite, userId: number): void {
  database.write('DELETE FROM hotp WHERE user_id = ?', [userId]);
}

function placeOf(userId: number): string {
  return `hotp ${userId}`;
}
