/**
 * Browsers answer when they are ready, not after a number of milliseconds we guess. Every wait of the harness goes
 * through this one poll, so that a failure says what was awaited instead of only that time ran out.
 */
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

type Falsy = false | 0 | '' | null | undefined;

/**
 * Calls `probe` until it gives something truthy and returns that. A probe that throws counts as "not yet": a page in
 * the middle of a navigation refuses to be asked. Throws after `timeoutMs`, with `what` and the probe's last error.
 */
export async function awaitUntil<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<Exclude<T, Falsy>> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  do {
    try {
      const found = await probe();
      lastError = undefined;
      if (isTruthy(found)) return found;
    } catch (error) {
      lastError = error;
    }
    await pause(POLL_MS);
  } while (Date.now() < deadline);
  const reason = lastError instanceof Error ? `: ${lastError.message}` : '';
  throw new Error(`Waited ${timeoutMs} ms for ${what}${reason}`, { cause: lastError });
}

function isTruthy<T>(value: T): value is Exclude<T, Falsy> {
  return Boolean(value);
}
