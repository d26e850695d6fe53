import { logAttempt } from './attempts-store.ts';
import { deleteDevicesOf } from './device-store.ts';
import { type Factor, factors, factorsOn } from './factors.ts';
import { type Reply, seeOther } from './reply.ts';
import { rotateOnlySession, type SignedIn } from './session.ts';
import type { Visit } from './visit.ts';

/** The end of every set-up of a factor, after it was stored: ends other sessions, writes the log, leads to the account. */
export function afterTurnOn(visit: Visit<SignedIn>, factor: Factor): Reply {
  note(visit, factor, 'set up');
  return seeOther('/account', rotateOnlySession(visit.database, visit.session, visit.now));
}

/**
 * Turns a factor off that its owner no longer wants. With the last one go backup codes and remembered devices, and
 * the session counts as one with a password only.
 */
export function turnOffFactor(visit: Visit<SignedIn>, factor: Factor): Reply {
  const { database, session, now } = visit;
  const userId = session.user.id;
  factor.turnOff(database, userId);
  note(visit, factor, 'turned off');
  const isLast = factorsOn(database, userId).length === 0;
  if (isLast) {
    for (const spare of factors) spare.turnOff(database, userId);
    deleteDevicesOf(database, userId);
  }
  const proved = isLast ? { ...session, factor: undefined } : session;
  return seeOther('/account', rotateOnlySession(database, proved, now));
}

function note({ database, session, address, now }: Visit<SignedIn>, { id }: Factor, outcome: string): void {
  logAttempt(database, { at: now, name: session.user.name, address, factor: id, outcome });
}
