import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { askForApproval, push, spendApproval, standingOf } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { completeSignIn, csrfField, type Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';
import { otherWays } from './other-ways.ts';
import { pushExplanation } from './push-parts.ts';

type Prompt = Visit<Waiting>;

export function showPushPrompt(visit: Prompt): Reply {
  return push.isOn(visit.database, visit.session.user.id) ? promptPage(visit) : seeOther('/sign-in');
}

export function ask(visit: Prompt): Reply {
  if (!push.isOn(visit.database, visit.session.user.id)) return seeOther('/sign-in');
  try {
    askForApproval(visit);
  } catch (error) {
    if (error instanceof Refusal) return promptPage(visit, error);
    throw error;
  }
  return seeOther(push.signInPath);
}

export function continueSignIn(visit: Prompt): Reply {
  const { database, session, now } = visit;
  if (!spendApproval(visit)) return promptPage(visit);
  return completeSignIn(database, session, { userId: session.user.id, factor: push.id, now });
}

function promptPage(visit: Prompt, refused?: Refusal): Reply {
  const body = html`
    ${refused && html`<p class="problem" role="alert">${refused.message}</p>`}
    <div data-live role="status">${standingPart(visit)}</div>
    <p><a href="/sign-in">Start again</a></p>
    ${otherWays(visit, push.id)}
    <details><summary>How safe is this?</summary>${pushExplanation}</details>`;
  return page({
    title: push.title,
    session: visit.session,
    body,
    script: '/live.js',
    ...(refused && { status: refused.status }),
  });
}

function standingPart(visit: Prompt): Html {
  const request = standingOf(visit);
  if (request === undefined || (request !== 'expired' && request.state === 'used')) {
    return html`<p>Approve this sign-in on a device where you are signed in.</p>${askForm(visit, 'Ask my other device')}`;
  }
  if (request === 'expired') return over(visit, 'Nobody answered in two minutes.');
  switch (request.state) {
    case 'open':
      return html`<p>On the other device, open your account and <strong>Approve a sign-in</strong>. Enter this number
        there:</p>
        <p class="match">${request.number}</p>
        <noscript><p><a href="${push.signInPath}">Look whether it was approved</a></p></noscript>`;
    case 'approved':
      return html`<p>Approved.</p>
        <form method="post" action="${push.signInPath}" data-continue>${csrfField(visit.session)}<button>Continue</button></form>`;
    case 'mistaken':
      return over(visit, 'Another number was entered, so that the request ended.');
    default:
      return over(visit, 'The request was refused on the other device.');
  }
}

function over(visit: Prompt, sentence: string): Html {
  return html`<p>${sentence}</p>${askForm(visit, 'Ask again')}`;
}

function askForm({ session }: Prompt, label: string): Html {
  return html`<form method="post" action="${push.signInPath}/ask">${csrfField(session)}<button>${label}</button></form>`;
}
