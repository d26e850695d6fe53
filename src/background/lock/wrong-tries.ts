import { type Checked, integer, shape } from '../../core/check';
import { UserError } from '../../core/errors';
import type { Host } from '../../platform/host';
import { inMemory } from './memory';

/**
 * Makes guessing at this desk slow: after five wrong tries each one waits, 1, 2, 4 … 60 seconds. In memory, so that it
 * outlives the worker; who can restart the browser, or has a copy of the profile, is not held up by it.
 */
const WRONG = 'wrong';
const FREE_TRIES = 5;
const LONGEST_SECONDS = 60;
const checkWrong = shape({
  count: integer(0, Number.MAX_SAFE_INTEGER),
  /** When the waiting began, Unix milliseconds. */
  since: integer(0, Number.MAX_SAFE_INTEGER),
});

const waitOf = (count: number): number =>
  count < FREE_TRIES ? 0 : Math.min(LONGEST_SECONDS, 2 ** (count - FREE_TRIES));

async function read(host: Host): Promise<Checked<typeof checkWrong>> {
  const items = await inMemory(host.session.get([WRONG]));
  return items[WRONG] === undefined ? { count: 0, since: 0 } : checkWrong(items[WRONG]);
}

const write = (host: Host, count: number): Promise<void> =>
  inMemory(host.session.set({ [WRONG]: { count, since: host.now() } }));

/**
 * Carries out one try to open something. Under the caller's lock, so that several pages do not try side by side.
 * @throws UserError wait {seconds}: nothing was tried; and what `attempt` throws, of which E_UNLOCK counts
 */
export async function tryCredential<T>(host: Host, attempt: () => Promise<T>): Promise<T> {
  const { count, since } = await read(host);
  const waited = (host.now() - since) / 1000;
  // A clock that was set back must not turn a minute into a year: the waiting begins again.
  if (waited < 0) await write(host, count);
  const seconds = Math.ceil(waitOf(count) - Math.max(0, waited));
  if (seconds > 0) throw new UserError('wait', { seconds });
  try {
    const result = await attempt();
    await inMemory(host.session.remove([WRONG]));
    return result;
  } catch (error) {
    if (error instanceof UserError && error.code === 'E_UNLOCK') await write(host, count + 1);
    throw error;
  }
}
