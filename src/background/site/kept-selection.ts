import { type Checked, integer, shape, text } from '../../core/check';
import type { Host } from '../../platform/host';
import { findKey } from '../lock/session-key';

/**
 * The text that the person selected on a page to keep recovery codes from. It waits once in `storage.session` (memory,
 * never on disk) for our window: gone on the first read, with a lock, and after two minutes.
 */
const SELECTION = 'selection';
const LIFETIME_MILLISECONDS = 120_000;
/** Takes away what nobody came for. A text that is kept later moves it on. */
export const SELECTION_ALARM = 'selection';
/** Far more than any list of codes. */
export const LONGEST_SELECTION = 100_000;

const checkKept = shape({
  text: text(LONGEST_SELECTION),
  origin: text(2048),
  at: integer(0, Number.MAX_SAFE_INTEGER),
});

export type Selection = Omit<Checked<typeof checkKept>, 'at'>;

export async function keepSelected(host: Host, { text, origin }: Selection): Promise<void> {
  // A lock that is due comes first: with our window it would take the text away again.
  await findKey(host);
  const at = host.now();
  const kept: Checked<typeof checkKept> = { text, origin, at };
  await host.session.set({ [SELECTION]: kept });
  await host.setAlarm(SELECTION_ALARM, at + LIFETIME_MILLISECONDS);
}

/** Hands it over and forgets it; null where none waits, or it waited too long. */
export function takeSelected(host: Host): Promise<Selection | null> {
  return host.inTurn(SELECTION, async () => {
    const items = await host.session.get([SELECTION]);
    await dropSelected(host);
    if (items[SELECTION] === undefined) return null;
    const { at, ...selection } = checkKept(items[SELECTION]);
    const age = host.now() - at;
    return age >= 0 && age < LIFETIME_MILLISECONDS ? selection : null;
  });
}

export async function dropSelected(host: Host): Promise<void> {
  await host.session.remove([SELECTION]);
}
