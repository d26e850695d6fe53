/**
 * Push approval: a device that is signed in answers for one that waits. The number on the waiting screen has to be
 * entered on the other one, so that nobody approves by habit what they did not start.
 */
import { randomInt } from 'node:crypto';
import { assertMayTry, noteTry } from './attempts.ts';
import { logAttempt } from './attempts-store.ts';
import type { Factor } from './factors.ts';
import {
  addRequest,
  deletePush,
  findOpenRequest,
  findRequestOf,
  hasPush,
  moveRequest,
  type PushRequest,
  requestTimes,
} from './push-store.ts';
import { Refusal } from './refusal.ts';
import { hashOf, type SignedIn, type Waiting } from './session.ts';
import type { Sqlite } from './sqlite.ts';
import { timeLeft } from './time-left.ts';
import type { Visit } from './visit.ts';

/** A spare one: alone it would lock out whoever has no device signed in. */
export const push: Factor = {
  id: 'push',
  title: 'Approval on another device',
  isSpare: true,
  isOn: hasPush,
  signInPath: '/sign-in/push',
  setUpPath: '/set-up/push',
  turnOff: deletePush,
};

const minute = 60_000;
export const requestLifetime = 2 * minute;
/** More would be a way to tire people until they approve. */
const allowedPerHour = 5;

/**
 * Asks the person's other devices.
 * @throws {Refusal} while another request waits, after too many, or while the account is locked
 */
export function askForApproval({ database, session, address, userAgent, now }: Visit<Waiting>): void {
  const userId = session.user.id;
  database.exclusively(() => {
    assertMayTry(database, { userId, address, factor: push.id, now });
    assertMayAsk(database, userId, now);
    addRequest(database, {
      userId,
      sessionHash: hashOf(session.id),
      number: randomInt(10, 100),
      address,
      userAgent: userAgent.slice(0, 160),
      createdAt: now,
      expiresAt: now + requestLifetime,
    });
  });
}

function assertMayAsk(database: Sqlite, userId: number, now: number): void {
  const open = findOpenRequest(database, userId, now);
  if (open) {
    const left = timeLeft(open.expiresAt - now);
    throw new Refusal(429, 'One at a time', `Another request waits for its answer. Try again in ${left}.`);
  }
  const times = requestTimes(database, userId, now - 60 * minute);
  const [first] = times.slice(-allowedPerHour);
  if (first !== undefined && times.length >= allowedPerHour) {
    const left = timeLeft(first + 60 * minute - now);
    throw new Refusal(429, 'Not so often', `Nobody approved several requests. Try again in ${left}.`);
  }
}

/** How the request of this waiting session stands. */
export function standingOf({ database, session, now }: Visit<Waiting>): PushRequest | 'expired' | undefined {
  const request = findRequestOf(database, hashOf(session.id));
  const canExpire = request?.state === 'open' || request?.state === 'approved';
  return request && canExpire && request.expiresAt <= now ? 'expired' : request;
}

export type PushAnswer = 'approved' | 'refused' | 'mistaken' | 'gone';

/** Answers the request with this id from a device that is signed in. A wrong number ends the request. */
export function answerRequest(
  { database, session, now }: Visit<SignedIn>,
  { id, number }: { id: number; number: string | 'refused' },
): PushAnswer {
  return database.exclusively(() => {
    const request = findOpenRequest(database, session.user.id, now);
    if (request?.id !== id) return 'gone';
    const answer =
      number === 'refused' ? 'refused' : number === String(request.number) ? 'approved' : 'mistaken';
    moveRequest(database, id, { from: 'open', to: answer, now });
    const { name } = session.user;
    logAttempt(database, { at: now, name, address: request.address, factor: push.id, outcome: answer });
    return answer;
  });
}

/**
 * Spends the approval of this waiting session, in one step: once.
 * @throws {Refusal} while the account or the address is locked
 */
export function spendApproval(visit: Visit<Waiting>): boolean {
  const { database, session, address, now } = visit;
  const attempt = { userId: session.user.id, address, factor: push.id, now };
  return database.exclusively(() => {
    assertMayTry(database, attempt);
    const request = findRequestOf(database, hashOf(session.id));
    if (!request || !moveRequest(database, request.id, { from: 'approved', to: 'used', now })) return false;
    noteTry(database, { ...attempt, right: true });
    return true;
  });
}
