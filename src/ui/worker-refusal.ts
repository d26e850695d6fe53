import { type ErrorCode, type ErrorDetails, UserError } from '../core/errors';

/** How a worker of ours says that it could not. */
export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** What a worker answers for a failure: its sentence, where there is one. */
export function refusalOf(failure: unknown): Refusal {
  if (failure instanceof UserError) return { ok: false, code: failure.code, details: failure.details };
  return { ok: false, code: 'unexpected', details: {} };
}
