import { assertMayTry } from '../attempts.ts';
import { codeField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isCodeOpen, judgeSignIn, type PhoneFactor, sendCodeFor } from '../phone.ts';
import { findPhone } from '../phone-store.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { type Channel, maskedNumber } from '../sending/phone-number.ts';
import { completeSignIn, csrfField, type Waiting } from '../session.ts';
import { type Answer, type Visit, waitingOnly } from '../visit.ts';
import { otherWays } from './other-ways.ts';
import {
  explanation,
  inboxHint,
  notSentLine,
  type PhoneProblem,
  phoneSentence,
  words,
} from './phone-parts.ts';

interface Prompt {
  visit: Visit<Waiting>;
  channel: Channel;
  /** E.164. */
  number: string;
}

/** The pages on which a person signs in with this factor. */
export function phoneSignInRoutes({
  id,
  signInPath,
}: PhoneFactor): Record<string, { GET?: Answer; POST?: Answer }> {
  const withNumber = (answer: (prompt: Prompt) => Reply | Promise<Reply>) =>
    waitingOnly((visit) => {
      const number = findPhone(visit.database, visit.session.user.id, id);
      return number === undefined ? seeOther('/sign-in') : answer({ visit, channel: id, number });
    });
  return {
    [signInPath]: { GET: withNumber((prompt) => promptPage(prompt)), POST: withNumber(enterCode) },
    [`${signInPath}/send`]: { POST: withNumber(send) },
  };
}

/** Nothing is sent before the person presses the button: to open a page must not ring a phone. */
async function send(prompt: Prompt): Promise<Reply> {
  const { visit, channel, number } = prompt;
  const { database, session, address, now } = visit;
  try {
    assertMayTry(database, { userId: session.user.id, address, factor: channel, now });
    await sendCodeFor(visit, { purpose: 'sign-in', channel, number });
  } catch (error) {
    if (error instanceof Refusal) return promptPage(prompt, { status: error.status, notSent: error.message });
    throw error;
  }
  return seeOther(`/sign-in/${channel}`);
}

function enterCode(prompt: Prompt): Reply {
  const { visit, channel, number } = prompt;
  const answer = judgeSignIn(visit, channel, number);
  if (answer.kind !== 'right') return promptPage(prompt, { status: 422, wrong: phoneSentence(answer) });
  const { database, session, now } = visit;
  return completeSignIn(database, session, { userId: session.user.id, factor: channel, now });
}

function promptPage(prompt: Prompt, problem?: PhoneProblem): Reply {
  const { visit, channel, number } = prompt;
  const isOpen = isCodeOpen(visit, { purpose: 'sign-in', channel, number });
  const { sent, offer } = words[channel];
  const body = html`
    <p>${(isOpen ? sent : offer)(maskedNumber(number))}</p>
    ${notSentLine(problem)}
    ${isOpen && codeForm(prompt, problem?.wrong)}
    ${!isOpen && problem?.wrong !== undefined && html`<p class="problem" role="alert">${problem.wrong}</p>`}
    ${sendForm(prompt, isOpen)}
    ${inboxHint(visit)}
    <p><a href="/sign-in">Start again</a></p>
    ${otherWays(visit, channel)}
    <details><summary>How safe is this?</summary>${explanation(channel)}</details>`;
  return page({
    title: channel === 'sms' ? 'Code by text message' : 'Code by phone call',
    session: visit.session,
    body,
    ...(problem && { status: problem.status }),
  });
}

function codeForm({ visit, channel }: Prompt, wrong?: string) {
  return html`<form method="post" action="/sign-in/${channel}">
    ${csrfField(visit.session)}
    ${codeField(wrong, { hasFocus: true })}
    <button>Continue</button>
  </form>`;
}

function sendForm({ visit, channel }: Prompt, isOpen: boolean) {
  return html`<form method="post" action="/sign-in/${channel}/send">
    ${csrfField(visit.session)}
    <button ${isOpen && html`class="quiet"`}>${isOpen ? words[channel].again : words[channel].send}</button>
  </form>`;
}
