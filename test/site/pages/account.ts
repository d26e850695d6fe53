import { factors } from '../factors.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { setUpDue } from '../policy.ts';
import { type Reply, seeOther } from '../reply.ts';
import { endSession, type SignedIn } from '../session.ts';
import type { Sqlite } from '../sqlite.ts';
import { findTotp } from '../totp-store.ts';
import type { Visit } from '../visit.ts';
import { when } from '../when.ts';

export function showAccount(visit: Visit<SignedIn>): Reply {
  const { database, session } = visit;
  const { user } = session;
  const hasTwoFactors = session.factors === 2;
  const totp = findTotp(database, user.id);
  const body = html`
    <p class="state ${hasTwoFactors && 'strong'}" role="status">${hasTwoFactors ? 'Signed in with two factors' : 'Signed in with a password only'}</p>
    <dl>
      <dt>Name</dt><dd>${user.name}</dd>
      <dt>Two-factor</dt><dd>${totp ? 'On' : 'Off'}</dd>
    </dl>
    ${
      totp === undefined
        ? html`<p>A stolen password is enough to open this account. Two-factor asks for a code as well.</p>
          <p class="actions"><a class="button" href="/two-factor">Set up two-factor</a></p>`
        : html`${!hasTwoFactors && html`<p>Two-factor is on. Sign out and in again to see it at work.</p>`}
          <p class="actions"><a class="button quiet" href="/two-factor/off">Turn off two-factor</a></p>`
    }
    ${duePart(visit)}
    ${factorList(database, user.id)}
    <p><a href="/devices">Remembered devices</a></p>`;
  return page({ title: 'Your account', session, body });
}

function factorList(database: Sqlite, userId: number): Html {
  const items = factors.map(
    (factor) =>
      html`<li><a href="${factor.setUpPath}">${factor.title}</a>: ${factor.isOn(database, userId) ? 'on' : 'off'}</li>`,
  );
  return html`<h2>Second factors</h2><ul>${items}</ul>`;
}

function duePart({ database, session }: Visit<SignedIn>): Html | undefined {
  const due = setUpDue(database, session.user);
  return due === undefined ? undefined : html`<p>Your account must have a second factor by ${when(due)}.</p>`;
}

/** Signing out is always right to ask for, also without a session. */
export function signOut({ database, session }: Visit): Reply {
  return seeOther('/', endSession(database, session));
}
