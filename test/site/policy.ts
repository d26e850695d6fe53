/** Who must have a second factor, and from when on the site insists. */
import type { User } from './database.ts';
import { deleteSessionsOf } from './database.ts';
import { deleteDevicesOf } from './device-store.ts';
import { factors, factorsOn } from './factors.ts';
import { findPolicy, type Policy } from './policy-store.ts';
import type { Session } from './session.ts';
import type { Sqlite } from './sqlite.ts';

const dayMilliseconds = 24 * 60 * 60_000;
export const longestGraceDays = 365;

/** When the grace period of this person ends, in Unix milliseconds; `undefined` when nothing is missing. */
export function setUpDue(database: Sqlite, user: User): number | undefined {
  const policy = findPolicy(database);
  const since = requiredSince(user, policy);
  if (since === undefined || factorsOn(database, user.id).length > 0) return undefined;
  return since + policy.graceDays * dayMilliseconds;
}

/** Whether this session may do nothing but set up a second factor. */
export function mustSetUpFirst(database: Sqlite, session: Session, now: number): boolean {
  if (session.kind !== 'signed-in') return false;
  const due = setUpDue(database, session.user);
  return due !== undefined && now >= due;
}

/**
 * For a person who lost everything: takes away all factors, remembered devices and open sessions. The password
 * alone then signs in, and the policy asks for a new factor.
 */
export function resetFactors(database: Sqlite, userId: number): void {
  for (const factor of factors) factor.turnOff(database, userId);
  deleteDevicesOf(database, userId);
  deleteSessionsOf(database, userId);
}

/** The earlier of both reasons; a new account has its whole grace period. */
function requiredSince(
  { requiredSince: own, createdAt }: User,
  { everyoneSince }: Policy,
): number | undefined {
  const asEveryone = everyoneSince === undefined ? undefined : Math.max(everyoneSince, createdAt);
  if (own === undefined || asEveryone === undefined) return own ?? asEveryone;
  return Math.min(own, asEveryone);
}
