import { codeField, textField } from '../form-parts.ts';
import { hotp, resynchronise, spendCounterCode } from '../hotp.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { completeSignIn, csrfField, type Waiting } from '../session.ts';
import { codeOf } from '../totp.ts';
import type { Visit } from '../visit.ts';
import { counterSentence } from './code-answer.ts';
import { otherWays } from './other-ways.ts';

type Prompt = Visit<Waiting>;

const resynchronisePath = `${hotp.signInPath}/resynchronise`;

export function showHotpPrompt(visit: Prompt): Reply {
  return promptPage(visit);
}

export function enterCounterCode(visit: Prompt): Reply {
  const { database, session, address, now } = visit;
  const userId = session.user.id;
  const answer = spendCounterCode(database, { userId, address, now }, codeOf(visit.form));
  if (answer.kind !== 'right') return promptPage(visit, counterSentence(answer));
  return completeSignIn(database, session, { userId, factor: hotp.id, now });
}

export function showResynchronise(visit: Prompt): Reply {
  return resynchronisePage(visit);
}

export function enterPair(visit: Prompt): Reply {
  const { database, session, form, address, now } = visit;
  const userId = session.user.id;
  const [first, second] = ['first', 'second'].map((name) => (form.get(name) ?? '').replace(/[\s-]/g, ''));
  const answer = resynchronise(database, { userId, address, now }, [first ?? '', second ?? '']);
  if (answer === 'right') return completeSignIn(database, session, { userId, factor: hotp.id, now });
  return resynchronisePage(
    visit,
    answer === 'wrong'
      ? 'These are not two codes in a row from your authenticator. Make two new ones and enter them in turn.'
      : counterSentence({ kind: answer }),
  );
}

function promptPage(visit: Prompt, problem?: string): Reply {
  const { session } = visit;
  const body = html`
    <p>The password was right, ${session.user.name}. Now make the next code for Practice Site with your
      authenticator and enter it.</p>
    <form method="post" action="${hotp.signInPath}">
      ${csrfField(session)}
      ${codeField(problem, { hasFocus: true })}
      <button>Continue</button>
    </form>
    <p><a href="${resynchronisePath}">My codes are refused</a> · <a href="/sign-in">Start again</a></p>
    ${otherWays(visit, hotp.id)}`;
  return page({ title: 'Enter the next code', session, body, status: problem === undefined ? 200 : 422 });
}

function resynchronisePage({ session }: Prompt, problem?: string): Reply {
  const body = html`
    <p>If codes were made and not used, your authenticator has counted further than this site. Two codes in a row
      bring both together again.</p>
    <form method="post" action="${resynchronisePath}">
      ${csrfField(session)}
      ${textField({ name: 'first', label: 'First code', autocomplete: 'off' })}
      ${textField({ name: 'second', label: 'The code after it', autocomplete: 'off', problem })}
      <button>Continue</button>
    </form>
    <p><a href="${hotp.signInPath}">Back to one code</a></p>`;
  return page({ title: 'Count together again', session, body, status: problem === undefined ? 200 : 422 });
}
