import { hasShownFactor } from '../devices.ts';
import { afterTurnOn, turnOffFactor } from '../factor-changes.ts';
import { factorsOn } from '../factors.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isOwnPassword } from '../own-password.ts';
import { push } from '../push.ts';
import { savePush } from '../push-store.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { approvePath } from './push-approve.ts';
import { pushExplanation } from './push-parts.ts';

type SetUp = Visit<SignedIn>;

export function showPushSetUp(visit: SetUp): Reply {
  return push.isOn(visit.database, visit.session.user.id) ? onPage(visit) : offPage(visit);
}

/** There is nothing to prove: this very session, with two factors, is the device that will approve. */
export function turnOnPush(visit: SetUp): Reply {
  const { database, session } = visit;
  if (missing(visit) !== undefined) return offPage(visit);
  savePush(database, session.user.id);
  return afterTurnOn(visit, push);
}

export async function turnOffPush(visit: SetUp): Promise<Reply> {
  if (!push.isOn(visit.database, visit.session.user.id)) return seeOther('/account');
  return (await isOwnPassword(visit)) ? turnOffFactor(visit, push) : onPage(visit, 'The password is wrong.');
}

function missing({ database, session }: SetUp): string | undefined {
  if (factorsOn(database, session.user.id).length === 0) {
    return 'Set up another second factor first: you need it wherever no other device of yours is signed in.';
  }
  if (session.factors === 1)
    return 'Sign out and in again with your second factor first. Then this device can approve.';
  if (!hasShownFactor(session))
    return 'This device is remembered, so that the site did not ask for your second factor. Forget it first, and sign in again.';
  return undefined;
}

function offPage(visit: SetUp): Reply {
  const problem = missing(visit);
  const body = html`
    ${pushExplanation}
    ${
      problem === undefined
        ? html`<p>Devices on which you are signed in with two factors, such as this one, can then approve.</p>
          <form method="post" action="${push.setUpPath}">${csrfField(visit.session)}<button>Turn on</button></form>`
        : html`<p class="problem">${problem}</p>`
    }
    <p><a href="/account">Back to the account</a></p>`;
  return page({ title: push.title, session: visit.session, body });
}

function onPage(visit: SetUp, problem?: string): Reply {
  const body = html`
    <p class="state strong" role="status">On</p>
    <p class="actions"><a class="button" href="${approvePath}">Approve a sign-in</a></p>
    ${pushExplanation}
    <h2>Turn it off</h2>
    <form method="post" action="${push.setUpPath}/off">
      ${csrfField(visit.session)}
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', problem })}
      <button>Turn off</button>
    </form>
    <p><a href="/account">Keep it on</a></p>`;
  const status = problem === undefined ? 200 : 422;
  return page({ title: push.title, session: visit.session, body, status });
}
