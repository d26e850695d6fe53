/** SQL of the phone numbers that were proved, one per person and channel. */
import type { Channel } from './sending/phone-number.ts';
import { type Sqlite, textIn } from './sqlite.ts';

export const phoneTables = [
  `CREATE TABLE IF NOT EXISTS phone (
    user_id INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('sms', 'voice')),
    sealed_number TEXT NOT NULL,
    PRIMARY KEY (user_id, channel)
  ) STRICT`,
];

/** The number in E.164, if the person has one for this channel. */
export function findPhone(database: Sqlite, userId: number, channel: Channel): string | undefined {
  const sql = 'SELECT sealed_number FROM phone WHERE user_id = ? AND channel = ?';
  const [row] = database.read(sql, [userId, channel]);
  return row && database.open(textIn(row.sealed_number), placeOf(userId, channel));
}

export function savePhone(database: Sqlite, userId: number, channel: Channel, number: string): void {
  const sealed = database.seal(number, placeOf(userId, channel));
  const sql = 'INSERT OR REPLACE INTO phone (user_id, channel, sealed_number) VALUES (?, ?, ?)';
  database.write(sql, [userId, channel, sealed]);
}

export function deletePhone(database: Sqlite, userId: number, channel: Channel): void {
  database.write('DELETE FROM phone WHERE user_id = ? AND channel = ?', [userId, channel]);
}

function placeOf(userId: number, channel: Channel): string {
  return `phone ${channel} ${userId}`;
}
