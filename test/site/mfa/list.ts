import { lockedUntil } from '../attempts.ts';
import { allUsers, type User } from '../database.ts';
import { factors } from '../factors.ts';
import { issuer } from '../key-uri.ts';
import type { Sqlite } from '../sqlite.ts';
import { timeLeft } from '../time-left.ts';
import { findIssuer } from './issuer-store.ts';

/** One line for each account, in columns; nothing secret. */
export function listLines(database: Sqlite, now: number): string[] {
  const rows = allUsers(database).map((user) => rowOf(database, user, now));
  if (rows.length === 0) return ['No accounts yet. Make one with --create --name NAME --issuer ISSUER.'];
  const table = [['NAME', 'ISSUER', 'FACTORS', 'STATE'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function rowOf(database: Sqlite, user: User, now: number): string[] {
  const on = factors.filter((factor) => factor.isOn(database, user.id)).map(({ id }) => id);
  const locked = lockedUntil(database, user, now);
  return [
    user.name,
    findIssuer(database, user.id) ?? issuer,
    on.join(', ') || 'none',
    locked === undefined ? 'open' : `locked for ${timeLeft(locked - now)}`,
  ];
}
