import { optional, shape, text } from '../../core/check';
import { isErrorCode, type UserError } from '../../core/errors';
import type { GestureFailure } from '../../messages';
import type { Host } from '../../platform/host';

/**
 * What went wrong with a shortcut or a menu item, which have no page of ours to say it in: the popup opens and says it
 * once. Kept in memory.
 */
const FAILURE = 'failure';

const checkFailure = shape({ code: text(64), id: optional(text(64, 1)) });

/** `id`: the account that was to be filled, so that its code can be copied instead. */
export async function keepFailure(host: Host, { code }: UserError, id?: string): Promise<void> {
  await host.session.set({ [FAILURE]: id === undefined ? { code } : { code, id } });
}

/** Hands it over and forgets it; null when nothing went wrong. */
export async function takeFailure(host: Host): Promise<GestureFailure | null> {
  const items = await host.session.get([FAILURE]);
  if (items[FAILURE] === undefined) return null;
  await host.session.remove([FAILURE]);
  const { code, ...rest } = checkFailure(items[FAILURE]);
  return isErrorCode(code) ? { code, ...rest } : null;
}
