import { turnOffFactor } from '../factor-changes.ts';
import { codeField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import { type CodeAnswer, codeOf, spendCode, totp } from '../totp.ts';
import { findTotp } from '../totp-store.ts';
import type { Visit } from '../visit.ts';
import { sentenceFor } from './code-answer.ts';

export function showTurnOff(visit: Visit<SignedIn>): Reply {
  return findTotp(visit.database, visit.session.user.id) ? turnOffPage(visit) : seeOther('/account');
}

/** Asks for a code: who finds an open session must not be able to take the second factor away. */
export function turnOff(visit: Visit<SignedIn>): Reply {
  const { database, session, form, address, now } = visit;
  const answer = spendCode(database, { userId: session.user.id, address, now }, codeOf(form));
  if (answer.kind === 'off') return seeOther('/account');
  if (answer.kind !== 'right') return turnOffPage(visit, answer);
  return turnOffFactor(visit, totp);
}

function turnOffPage({ session }: Visit<SignedIn>, refused?: Exclude<CodeAnswer, { kind: 'right' }>): Reply {
  const body = html`
    <p>After this, the password alone opens your account, and the secret in your authenticator is worth nothing.
      Enter a code to confirm.</p>
    <form method="post" action="/two-factor/off">
      ${csrfField(session)}
      ${codeField(refused && sentenceFor(refused), { hasFocus: true })}
      <button>Turn off two-factor</button>
    </form>
    <p><a href="/account">Keep it on</a></p>`;
  return page({
    title: 'Turn off two-factor',
    session,
    body,
    ...(refused && { status: 422 }),
  });
}
