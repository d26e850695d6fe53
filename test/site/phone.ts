/** Codes by text message and by call, as factors of this site: an application of `sending/codes.ts` like any other. */
import { createHmac } from 'node:crypto';
import { assertMayTry, noteTry } from './attempts.ts';
import type { Factor } from './factors.ts';
import { issuer } from './key-uri.ts';
import { deletePhone, findPhone } from './phone-store.ts';
import { type CodeVerdict, hasOpenCode, sendCode, verifyCode } from './sending/codes.ts';
import type { Channel } from './sending/phone-number.ts';
import type { SignedIn, Waiting } from './session.ts';
import { codeOf, isWholeCode } from './totp.ts';
import type { Visit } from './visit.ts';

export interface PhoneFactor extends Factor {
  readonly id: Channel;
}

export const sms = phoneFactor('sms', 'Text message');
export const voice = phoneFactor('voice', 'Phone call');

function phoneFactor(channel: Channel, title: string): PhoneFactor {
  return {
    id: channel,
    title,
    isOn: (database, userId) => findPhone(database, userId, channel) !== undefined,
    signInPath: `/sign-in/${channel}`,
    setUpPath: `/set-up/${channel}`,
    turnOff: (database, userId) => deletePhone(database, userId, channel),
  };
}

type Person = Visit<Waiting | SignedIn>;

/** What a code is for: it opens nothing else, and is worth nothing for another number. */
export interface Occasion {
  purpose: 'sign-in' | 'set-up';
  channel: Channel;
  /** E.164. */
  number: string;
}

/**
 * Sends a code for this browser's session.
 * @throws {Refusal} when it was sent too often, or the provider does not send it
 */
export async function sendCodeFor(visit: Person, occasion: Occasion): Promise<void> {
  const { session, address } = visit;
  await sendCode(visit, {
    id: idOf(visit, occasion),
    channel: occasion.channel,
    to: occasion.number,
    sender: issuer,
    application: 'this site',
    account: String(session.user.id),
    address,
  });
}

/** Whether a code is on its way, or there, that is still good. */
export function isCodeOpen(visit: Person, occasion: Occasion): boolean {
  return hasOpenCode(visit.database, idOf(visit, occasion), visit.now);
}

export type PhoneAnswer = CodeVerdict | { kind: 'incomplete' };

/** Judges the code of the form. In set-up nobody has to be kept out: the five tries of the code are enough. */
export function judgeCode(visit: Person, occasion: Occasion): PhoneAnswer {
  const code = codeOf(visit.form);
  if (!isWholeCode(code)) return { kind: 'incomplete' };
  return verifyCode(visit.database, { id: idOf(visit, occasion), code }, visit.now);
}

/**
 * Judges the code of a sign-in and counts it, in one step.
 * @throws {Refusal} when the account or the address is locked, or becomes so
 */
export function judgeSignIn(visit: Visit<Waiting>, channel: Channel, number: string): PhoneAnswer {
  const { database, session, address, now } = visit;
  const attempt = { userId: session.user.id, address, factor: channel, now };
  return database.exclusively(() => {
    assertMayTry(database, attempt);
    const answer = judgeCode(visit, { purpose: 'sign-in', channel, number });
    const isGuess = answer.kind === 'right' || answer.kind === 'wrong';
    if (isGuess) noteTry(database, { ...attempt, right: answer.kind === 'right' });
    return answer;
  });
}

/**
 * The secret name of a code, made from the cookie: the code is good in the browser that asked for it, and nothing
 * has to be stored between the pages.
 */
function idOf({ session }: Person, { purpose, channel, number }: Occasion): string {
  return createHmac('sha256', session.id).update(`${purpose} ${channel} ${number}`).digest('base64url');
}
