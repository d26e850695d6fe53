import { logAttempt } from '../attempts-store.ts';
import { replacePasswordHash } from '../database.ts';
import { deleteDevicesOf } from '../device-store.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isOwnPassword } from '../own-password.ts';
import { hashPassword } from '../password.ts';
import type { Reply } from '../reply.ts';
import { csrfField, rotateOnlySession, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { assertSignedInWholly } from '../whole-sign-in.ts';
import { minPasswordLength, problemOfPassword } from './register.ts';

type Change = Visit<SignedIn>;

interface Problems {
  old?: string;
  chosen?: string;
}

export const passwordPath = '/password';

export function showPassword(visit: Change): Reply {
  assertMayChange(visit);
  return passwordPage(visit, {});
}

/**
 * Asks for the old one: who finds an open session must not be able to lock its owner out. Whoever knew the old one
 * loses the sessions and remembered devices that it opened; the second factors stay.
 */
export async function changePassword(visit: Change): Promise<Reply> {
  assertMayChange(visit);
  const { database, session, form } = visit;
  const chosen = form.get('new-password') ?? '';
  const problem = problemOfChosen(chosen, form.get('password') ?? '');
  if (problem !== undefined) return passwordPage(visit, { chosen: problem });
  const isChanged =
    (await isOwnPassword(visit)) && replacePasswordHash(database, session.user, await hashPassword(chosen));
  return isChanged ? donePage(visit) : passwordPage(visit, { old: 'This is not your password. Try again.' });
}

function assertMayChange(visit: Change): void {
  assertSignedInWholly(visit, 'change your password');
}

function problemOfChosen(chosen: string, old: string): string | undefined {
  return chosen === old ? 'Choose another one than before.' : problemOfPassword(chosen);
}

function donePage({ database, session, address, now }: Change): Reply {
  const { id: userId, name } = session.user;
  deleteDevicesOf(database, userId);
  logAttempt(database, { at: now, name, address, factor: 'password', outcome: 'changed' });
  const id = rotateOnlySession(database, session, now);
  const body = html`
    <p role="status">Sign in with the new one from now on.</p>
    <p>Wherever else you were signed in, you are signed out, and no device is remembered any more. Your second factors
      are as they were.</p>
    <p><a href="/account">To your account</a></p>`;
  return { ...page({ title: 'Password changed', session: { ...session, id }, body }), sessionId: id };
}

function passwordPage({ session }: Change, { old, chosen }: Problems): Reply {
  const body = html`
    <p>Change it when somebody else may know it. You are then signed out everywhere but here, and no device is
      remembered any more.</p>
    <form method="post" action="${passwordPath}" novalidate>
      ${csrfField(session)}
      ${textField({ name: 'password', label: 'Password until now', type: 'password', autocomplete: 'current-password', problem: old })}
      ${textField({
        name: 'new-password',
        label: 'New password',
        type: 'password',
        autocomplete: 'new-password',
        hint: `At least ${minPasswordLength} characters.`,
        problem: chosen,
      })}
      <button>Change the password</button>
    </form>
    <p><a href="/account">Keep it</a></p>`;
  const status = old === undefined && chosen === undefined ? 200 : 422;
  return page({ title: 'Change your password', session, body, status });
}
