import { text } from '../../core/check';
import { type ErrorCode, isErrorCode, type UserError } from '../../core/errors';
import type { Host } from '../../platform/host';

/**
 * What went wrong with a shortcut or a menu item, which have no page of ours to say it in: the popup opens and says it
 * once. Kept in memory.
 */
const FAILURE = 'failure';

export async function keepFailure(host: Host, { code }: UserError): Promise<void> {
  await host.session.set({ [FAILURE]: code });
}

/** Hands it over and forgets it; null when nothing went wrong. */
export async function takeFailure(host: Host): Promise<ErrorCode | null> {
  const items = await host.session.get([FAILURE]);
  if (items[FAILURE] === undefined) return null;
  await host.session.remove([FAILURE]);
  const code = text(64)(items[FAILURE]);
  return isErrorCode(code) ? code : null;
}
