import { codeBoxes, codeField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { completeSignIn, csrfField, type Waiting } from '../session.ts';
import { type CodeAnswer, codeOf, spendCode, totp } from '../totp.ts';
import type { Visit } from '../visit.ts';
import { sentenceFor } from './code-answer.ts';
import { otherWays } from './other-ways.ts';

export function showCodePrompt(visit: Visit<Waiting>): Reply {
  return promptPage(visit);
}

export function enterCode(visit: Visit<Waiting>): Reply {
  const { database, session, address, now } = visit;
  const userId = session.user.id;
  const answer = spendCode(database, { userId, address, now }, codeOf(visit.form));
  if (answer.kind !== 'right') return promptPage(visit, answer);
  return completeSignIn(database, session, { userId, factor: totp.id, now });
}

/** One field, or with `?boxes=6` six of them: both layouts are common, and fillers must know both. */
function promptPage(visit: Visit<Waiting>, refused?: Exclude<CodeAnswer, { kind: 'right' }>): Reply {
  const { session, query } = visit;
  const hasBoxes = query.get('boxes') === '6';
  const problem = refused && sentenceFor(refused);
  const body = html`
    <p>The password was right, ${session.user.name}. Now enter the code that your authenticator shows for
      Practice Site.</p>
    <form method="post" action="/sign-in/code${hasBoxes && '?boxes=6'}">
      ${csrfField(session)}
      ${hasBoxes ? codeBoxes(problem) : codeField(problem, { hasFocus: true })}
      <button>Continue</button>
    </form>
    <p>${hasBoxes ? html`<a href="/sign-in/code">Use one field</a>` : html`<a href="/sign-in/code?boxes=6">Use six boxes</a>`}
      · <a href="/sign-in">Start again</a></p>
    ${otherWays(visit, totp.id)}`;
  return page({
    title: 'Enter your code',
    session,
    body,
    ...(refused && { status: 422 }),
    ...(hasBoxes && { script: '/boxes.js' }),
  });
}
