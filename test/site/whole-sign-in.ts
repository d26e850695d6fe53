import { factorsOn } from './factors.ts';
import { Refusal } from './refusal.ts';
import type { SignedIn } from './session.ts';
import type { Visit } from './visit.ts';

/** Whether this session has shown all that its account asks for. One from before the second factor has not. */
export function isSignedInWholly({ database, session }: Visit<SignedIn>): boolean {
  return session.factors === 2 || factorsOn(database, session.user.id).length === 0;
}

/** A further factor is as good as those that there are. */
export function assertMaySetUp(visit: Visit<SignedIn>): void {
  assertSignedInWholly(visit, 'set up another one');
}

/**
 * For what nobody must be able to do who knows the password alone.
 * @param then what the person came for, as in "change your keys"
 */
export function assertSignedInWholly(visit: Visit<SignedIn>, then: string): void {
  if (isSignedInWholly(visit)) return;
  throw new Refusal(
    403,
    'Your second factor first',
    `You are signed in with a password only. Sign out and in again with your second factor, then ${then}.`,
  );
}
