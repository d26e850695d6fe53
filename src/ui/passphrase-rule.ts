import { UserError } from '../core/errors';
import type { Strength } from './passphrase-advice';
import { errorText } from './text';

/** Characters, as the background asks for every passphrase of a vault. */
export const SHORTEST_PASSPHRASE = 10;

/** What is wrong with a new passphrase before the background is asked; undefined when nothing is. */
export function passphraseFault(passphrase: string, strength: Strength | null): string | undefined {
  if ([...passphrase].length < SHORTEST_PASSPHRASE) {
    return errorText(new UserError('passphrase-too-short', { min: SHORTEST_PASSPHRASE }));
  }
  return strength === 'common' ? errorText(new UserError('passphrase-common')) : undefined;
}

/**
 * Asked once more when a form is sent: the first word on the strength may not have been there yet.
 * @throws UserError passphrase-common
 */
export async function refuseCommon(passphrase: string): Promise<void> {
  const { strengthOf } = await import('./passphrase-advice');
  if (strengthOf(passphrase) === 'common') throw new UserError('passphrase-common');
}
