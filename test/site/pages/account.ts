import { html } from '../html.ts';
import { page } from '../layout.ts';
import { type Reply, seeOther } from '../reply.ts';
import { endSession, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';

export function showAccount({ session }: Visit<SignedIn>): Reply {
  const { user, factors } = session;
  const body = html`
    <p class="state ${factors === 2 && 'strong'}" role="status">${factors === 2 ? 'Signed in with two factors' : 'Signed in with a password only'}</p>
    <dl>
      <dt>Name</dt><dd>${user.name}</dd>
      <dt>Two-factor</dt><dd>${user.twoFactor === 'off' ? 'Off' : 'On'}</dd>
    </dl>
    ${
      user.twoFactor === 'off'
        ? html`<p>A stolen password is enough to open this account. Two-factor asks for a code as well.</p>
          <p class="actions"><a class="button" href="/two-factor">Set up two-factor</a></p>`
        : html`${factors === 1 && html`<p>Two-factor is on. Sign out and in again to see it at work.</p>`}
          <p class="actions"><a class="button quiet" href="/two-factor/off">Turn off two-factor</a></p>`
    }`;
  return page({ title: 'Your account', session, body });
}

/** Signing out is always right to ask for, also without a session. */
export function signOut({ database, session }: Visit): Reply {
  return seeOther('/', endSession(database, session));
}
