import { logAttempt } from '../attempts-store.ts';
import { turnOffFactor } from '../factor-changes.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isOwnPassword } from '../own-password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { securityKey } from '../security-key.ts';
import { deleteKey, keysOf, type SecurityKey } from '../security-key-store.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { assertMayChangeKeys, removeKeyPath } from './security-keys.ts';

type SetUp = Visit<SignedIn>;

export function showRemoveKey(visit: SetUp): Reply {
  const key = keyIn(visit, visit.query);
  return key ? removePage(visit, key) : seeOther(securityKey.setUpPath);
}

/** Asks for the password: who finds an open session must not be able to take a key away. The last one turns it off. */
export async function removeKey(visit: SetUp): Promise<Reply> {
  assertMayChangeKeys(visit);
  const { database, session, address, now } = visit;
  const { user } = session;
  const key = keyIn(visit, visit.form);
  if (!key) return seeOther(securityKey.setUpPath);
  if (!(await isOwnPassword(visit))) return removePage(visit, key, 'This password is wrong. Try again.');
  const others = keysOf(database, user.id).filter(({ id }) => id !== key.id);
  if (others.length === 0) return turnOffFactor(visit, securityKey);
  deleteKey(database, user.id, key.id);
  logAttempt(database, { at: now, name: user.name, address, factor: securityKey.id, outcome: 'key removed' });
  return seeOther(securityKey.setUpPath);
}

function keyIn({ database, session }: SetUp, fields: URLSearchParams): SecurityKey | undefined {
  return keysOf(database, session.user.id).find(({ id }) => id === fields.get('key'));
}

function removePage({ session }: SetUp, { id, name }: SecurityKey, problem?: string): Reply {
  const body = html`
    <p>After this, <strong>${name}</strong> no longer signs in here. The key itself is not changed.</p>
    <form method="post" action="${removeKeyPath}">
      ${csrfField(session)}
      <input type="hidden" name="key" value="${id}">
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', problem })}
      <button>Remove the key</button>
    </form>
    <p><a href="${securityKey.setUpPath}">Keep it</a></p>`;
  return page({ title: 'Remove a key', session, body, ...(problem !== undefined && { status: 422 }) });
}
