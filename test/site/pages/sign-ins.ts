import { latestAttemptsOf, logAttempt } from '../attempts-store.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, rotateOnlySession, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { attemptTable } from './attempt-table.ts';
import { passwordPath } from './change-password.ts';

export const signInsPath = '/sign-ins';
const shown = 20;

/** What happened with a person's own account: who reads it sees first what was not theirs. */
export function showSignIns({ database, session }: Visit<SignedIn>): Reply {
  const body = html`
    <p>What was tried and changed with your account, the newest first. If one of these was not you,
      <a href="${passwordPath}">change your password</a>.</p>
    <form method="post" action="${signInsPath}/end">
      ${csrfField(session)}<button>Sign out everywhere else</button>
    </form>
    <p class="hint">Devices that are <a href="/devices">remembered</a> stay so.</p>
    <h2 id="log">The latest ${shown}</h2>
    ${attemptTable(latestAttemptsOf(database, session.user.name, shown), { heading: 'log', hasNames: false })}
    <p><a href="/account">To your account</a></p>`;
  return page({ title: 'Latest sign-ins', session, body, isWide: true });
}

/** For a browser that was left open somewhere. This one goes on, with what it has proved. */
export function endOtherSessions({ database, session, address, now }: Visit<SignedIn>): Reply {
  const { name } = session.user;
  logAttempt(database, { at: now, name, address, factor: 'sessions', outcome: 'others ended' });
  return seeOther(signInsPath, rotateOnlySession(database, session, now));
}
