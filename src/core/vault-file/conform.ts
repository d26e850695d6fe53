import { type Check, CheckError } from '../check';
import { UserError } from '../errors';

/**
 * The value as the check gives it.
 * @throws UserError E_FORMAT where the check refuses it.
 */
export function conform<T>(check: Check<T>, value: unknown): T {
  try {
    return check(value);
  } catch (error) {
    if (error instanceof CheckError) throw new UserError('E_FORMAT');
    throw error;
  }
}

/**
 * The JSON text as an unknown value.
 * @throws UserError E_FORMAT where it is no JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError('E_FORMAT');
  }
}
