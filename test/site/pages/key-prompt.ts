import { assertMayTry, noteTry } from '../attempts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { assertionOptions, judgeAssertion, type KeyAnswer, securityKey } from '../security-key.ts';
import { keysOf } from '../security-key-store.ts';
import { completeSignIn, type Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';
import { sentenceForKey } from './key-answer.ts';
import { ceremonyOf, keyForm, keyScript, otherAddressPage } from './key-form.ts';
import { otherWays } from './other-ways.ts';

const title = 'Use your security key';

export async function showKeyPrompt(visit: Visit<Waiting>): Promise<Reply> {
  return await promptPage(visit);
}

/** As second factor: the password was right, and only keys of this person count. */
export async function useKey(visit: Visit<Waiting>): Promise<Reply> {
  const { database, session, address, now, form } = visit;
  const ceremony = ceremonyOf(visit);
  if (!ceremony) return otherAddressPage(visit, title);
  const userId = session.user.id;
  const attempt = { userId, address, factor: securityKey.id, now };
  assertMayTry(database, attempt);
  const answer = await judgeAssertion(ceremony, 'second-factor', form);
  // Coming too late says nothing about who comes.
  if (answer.kind !== 'expired') noteTry(database, { ...attempt, right: answer.kind === 'right' });
  if (answer.kind !== 'right') return await promptPage(visit, answer);
  return completeSignIn(database, session, { userId, factor: securityKey.id, now });
}

async function promptPage(
  visit: Visit<Waiting>,
  refused?: Exclude<KeyAnswer, { kind: 'right' }>,
): Promise<Reply> {
  const { session, database } = visit;
  const ceremony = ceremonyOf(visit);
  const others = otherWays(visit, securityKey.id);
  if (!ceremony) return otherAddressPage(visit, title, others);
  const options = await assertionOptions(ceremony, keysOf(database, session.user.id));
  const body = html`
    <p>The password was right, ${session.user.name}. Now press the button, then touch your key, or do what your device
      asks for.</p>
    ${keyForm({
      ...{ session, options, ceremony: 'get', action: securityKey.signInPath, button: 'Use the key' },
      problem: refused && sentenceForKey(refused),
    })}
    <p class="hint">The key signs a number that is used once, together with the address that your browser sees. It
      proves that you have the key, and it cannot be tricked by a copy of this site. It does not help when the key
      itself is lost: keep a second one.</p>
    <p><a href="/sign-in">Start again</a></p>
    ${others}`;
  return page({ title, session, body, script: keyScript, ...(refused && { status: 422 }) });
}
