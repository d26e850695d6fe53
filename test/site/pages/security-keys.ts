import { factorsOn } from '../factors.ts';
import { textField } from '../form-parts.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { keepNewKey, maxKeys, registrationOptions, securityKey } from '../security-key.ts';
import { deleteKey, keysOf, type SecurityKey } from '../security-key-store.ts';
import { csrfField, rotateOnlySession, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { ceremonyOf, keyForm, keyScript, otherAddressPage } from './key-form.ts';

type SetUp = Visit<SignedIn>;

const title = 'Security keys';
const maxNameLength = 40;

const sentences = {
  known: 'This key is set up already, here or with another account. Use another one.',
  expired: 'This took too long, or was sent before. Press the button again.',
  wrong: 'What the browser sent is not right. Press the button again.',
};

export async function showKeys(visit: SetUp): Promise<Reply> {
  return await keysPage(visit);
}

/** The first key turns two-factor on, and ends the sessions that knew the account without. */
export async function addNewKey(visit: SetUp): Promise<Reply> {
  const { database, session, form, now } = visit;
  const ceremony = ceremonyOf(visit);
  if (!ceremony) return otherAddressPage(visit, title);
  assertTwoFactors(visit);
  const { user } = session;
  const wasOn = securityKey.isOn(database, user.id);
  if (keysOf(database, user.id).length >= maxKeys) return await keysPage(visit);
  const outcome = await keepNewKey(ceremony, { user, name: nameOf(form), form });
  if (outcome !== 'kept') return await keysPage(visit, sentences[outcome]);
  if (wasOn || session.factors === 2) return seeOther(securityKey.setUpPath);
  return seeOther(securityKey.setUpPath, rotateOnlySession(database, session, now));
}

export function removeKey(visit: SetUp): Reply {
  assertTwoFactors(visit);
  deleteKey(visit.database, visit.session.user.id, visit.form.get('key') ?? '');
  return seeOther(securityKey.setUpPath);
}

/** Who knows nothing but the password must not be able to add a key of his own, or to take the person's away. */
function assertTwoFactors({ database, session }: SetUp): void {
  if (session.factors === 2 || factorsOn(database, session.user.id).length === 0) return;
  throw new Refusal(
    403,
    'Your second factor first',
    'You are signed in with a password only. Sign out and in again with your second factor, then change your keys.',
  );
}

function nameOf(form: URLSearchParams): string {
  const name = (form.get('name') ?? '').replace(/\p{Cc}/gu, '').trim();
  return [...(name || 'Security key')].slice(0, maxNameLength).join('');
}

async function keysPage(visit: SetUp, problem?: string): Promise<Reply> {
  const { session, database } = visit;
  const ceremony = ceremonyOf(visit);
  if (!ceremony) return otherAddressPage(visit, title);
  const keys = keysOf(database, session.user.id);
  const options = keys.length < maxKeys && (await registrationOptions(ceremony, session.user));
  const body = html`
    <p>A security key, or the fingerprint, face or PIN of your phone or computer, signs in by signing a number of ours.
      It proves that you have it, and it signs for this address only: a copy of this site gets nothing. It does not
      help when it is lost, so set up two.</p>
    ${keys.length > 0 && html`<h2>Your keys</h2><ul>${keys.map((key) => keyItem(session, key))}</ul>`}
    <h2>Add a key</h2>
    ${
      options
        ? keyForm({
            ...{
              session,
              options,
              problem,
              ceremony: 'create',
              action: securityKey.setUpPath,
              button: 'Add a key',
            },
            fields: textField({
              name: 'name',
              label: 'Name',
              autocomplete: 'off',
              hint: 'To know it by, such as “Blue key”.',
            }),
          })
        : html`<p>You have ${maxKeys} keys. Remove one to add another.</p>`
    }
    <p><a href="/account">Your account</a></p>`;
  return page({ title, session, body, script: keyScript, ...(problem !== undefined && { status: 422 }) });
}

function keyItem(session: SignedIn, { id, name, addedAt, usedAt, isDiscoverable }: SecurityKey): Html {
  return html`<li>
    <strong>${name}</strong>, added ${dateOf(addedAt)}, ${usedAt === undefined ? 'not used yet' : `last used ${dateOf(usedAt)}`}${isDiscoverable && ', signs in without a password too'}
    <form method="post" action="${securityKey.setUpPath}/remove">
      ${csrfField(session)}
      <input type="hidden" name="key" value="${id}">
      <button class="quiet" aria-label="Remove ${name}">Remove</button>
    </form>
  </li>`;
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
