import { hasShownFactor } from '../devices.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { answerRequest, type PushAnswer, push } from '../push.ts';
import { findOpenRequest } from '../push-store.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Answer, Visit } from '../visit.ts';
import { signedInOnly } from '../visit.ts';
import { when } from '../when.ts';
import { passwordPath } from './change-password.ts';

type Approving = Visit<SignedIn>;

export const approvePath = '/approve';

/** For devices that showed two factors: a password alone must not approve itself, nor what was remembered once. */
export const approve: { GET: Answer; POST: Answer } = {
  GET: withTwoFactors((visit) => approvePage(visit)),
  POST: withTwoFactors((visit) => approvePage(visit, answerRequest(visit, answerOf(visit)))),
};

function withTwoFactors(answer: (visit: Approving) => Reply): Answer {
  return signedInOnly((visit) => {
    if (!push.isOn(visit.database, visit.session.user.id)) return seeOther(push.setUpPath);
    return hasShownFactor(visit.session) ? answer(visit) : seeOther('/second-factors');
  });
}

function answerOf({ form }: Approving): { id: number; number: string } {
  const number = form.get('answer') === 'refuse' ? 'refused' : (form.get('number') ?? '').trim();
  return { id: Number(form.get('request')), number };
}

const outcomes: Record<PushAnswer, Html> = {
  approved: html`Approved. The other device can go on now.`,
  refused: html`Refused. If you did not start this yourself, somebody knows your password:
    <a href="${passwordPath}">choose another one</a>.`,
  mistaken: html`This was another number, so that the request ended. Ask again on the other device if it was you.`,
  gone: html`This request is over. Ask again on the other device.`,
};

function approvePage(visit: Approving, answer?: PushAnswer): Reply {
  const body = html`
    ${answer !== undefined && html`<p role="status" class="state ${answer === 'approved' && 'strong'}">${outcomes[answer]}</p>`}
    <div data-live aria-live="polite">${requestPart(visit)}</div>
    <p>Leave this page open to see requests as they come.</p>
    <p><a href="/account">Back to the account</a></p>`;
  return page({ title: 'Approve a sign-in', session: visit.session, body, script: '/live.js' });
}

function requestPart({ database, session, now }: Approving): Html {
  const request = findOpenRequest(database, session.user.id, now);
  if (!request) return html`<p>Nobody waits for you.</p>`;
  const { id, address, userAgent, createdAt } = request;
  return html`<p><strong>Somebody who knows your password wants to sign in.</strong> Approve it only if that is you,
      just now.</p>
    <dl>
      <dt>Since</dt><dd>${when(createdAt)}</dd>
      <dt>From</dt><dd>${address}</dd>
      <dt>Browser</dt><dd>${userAgent}</dd>
    </dl>
    <form method="post" action="${approvePath}">
      ${csrfField(session)}
      <input type="hidden" name="request" value="${id}">
      <div class="field">
        <label for="number">The two digits on the other screen</label>
        <input class="code" id="number" name="number" type="text" inputmode="numeric" autocomplete="off" maxlength="2">
      </div>
      <div class="actions">
        <button name="answer" value="approve">Approve</button>
        <button name="answer" value="refuse" class="quiet">Refuse</button>
      </div>
    </form>`;
}
