import { reservePasswordTry, settlePasswordTry } from './attempts.ts';
import { isPasswordOf } from './password.ts';
import type { SignedIn } from './session.ts';
import type { Visit } from './visit.ts';

/**
 * Whether the form's field `password` holds the password of the person who is signed in: for what somebody who finds
 * an open session must not be able to do.
 * @throws {Refusal} while the password is locked, or becomes so
 */
export async function isOwnPassword({
  database,
  session,
  form,
  address,
  now,
}: Visit<SignedIn>): Promise<boolean> {
  const { name } = session.user;
  const trier = { name, address, now };
  reservePasswordTry(database, trier);
  const right = await isPasswordOf(database, session.user, form.get('password') ?? '');
  settlePasswordTry(database, { ...trier, right, knownName: name });
  return right;
}
