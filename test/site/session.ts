import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  addSession,
  deleteSession,
  deleteSessionsOf,
  findSession,
  getUser,
  type Stage,
  type User,
} from './database.ts';
import { type Html, html } from './html.ts';
import { Refusal } from './refusal.ts';
import { type Reply, seeOther } from './reply.ts';
import { isSameText } from './same-text.ts';
import type { Sqlite } from './sqlite.ts';

/** `id` is the secret in the cookie. The database holds its hash, so that a stolen file opens no session. */
export type Session = Visitor | Waiting | SignedIn;
export interface Visitor {
  kind: 'visitor';
  id: string;
}
export interface Waiting {
  kind: 'waiting';
  id: string;
  user: User;
}
export interface SignedIn {
  kind: 'signed-in';
  id: string;
  user: User;
  factors: 1 | 2;
  /** The id of the second factor, after one. */
  factor?: string | undefined;
}

const minutes = 60_000;
const lifetime: Record<Stage, number> = {
  waiting: 10 * minutes,
  'password-only': 12 * 60 * minutes,
  'two-factors': 12 * 60 * minutes,
};

/** The session of a cookie. A visitor has no row: an id and its CSRF token cost us no storage. */
export function openSession(database: Sqlite, cookie: string | undefined, now: number): Session {
  if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) return { kind: 'visitor', id: newId() };
  const row = findSession(database, hashOf(cookie), now);
  if (!row) return { kind: 'visitor', id: cookie };
  const user = getUser(database, row.userId);
  if (row.stage === 'waiting') return { kind: 'waiting', id: cookie, user };
  return {
    kind: 'signed-in',
    id: cookie,
    user,
    factors: row.stage === 'two-factors' ? 2 : 1,
    factor: row.factor,
  };
}

/** Ends the old session and gives the id of a new one: an id that was known before a sign-in is worth nothing after. */
export function rotateSession(
  database: Sqlite,
  old: Session,
  next: { userId: number; stage: Stage; factor?: string | undefined; now: number },
): string {
  const id = endSession(database, old);
  const { now, ...row } = next;
  addSession(database, { ...row, idHash: hashOf(id), expiresAt: now + lifetime[row.stage] }, now);
  return id;
}

/** The end of every sign-in with a second factor (its id is `factor`): a new session, and on to the account. */
export function completeSignIn(
  database: Sqlite,
  session: Session,
  { userId, factor, now }: { userId: number; factor: string; now: number },
): Reply {
  return seeOther(
    '/account',
    rotateSession(database, session, { userId, stage: 'two-factors', factor, now }),
  );
}

/**
 * As `rotateSession`, when the person or a change of the account ends all other sessions: those in other browsers, and
 * those that wait for a code. This one keeps what it has proved.
 */
export function rotateOnlySession(database: Sqlite, { id, user, factor }: SignedIn, now: number): string {
  deleteSessionsOf(database, user.id);
  const stage = factor === undefined ? 'password-only' : 'two-factors';
  return rotateSession(database, { kind: 'visitor', id }, { userId: user.id, stage, factor, now });
}

/** Ends the session and gives the id of a new visitor. */
export function endSession(database: Sqlite, session: Session): string {
  deleteSession(database, hashOf(session.id));
  return newId();
}

/** The hidden field that every form carries; only pages of this session can know its value. */
export function csrfField(session: Session): Html {
  return html`<input type="hidden" name="csrf" value="${csrfToken(session)}">`;
}

export function assertOwnForm(session: Session, form: URLSearchParams): void {
  if (isSameText(form.get('csrf') ?? '', csrfToken(session))) return;
  throw new Refusal(
    403,
    'This form is out of date',
    'It was not sent from a page of your session. Open the page again and send it from there.',
  );
}

/** A name for the session inside the database. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

function csrfToken({ id }: Session): string {
  return createHmac('sha256', id).update('csrf').digest('base64url');
}

function newId(): string {
  return randomBytes(32).toString('base64url');
}
