import { afterTurnOn, turnOffFactor } from '../factor-changes.ts';
import { codeField, textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isOwnPassword } from '../own-password.ts';
import { isCodeOpen, judgeCode, type Occasion, type PhoneFactor, sendCodeFor } from '../phone.ts';
import { findPhone, savePhone } from '../phone-store.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { maskedNumber, numberFor } from '../sending/phone-number.ts';
import { csrfField, type SignedIn } from '../session.ts';
import { type Answer, signedInOnly, type Visit } from '../visit.ts';
import { assertMaySetUp } from '../whole-sign-in.ts';
import {
  explanation,
  inboxHint,
  notSentLine,
  type PhoneProblem,
  phoneSentence,
  words,
} from './phone-parts.ts';

type SetUp = Visit<SignedIn>;

/** The pages on which a person proves a number, and takes it away again. */
export function phoneSetUpRoutes(factor: PhoneFactor): Record<string, { GET?: Answer; POST?: Answer }> {
  const path = factor.setUpPath;
  const whenOff = (answer: (visit: SetUp, factor: PhoneFactor) => Reply | Promise<Reply>) =>
    signedInOnly((visit) => {
      if (numberOf(visit, factor) !== undefined) return seeOther(path);
      assertMaySetUp(visit);
      return answer(visit, factor);
    });
  return {
    [path]: { GET: signedInOnly((visit) => showSetUp(visit, factor)), POST: whenOff(enterNumber) },
    [`${path}/code`]: { POST: whenOff(confirmNumber) },
    [`${path}/off`]: { POST: signedInOnly((visit) => turnOff(visit, factor)) },
  };
}

function numberOf({ database, session }: SetUp, { id }: PhoneFactor): string | undefined {
  return findPhone(database, session.user.id, id);
}

function showSetUp(visit: SetUp, factor: PhoneFactor): Reply {
  const number = numberOf(visit, factor);
  if (number !== undefined) return onPage(visit, factor, number);
  assertMaySetUp(visit);
  return numberPage(visit, factor);
}

async function enterNumber(visit: SetUp, factor: PhoneFactor): Promise<Reply> {
  try {
    return await sendTo(visit, factor, numberFor(factor.id, (visit.form.get('number') ?? '').trim()));
  } catch (error) {
    if (error instanceof Refusal) return numberPage(visit, factor, error);
    throw error;
  }
}

/** A code can be good although this sending failed: it may be on its way, or an earlier one came. It needs its field. */
async function sendTo(visit: SetUp, factor: PhoneFactor, number: string): Promise<Reply> {
  const occasion: Occasion = { purpose: 'set-up', channel: factor.id, number };
  try {
    await sendCodeFor(visit, occasion);
    return codePage(visit, factor, number);
  } catch (error) {
    if (!(error instanceof Refusal) || !isCodeOpen(visit, occasion)) throw error;
    return codePage(visit, factor, number, { status: error.status, notSent: error.message });
  }
}

/**
 * The number comes back in the form, and may have been changed there: a code is good for the very number that it was
 * sent to, so that no other one can be saved with it.
 */
function confirmNumber(visit: SetUp, factor: PhoneFactor): Reply {
  const channel = factor.id;
  const number = numberFor(channel, visit.form.get('number') ?? '');
  const answer = judgeCode(visit, { purpose: 'set-up', channel, number });
  if (answer.kind !== 'right') {
    return codePage(visit, factor, number, { status: 422, wrong: phoneSentence(answer) });
  }
  savePhone(visit.database, visit.session.user.id, channel, number);
  return afterTurnOn(visit, factor);
}

async function turnOff(visit: SetUp, factor: PhoneFactor): Promise<Reply> {
  const number = numberOf(visit, factor);
  if (number === undefined) return seeOther('/account');
  const isOwner = await isOwnPassword(visit);
  return isOwner ? turnOffFactor(visit, factor) : onPage(visit, factor, number, 'The password is wrong.');
}

function numberPage(visit: SetUp, { id, setUpPath, title }: PhoneFactor, refused?: Refusal): Reply {
  const body = html`
    ${explanation(id)}
    <form method="post" action="${setUpPath}">
      ${csrfField(visit.session)}
      ${textField({
        name: 'number',
        label: 'Phone number',
        type: 'tel',
        autocomplete: 'tel',
        value: visit.form.get('number') ?? '',
        hint: 'With + and the country code, such as +49 1512 3456789.',
        problem: refused?.message,
      })}
      <button>${words[id].send}</button>
    </form>
    ${inboxHint(visit)}
    <p><a href="/account">Back to the account</a></p>`;
  return page({ title, session: visit.session, body, ...(refused && { status: refused.status }) });
}

function codePage(
  visit: SetUp,
  { id, setUpPath }: PhoneFactor,
  number: string,
  problem?: PhoneProblem,
): Reply {
  const body = html`
    <p>${words[id].sent(number)} So we know that the number is yours.</p>
    ${notSentLine(problem)}
    <form method="post" action="${setUpPath}/code">
      ${csrfField(visit.session)}
      <input type="hidden" name="number" value="${number}">
      ${codeField(problem?.wrong, { hasFocus: true })}
      <button>Turn on</button>
    </form>
    ${inboxHint(visit)}
    <form method="post" action="${setUpPath}">
      ${csrfField(visit.session)}
      <input type="hidden" name="number" value="${number}">
      <button class="quiet">${words[id].again}</button>
    </form>
    <p><a href="${setUpPath}">Another number</a></p>`;
  return page({
    title: 'Prove your number',
    session: visit.session,
    body,
    ...(problem && { status: problem.status }),
  });
}

function onPage(
  visit: SetUp,
  { id, setUpPath, title }: PhoneFactor,
  number: string,
  problem?: string,
): Reply {
  const body = html`
    <p class="state strong" role="status">On for ${maskedNumber(number)}</p>
    ${explanation(id)}
    <h2>Turn it off</h2>
    <p>To use another number, turn it off first and set it up again.</p>
    <form method="post" action="${setUpPath}/off">
      ${csrfField(visit.session)}
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', problem })}
      <button>Turn off</button>
    </form>
    <p><a href="/account">Keep it on</a></p>`;
  const status = problem === undefined ? 200 : 422;
  return page({ title, session: visit.session, body, status });
}
