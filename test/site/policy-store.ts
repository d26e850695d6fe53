/** SQL of the policy: who must have a second factor, and how long people have to set it up. */
import { numberIn, type Sqlite } from './sqlite.ts';

export const policyTables = [
  `CREATE TABLE IF NOT EXISTS policy (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    everyone_since INTEGER,
    grace_days INTEGER NOT NULL
  ) STRICT`,
];

export interface Policy {
  /** Since when everyone must have a second factor, in Unix milliseconds; otherwise only chosen accounts must. */
  everyoneSince?: number | undefined;
  graceDays: number;
}

const firstPolicy: Policy = { graceDays: 7 };

export function findPolicy(database: Sqlite): Policy {
  const [row] = database.read('SELECT * FROM policy');
  if (!row) return firstPolicy;
  return {
    graceDays: numberIn(row.grace_days),
    ...(row.everyone_since !== null && { everyoneSince: numberIn(row.everyone_since) }),
  };
}

export function savePolicy(database: Sqlite, { everyoneSince, graceDays }: Policy): void {
  const sql = 'INSERT OR REPLACE INTO policy (id, everyone_since, grace_days) VALUES (1, ?, ?)';
  database.write(sql, [everyoneSince ?? null, graceDays]);
}
