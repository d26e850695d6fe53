import { codeField } from '../form-parts.ts';
import { type Html, html } from '../html.ts';
import { framedPage, page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { completeSignIn, csrfField, type Session, type Waiting } from '../session.ts';
import { type CodeAnswer, codeOf, spendCode, totp } from '../totp.ts';
import type { Visit } from '../visit.ts';
import { sentenceFor } from './code-answer.ts';
import { frame, framed, pathOf, type Shape, shapeLinks, shapeOf } from './code-shapes.ts';
import { otherWays } from './other-ways.ts';

const title = 'Enter your code';

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

/** The document inside the page of the shape `frame`; its form leads out of the frame. */
export function showFramedPrompt({ session }: Visit<Waiting>): Reply {
  return framedPage({
    title,
    body: codeForm(session, framed, codeField(undefined, { hasFocus: false })),
  });
}

function promptPage(visit: Visit<Waiting>, refused?: Exclude<CodeAnswer, { kind: 'right' }>): Reply {
  const { session, query } = visit;
  const shape = shapeOf(query);
  const problem = refused && sentenceFor(refused);
  const body = html`
    <p>The password was right, ${session.user.name}. Now enter the code that your authenticator shows for
      Practice Site.</p>
    ${shape.field ? codeForm(session, shape, shape.field(problem)) : frame(problem)}
    ${shape.note !== undefined && html`<p class="hint">${shape.note}</p>`}
    <p>The same prompt as other sites draw it:</p>
    ${shapeLinks(shape)}
    <p><a href="/sign-in">Start again</a></p>
    ${otherWays(visit, totp.id)}`;
  return page({
    ...{ title, session, body, hasFrame: shape === framed },
    ...(refused && { status: 422 }),
    ...(shape.script !== undefined && { script: shape.script }),
  });
}

function codeForm(session: Session, shape: Shape, field: Html): Html {
  return html`<form method="post" action="${pathOf(shape)}" target="_top">
      ${csrfField(session)}
      ${field}
      <button>Continue</button>
    </form>`;
}
