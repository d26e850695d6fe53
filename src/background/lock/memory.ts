import { UserError } from '../../core/errors';

/**
 * A call of `storage.session`. What cannot be kept in memory is said like what cannot be kept on disk: nothing has
 * become unlocked, and nothing counts as done.
 * @throws UserError storage-failed
 */
export async function inMemory<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch {
    throw new UserError('storage-failed');
  }
}
