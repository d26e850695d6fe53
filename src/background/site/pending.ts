import { type Checked, integer, shape, text } from '../../core/check';
import type { FillTarget } from '../../messages';
import type { Host } from '../../platform/host';

/**
 * What a shortcut or menu asked for while the vault was locked or a choice was open. Kept in memory for two
 * minutes; tab, document and origin are checked again before it acts.
 */
const PENDING = 'pending';
const LIFETIME_MILLISECONDS = 120_000;

const checkPending = shape({
  target: shape({
    tabId: integer(0, Number.MAX_SAFE_INTEGER),
    documentId: text(128, 1),
    origin: text(2048, 1),
  }),
  at: integer(0, Number.MAX_SAFE_INTEGER),
});

/** One after the other: what is asked for while something else is taken away stays. */
const inTurn = <T>(host: Host, task: () => Promise<T>): Promise<T> => host.inTurn(PENDING, task);

export function keepPendingFill(host: Host, target: FillTarget): Promise<void> {
  const pending: Checked<typeof checkPending> = { target, at: host.now() };
  return inTurn(host, () => host.session.set({ [PENDING]: pending }));
}

/** The document to fill, or null when nothing was asked or it was asked too long ago. */
export async function pendingFill(host: Host): Promise<FillTarget | null> {
  const items = await host.session.get([PENDING]);
  if (items[PENDING] === undefined) return null;
  const { target, at } = checkPending(items[PENDING]);
  const age = host.now() - at;
  return age >= 0 && age < LIFETIME_MILLISECONDS ? target : null;
}

/**
 * Takes the fill that was asked for on this document, to carry it out or to forget it: of several pages of ours that
 * see it only one does. @returns whether it was there
 */
export function takePendingFill(host: Host, target: FillTarget): Promise<boolean> {
  return inTurn(host, async () => {
    const asked = await pendingFill(host);
    if (asked?.documentId !== target.documentId) return false;
    await host.session.remove([PENDING]);
    return true;
  });
}
