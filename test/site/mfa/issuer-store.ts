/** SQL of the issuers that the command line gave: the site's own accounts have the site's. */
import { type Sqlite, textIn } from '../sqlite.ts';

export const issuerTables = [
  `CREATE TABLE IF NOT EXISTS issuer (
    user_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT`,
];

export function findIssuer(database: Sqlite, userId: number): string | undefined {
  return database
    .read('SELECT name FROM issuer WHERE user_id = ?', [userId])
    .map((row) => textIn(row.name))[0];
}

export function saveIssuer(database: Sqlite, userId: number, name: string): void {
  database.write('INSERT OR REPLACE INTO issuer VALUES (?, ?)', [userId, name]);
}
