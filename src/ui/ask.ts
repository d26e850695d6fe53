import { CheckError, isRecord } from '../core/check';
import { type ErrorCode, type ErrorDetails, isErrorCode, UserError } from '../core/errors';
import type { Answer, Arguments, Replies, RequestName } from '../messages';
import { browser } from '../platform/browser';

function isAnswer<N extends RequestName>(value: unknown): value is Answer<N> {
  return isRecord(value) && (value.ok === true ? 'value' in value : isRecord(value.error));
}

function toError(code: ErrorCode, details: ErrorDetails): UserError {
  return new UserError(isErrorCode(code) ? code : 'unexpected', details);
}

/**
 * Asks the background. Rejects with a `UserError` whose code has a sentence in every locale; a background that
 * does not answer at all is 'unexpected'.
 */
export async function ask<N extends RequestName>(name: N, args: Arguments<N>): Promise<Replies[N]> {
  const answer: unknown = await browser.runtime.sendMessage({ name, args });
  if (!isAnswer<N>(answer)) throw new CheckError('answer', 'a reply of the background');
  if (answer.ok) return answer.value;
  throw toError(answer.error.code, answer.error.details);
}
