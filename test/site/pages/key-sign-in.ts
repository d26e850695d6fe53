import { assertMayTry, noteTry } from '../attempts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { assertionOptions, judgeAssertion, type KeyAnswer, securityKey } from '../security-key.ts';
import { completeSignIn, type Visitor, type Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';
import { sentenceForKey } from './key-answer.ts';
import { ceremonyOf, keyForm, keyScript, otherAddressPage } from './key-form.ts';

type Door = Visit<Visitor | Waiting>;

export const passwordlessPath = '/sign-in/passwordless';
const title = 'Sign in without a password';

export async function showKeySignIn(visit: Door): Promise<Reply> {
  return await signInPage(visit);
}

/**
 * Without a password. A wrong signature is counted against the address that it comes from, and not against the account
 * that it names: anybody could send one, and nobody can guess one.
 */
export async function signInWithKey(visit: Door): Promise<Reply> {
  const { database, session, address, now, form } = visit;
  const ceremony = ceremonyOf(visit);
  if (!ceremony) return otherAddressPage(visit, title);
  const attempt = { userId: undefined, address, factor: securityKey.id, now };
  assertMayTry(database, attempt);
  const answer = await judgeAssertion(ceremony, 'passwordless', form);
  if (answer.kind !== 'right') {
    // Coming too late says nothing about who comes.
    if (answer.kind !== 'expired') noteTry(database, { ...attempt, right: false });
    return await signInPage(visit, answer);
  }
  const { userId } = answer.key;
  // Only now it is known whose account it is, and whether that is locked.
  noteTry(database, { ...attempt, userId, right: true });
  return completeSignIn(database, session, { userId, factor: securityKey.id, now });
}

async function signInPage(visit: Door, refused?: Exclude<KeyAnswer, { kind: 'right' }>): Promise<Reply> {
  const { session } = visit;
  const ceremony = ceremonyOf(visit);
  if (!ceremony) return otherAddressPage(visit, title);
  const body = html`
    <p>A security key, or what your phone or computer has for signing in, can stand for name, password and second
      factor at once.</p>
    ${keyForm({
      ...{ session, ceremony: 'get', action: passwordlessPath, button: 'Use a key' },
      options: await assertionOptions(ceremony),
      problem: refused && sentenceForKey(refused),
    })}
    <p class="hint">It proves two things: that you have the key, and, by its PIN, your finger or your face, that you are
      the one who set it up. None of these leave the key.</p>
    <p><a href="/sign-in">Use your password</a></p>`;
  return page({ title, session, body, script: keyScript, ...(refused && { status: 422 }) });
}
