import { backupCodesLeft } from '../backup-code-store.ts';
import { backupCode } from '../backup-codes.ts';
import { factors, factorsOn } from '../factors.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { setUpDue } from '../policy.ts';
import { push } from '../push.ts';
import { type Reply, seeOther } from '../reply.ts';
import { endSession, type SignedIn } from '../session.ts';
import { count } from '../time-left.ts';
import { totp } from '../totp.ts';
import type { Visit } from '../visit.ts';
import { when } from '../when.ts';
import { passwordPath } from './change-password.ts';
import { approvePath } from './push-approve.ts';
import { signInsPath } from './sign-ins.ts';

export function showAccount(visit: Visit<SignedIn>): Reply {
  const { database, session } = visit;
  const hasTwoFactors = session.factors === 2;
  const isTotpOn = totp.isOn(database, session.user.id);
  const body = html`
    <p class="state ${hasTwoFactors && 'strong'}" role="status">${hasTwoFactors ? 'Signed in with two factors' : 'Signed in with a password only'}</p>
    <dl><dt>Name</dt><dd>${session.user.name}</dd></dl>
    ${nextStep(visit)}
    <p class="actions">${
      isTotpOn
        ? html`<a class="button quiet" href="${totp.setUpPath}/off">Turn off two-factor</a>`
        : html`<a class="button" href="${totp.setUpPath}">Set up two-factor</a>`
    }</p>
    ${factorList(visit)}
    ${push.isOn(database, session.user.id) && html`<p><a href="${approvePath}">Approve a sign-in</a></p>`}
    <p><a href="/devices">Remembered devices</a></p>
    <p><a href="${passwordPath}">Change your password</a></p>
    <p><a href="${signInsPath}">Latest sign-ins</a></p>`;
  return page({ title: 'Your account', session, body });
}

/** Signing out is always right to ask for, also without a session. */
export function signOut({ database, session }: Visit): Reply {
  return seeOther('/', endSession(database, session));
}

/** What is best done next: a factor, a first sign-in with it, backup codes, or a new device. */
function nextStep({ database, session }: Visit<SignedIn>): Html | undefined {
  const userId = session.user.id;
  if (factorsOn(database, userId).length === 0) {
    return html`<p>A stolen password is enough to open this account. Two-factor asks for a code as well.</p>
      ${duePart(setUpDue(database, session.user))}`;
  }
  const left = backupCodesLeft(database, userId);
  if (session.factor === backupCode.id) {
    return html`<p>You signed in with a backup code; ${count(left, 'code')} left. If your device is lost, turn its
      factor off and set up a new one.</p>`;
  }
  const codes =
    left === 0 &&
    html`<p><a href="${backupCode.setUpPath}">Make backup codes</a> for the day when your
    device is lost.</p>`;
  return html`${session.factors === 1 && html`<p>Two-factor is on. Sign out and in again to see it at work.</p>`}
    ${codes}`;
}

function duePart(due: number | undefined): Html | undefined {
  if (due === undefined) return undefined;
  return html`<p>Your account must have a second factor by ${when(due)}.</p>`;
}

function factorList({ database, session }: Visit<SignedIn>): Html {
  const items = factors.map((factor) => {
    const state = factor.isOn(database, session.user.id) ? 'on' : 'off';
    return html`<li><a href="${factor.setUpPath}">${factor.title}</a>: ${state}</li>`;
  });
  return html`<h2>Second factors</h2><ul>${items}</ul>`;
}
