import { callExpression, type PageFunction } from '../e2e/harness/page-function.ts';
import type { Session } from './cdp-pipe.ts';

/** The (awaited) JSON value of an expression in a page or worker. */
export async function evaluateText(session: Session, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** Runs `fn` in a page or worker with JSON arguments. */
export async function evaluate<Args extends readonly unknown[], Result>(
  session: Session,
  fn: PageFunction<Args, Result>,
  ...args: Args
): Promise<Result> {
  return (await evaluateText(session, callExpression(fn, args))) as Result;
}

/** Asks our background as a page of ours does (`messages`). @throws Error with the code of a refusal */
export async function ask(page: Session, name: string, args: object): Promise<void> {
  const answer = await evaluateText(page, `chrome.runtime.sendMessage(${JSON.stringify({ name, args })})`);
  if (!(answer as { ok?: boolean } | undefined)?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
}
