import { UserError } from '../core/errors';
import type { PassphraseStrength } from '../core/policy';
import type { PolicyView } from '../messages';
import type { Strength } from './passphrase-advice';
import { errorText } from './text';

/** Characters, as the background asks for every passphrase of a vault. */
export const SHORTEST_PASSPHRASE = 10;

export type Least = PolicyView['minimumPassphraseStrength'];

const LEVELS: readonly Strength[] = ['common', 'weak', 'fair', 'good', 'strong'];

function strengthFault(strength: Strength, least: Least): UserError | undefined {
  if (strength === 'common') return new UserError('passphrase-common');
  const isEnough = least === null || LEVELS.indexOf(strength) >= LEVELS.indexOf(least);
  return isEnough ? undefined : new UserError('passphrase-too-weak');
}

/**
 * What is wrong with a new passphrase before the background is asked; undefined when nothing is. `least`: what an
 * organisation asks for.
 */
export function passphraseFault(
  passphrase: string,
  strength: Strength | null,
  least: Least,
): string | undefined {
  if ([...passphrase].length < SHORTEST_PASSPHRASE) {
    return errorText(new UserError('passphrase-too-short', { min: SHORTEST_PASSPHRASE }));
  }
  const fault = strength === null ? undefined : strengthFault(strength, least);
  return fault && errorText(fault);
}

/**
 * Asked once more when a form is sent: the first word on the strength may not have been there yet.
 * @throws UserError passphrase-common, passphrase-too-weak
 */
export async function judgeNew(passphrase: string, least: Least): Promise<PassphraseStrength> {
  const { strengthOf } = await import('./passphrase-advice');
  const strength = strengthOf(passphrase);
  const fault = strengthFault(strength, least);
  if (fault || strength === 'common') throw fault ?? new UserError('passphrase-common');
  return strength;
}
