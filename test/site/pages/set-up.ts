import { randomBytes } from 'node:crypto';
import { decodeBase32, encodeBase32 } from '../base32.ts';
import { keepNewSecret } from '../database.ts';
import { afterTurnOn } from '../factor-changes.ts';
import { html } from '../html.ts';
import { keyUri } from '../key-uri.ts';
import { checkCode, driftOf } from '../one-time-password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { hashOf, type SignedIn } from '../session.ts';
import { codeOf, isWholeCode, totp } from '../totp.ts';
import { findTotp, saveTotp } from '../totp-store.ts';
import type { Visit } from '../visit.ts';
import { assertMaySetUp } from '../whole-sign-in.ts';
import { sentenceFor } from './code-answer.ts';
import { scanAndConfirm } from './scan-and-confirm.ts';

type SetUp = Visit<SignedIn>;

const explanation = html`<p>Your authenticator and this site compute the same code from a shared secret and the time.
  A code proves that you have the device with the secret. It does not prove that you are on the right site: a false
  page can pass a code on while it is fresh.</p>`;

export async function showSetUp(visit: SetUp): Promise<Reply> {
  if (findTotp(visit.database, visit.session.user.id)) return seeOther(`${totp.setUpPath}/off`);
  assertMaySetUp(visit);
  return await setUpPage(visit, newSecretOf(visit));
}

/**
 * Two-factor turns on only with a first code: it proves that the authenticator has the secret, and that both
 * clocks agree. Wrong codes need no limit here, the person sees the secret.
 */
export async function confirmSetUp(visit: SetUp): Promise<Reply> {
  const { database, session, form, now } = visit;
  if (findTotp(database, session.user.id)) return seeOther('/account');
  assertMaySetUp(visit);
  const secret = newSecretOf(visit);
  const code = codeOf(form);
  const answer = isWholeCode(code)
    ? checkCode(decodeBase32(secret), code, { now })
    : { kind: 'incomplete' as const };
  if (answer.kind !== 'right') return await setUpPage(visit, secret, sentenceFor(answer));

  // The step is remembered, so that this first code cannot be used again to sign in.
  const { step } = answer;
  saveTotp(database, session.user.id, { secret, lastStep: step, drift: driftOf(step, now) });
  return afterTurnOn(visit, totp);
}

/** Random, 160 bits as RFC 4226 section 4 recommends; the same until it is confirmed, also after a reload. */
function newSecretOf({ database, session }: SetUp): string {
  return keepNewSecret(database, hashOf(session.id), totp.id, encodeBase32(randomBytes(20)));
}

function setUpPage({ session }: SetUp, secret: string, problem?: string): Promise<Reply> {
  return scanAndConfirm(session, {
    title: 'Set up two-factor',
    explanation,
    secret,
    uri: keyUri(session.user.name, secret),
    action: totp.setUpPath,
    button: 'Turn on two-factor',
    problem,
  });
}
