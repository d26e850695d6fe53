/** SQL of remembered devices. The database holds the hash of a device's token: a stolen file opens no account. */
import { numberIn, type Row, type Sqlite, textIn } from './sqlite.ts';

export const deviceTables = [
  `CREATE TABLE IF NOT EXISTS device (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`,
];

export interface Device {
  id: number;
  tokenHash: string;
  /** As its browser calls itself. */
  title: string;
  addedAt: number;
  usedAt: number;
  expiresAt: number;
}

export function addDevice(database: Sqlite, userId: number, device: Omit<Device, 'id'>): void {
  const sql = `INSERT INTO device (user_id, token_hash, title, added_at, used_at, expires_at)
    VALUES (?, ?, ?, ?, ?, ?)`;
  const { tokenHash, title, addedAt, usedAt, expiresAt } = device;
  database.write(sql, [userId, tokenHash, title, addedAt, usedAt, expiresAt]);
}

/** Those that are not over, the latest first. */
export function devicesOf(database: Sqlite, userId: number, now: number): Device[] {
  const sql = 'SELECT * FROM device WHERE user_id = ? AND expires_at > ? ORDER BY id DESC';
  return database.read(sql, [userId, now]).map(deviceOf);
}

export function saveDeviceUse(database: Sqlite, id: number, now: number): void {
  database.write('UPDATE device SET used_at = ? WHERE id = ?', [now, id]);
}

/** A device of somebody else stays: ids are easy to guess. */
export function deleteDevice(database: Sqlite, userId: number, id: number): void {
  database.write('DELETE FROM device WHERE user_id = ? AND id = ?', [userId, id]);
}

export function deleteDevicesOf(database: Sqlite, userId: number): void {
  database.write('DELETE FROM device WHERE user_id = ?', [userId]);
}

function deviceOf(row: Row): Device {
  return {
    id: numberIn(row.id),
    tokenHash: textIn(row.token_hash),
    title: textIn(row.title),
    addedAt: numberIn(row.added_at),
    usedAt: numberIn(row.used_at),
    expiresAt: numberIn(row.expires_at),
  };
}
