import { type ErrorCode, UserError } from '../../errors';

/** What says most where nothing opens: what would cost too much was never tried, and damage is the poorest word. */
const MOST_TELLING: readonly ErrorCode[] = ['too-little-memory', 'kdf-limits', 'wrong-password'];

/**
 * Tries one way after the other; one that is damaged, or costs too much, does not cost the others.
 * @throws UserError where none opens: too-little-memory before kdf-limits before wrong-password before bad-content
 */
export async function firstThatOpens<Way, Opened>(
  ways: readonly Way[],
  open: (way: Way) => Promise<Opened>,
): Promise<Opened> {
  const failures = new Set<ErrorCode>();
  for (const way of ways) {
    try {
      return await open(way);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.add(error.code);
    }
  }
  throw new UserError(MOST_TELLING.find((code) => failures.has(code)) ?? 'bad-content');
}
