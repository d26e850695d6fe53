import { randomBytes } from 'node:crypto';
import { decodeBase32, encodeBase32 } from '../base32.ts';
import { keepNewSecret } from '../database.ts';
import { afterTurnOn } from '../factor-changes.ts';
import { hotp } from '../hotp.ts';
import { findHotp, saveHotp } from '../hotp-store.ts';
import { html } from '../html.ts';
import { keyUri } from '../key-uri.ts';
import { checkCounterCode } from '../one-time-password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { hashOf, type SignedIn } from '../session.ts';
import { codeOf, isWholeCode } from '../totp.ts';
import type { Visit } from '../visit.ts';
import { assertMaySetUp } from '../whole-sign-in.ts';
import { counterSentence } from './code-answer.ts';
import { scanAndConfirm } from './scan-and-confirm.ts';

type SetUp = Visit<SignedIn>;

const explanation = html`<p>Your authenticator and this site count codes together: each press makes the next one, and
  no clock is needed. A code proves that you have the device with the secret. Until it is used it stays good,
  however old it is, so a code that somebody reads over your shoulder is worth more than one that expires.</p>`;

export async function showHotpSetUp(visit: SetUp): Promise<Reply> {
  if (findHotp(visit.database, visit.session.user.id)) return seeOther(`${hotp.setUpPath}/off`);
  assertMaySetUp(visit);
  return await setUpPage(visit, newSecretOf(visit));
}

/** As with the authenticator app, a first code proves that the secret arrived. */
export async function confirmHotpSetUp(visit: SetUp): Promise<Reply> {
  const { database, session, form } = visit;
  if (findHotp(database, session.user.id)) return seeOther('/account');
  assertMaySetUp(visit);
  const secret = newSecretOf(visit);
  const code = codeOf(form);
  const answer = isWholeCode(code)
    ? checkCounterCode(decodeBase32(secret), code, 0)
    : { kind: 'incomplete' as const };
  if (answer.kind !== 'right') return await setUpPage(visit, secret, counterSentence(answer));
  saveHotp(database, session.user.id, { secret, next: answer.counter + 1 });
  return afterTurnOn(visit, hotp);
}

function newSecretOf({ database, session }: SetUp): string {
  return keepNewSecret(database, hashOf(session.id), hotp.id, encodeBase32(randomBytes(20)));
}

function setUpPage({ session }: SetUp, secret: string, problem?: string): Promise<Reply> {
  return scanAndConfirm(session, {
    title: 'Set up counter codes',
    explanation,
    secret,
    uri: keyUri(session.user.name, secret, { type: 'hotp' }),
    action: hotp.setUpPath,
    button: 'Turn on counter codes',
    problem,
  });
}
