import { randomBytes } from 'node:crypto';
import { decodeBase32, encodeBase32 } from '../base32.ts';
import { keepNewSecret } from '../database.ts';
import { afterTurnOn } from '../factor-changes.ts';
import { codeField } from '../form-parts.ts';
import { html } from '../html.ts';
import { inGroupsOfFour, keyUri, qrImage } from '../key-uri.ts';
import { page } from '../layout.ts';
import { checkCode } from '../one-time-password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, hashOf, type SignedIn } from '../session.ts';
import { codeOf, isWholeCode, totp } from '../totp.ts';
import { findTotp, saveTotp } from '../totp-store.ts';
import type { Visit } from '../visit.ts';
import { sentenceFor } from './code-answer.ts';

type SetUp = Visit<SignedIn>;

export async function showSetUp(visit: SetUp): Promise<Reply> {
  if (findTotp(visit.database, visit.session.user.id)) return seeOther('/account');
  return await setUpPage(visit, newSecretOf(visit));
}

/**
 * Two-factor turns on only with a first code: it proves that the authenticator has the secret, and that both
 * clocks agree. Wrong codes need no limit here, the person sees the secret.
 */
export async function confirmSetUp(visit: SetUp): Promise<Reply> {
  const { database, session, form, now } = visit;
  if (findTotp(database, session.user.id)) return seeOther('/account');
  const secret = newSecretOf(visit);
  const code = codeOf(form);
  const answer = isWholeCode(code)
    ? checkCode(decodeBase32(secret), code, { now })
    : { kind: 'incomplete' as const };
  if (answer.kind !== 'right') return await setUpPage(visit, secret, sentenceFor(answer));

  // The step is remembered, so that this first code cannot be used again to sign in.
  saveTotp(database, session.user.id, { secret, lastStep: answer.step });
  return afterTurnOn(visit, totp);
}

/** Random, 160 bits as RFC 4226 section 4 recommends; the same until it is confirmed, also after a reload. */
function newSecretOf({ database, session }: SetUp): string {
  return keepNewSecret(database, hashOf(session.id), encodeBase32(randomBytes(20)));
}

async function setUpPage({ session }: SetUp, secret: string, problem?: string): Promise<Reply> {
  const uri = keyUri(session.user.name, secret);
  const body = html`
    <div class="set-up">
      <figure class="qr">
        <img id="qr" src="${await qrImage(uri)}" alt="QR code with the key URI of your account">
      </figure>
      <div>
        <h2>1. Scan the QR code</h2>
        <p>Scan it with your authenticator. If you cannot, type the secret instead:</p>
        <p class="secret" id="secret">${inGroupsOfFour(secret)}</p>
        <details>
          <summary>Key URI</summary>
          <p><code id="key-uri">${uri}</code></p>
        </details>
        <h2>2. Enter the first code</h2>
        <form method="post" action="/two-factor">
          ${csrfField(session)}
          ${codeField(problem, { hasFocus: problem !== undefined })}
          <button>Turn on two-factor</button>
        </form>
      </div>
    </div>`;
  return page({
    title: 'Set up two-factor',
    session,
    body,
    isWide: true,
    status: problem === undefined ? 200 : 422,
  });
}
