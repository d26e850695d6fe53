import { reservePasswordTry, settlePasswordTry } from './attempts.ts';
import { isPassword } from './password.ts';
import type { SignedIn } from './session.ts';
import type { Visit } from './visit.ts';

/**
 * Whether the form's `password` is the person's own, before a factor is taken away: who finds an open session must
 * not be able to do that.
 * @throws {Refusal} when there were too many wrong ones
 */
export async function isOwnPassword({
  database,
  session,
  form,
  address,
  now,
}: Visit<SignedIn>): Promise<boolean> {
  const { name, passwordHash } = session.user;
  const trier = { name, address, now };
  reservePasswordTry(database, trier);
  const right = await isPassword(form.get('password') ?? '', passwordHash);
  settlePasswordTry(database, { ...trier, right, knownName: name });
  return right;
}
