import { UserError } from '../core/errors';
import type { Answer, RequestName } from '../messages';
import type { Host } from '../platform/host';
import { type Asker, handlers } from './handlers';
import { noteUse } from './lock/session-key';
import { isUse } from './lock/use';
import { refuseByPolicy } from './policy';
import type { Request } from './requests';

function call<N extends RequestName>(host: Host, { name, args }: Request<N>, asker: Asker) {
  return handlers[name](host, args, asker);
}

/**
 * Carries out one request. The one place where failures of the background are caught: a `UserError` crosses as its
 * code; anything else is a bug of ours and crosses as 'unexpected', without its text (it might hold a secret).
 */
export async function serve(
  host: Host,
  request: Request<RequestName>,
  asker: Asker,
): Promise<Answer<RequestName>> {
  try {
    if (isUse(request)) await noteUse(host);
    await refuseByPolicy(host, request);
    return { ok: true, value: await call(host, request, asker) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: { code: error.code, details: error.details } };
    return { ok: false, error: { code: 'unexpected', details: {} } };
  }
}
