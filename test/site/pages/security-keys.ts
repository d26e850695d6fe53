import { logAttempt } from '../attempts-store.ts';
import { afterTurnOn } from '../factor-changes.ts';
import { textField } from '../form-parts.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { isOwnPassword } from '../own-password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { type Ceremony, keepNewKey, maxKeys, registrationOptions, securityKey } from '../security-key.ts';
import { keysOf, type SecurityKey } from '../security-key-store.ts';
import type { SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { assertSignedInWholly, isSignedInWholly } from '../whole-sign-in.ts';
import { ceremonyOf, keyForm, keyScript, otherAddressPage } from './key-form.ts';

type SetUp = Visit<SignedIn>;

export const removeKeyPath = `${securityKey.setUpPath}/remove`;
const title = 'Security keys';
const maxNameLength = 40;

const passwordField = textField({
  ...{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
  hint: 'Once more, for this key will sign in without it.',
});

const sentences = {
  known: 'This key is set up already, here or with another account. Use another one.',
  expired: 'This took too long, or was sent before. Press the button again.',
  wrong: 'What the browser sent is not right. Press the button again.',
  password: 'This password is wrong. Try again.',
};

export async function showKeys(visit: SetUp): Promise<Reply> {
  return await keysPage(visit);
}

/**
 * The first key turns two-factor on, and ends the sessions that knew the account without. Each asks for the password
 * again: the key will sign in without one, and who finds an open session must not add his own.
 */
export async function addNewKey(visit: SetUp): Promise<Reply> {
  const { database, session, form, address, now } = visit;
  const ceremony = ceremonyOf(visit);
  if (!ceremony) return otherAddressPage(visit, title);
  assertMayChangeKeys(visit);
  if (!(await isOwnPassword(visit))) return await keysPage(visit, sentences.password);
  const { user } = session;
  const wasOn = securityKey.isOn(database, user.id);
  if (keysOf(database, user.id).length >= maxKeys) return await keysPage(visit);
  const outcome = await keepNewKey(ceremony, { user, name: nameOf(form), form });
  if (outcome !== 'kept') return await keysPage(visit, sentences[outcome]);
  if (!wasOn) return afterTurnOn(withKey(visit), securityKey);
  logAttempt(database, { at: now, name: user.name, address, factor: securityKey.id, outcome: 'key added' });
  return seeOther(securityKey.setUpPath);
}

/** Password and key were shown just now: that is two factors, whatever the session had before. */
function withKey(visit: SetUp): SetUp {
  const { session } = visit;
  return { ...visit, session: { ...session, factors: 2, factor: session.factor ?? securityKey.id } };
}

/** Who knows nothing but the password must not be able to add a key of his own, or to take the person's away. */
export function assertMayChangeKeys(visit: SetUp): void {
  assertSignedInWholly(visit, 'change your keys');
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
  const canChange = isSignedInWholly(visit);
  const body = html`
    <p>A security key, or the fingerprint, face or PIN of your phone or computer, signs in by signing a number of ours.
      It proves that you have it, and it signs for this address only: a copy of this site gets nothing. It does not
      help when it is lost, so set up two.</p>
    ${keys.length > 0 && html`<h2>Your keys</h2><ul>${keys.map((key) => keyItem(key, canChange))}</ul>`}
    <h2>Add a key</h2>
    ${canChange ? await addForm(ceremony, session, problem) : html`<p>To add or remove keys, sign out and in again with your second factor.</p>`}
    <p><a href="/account">Your account</a></p>`;
  return page({ title, session, body, script: keyScript, ...(problem !== undefined && { status: 422 }) });
}

async function addForm(ceremony: Ceremony, session: SignedIn, problem?: string): Promise<Html> {
  if (keysOf(ceremony.database, session.user.id).length >= maxKeys) {
    return html`<p>You have ${maxKeys} keys. Remove one to add another.</p>`;
  }
  return keyForm({
    ...{ session, problem, ceremony: 'create', action: securityKey.setUpPath, button: 'Add a key' },
    options: await registrationOptions(ceremony, session.user),
    fields: html`
      ${textField({ name: 'name', label: 'Name', autocomplete: 'off', hint: 'To know it by, such as “Blue key”.' })}
      ${passwordField}`,
  });
}

function keyItem({ id, name, addedAt, usedAt, isDiscoverable }: SecurityKey, canChange: boolean): Html {
  const use = usedAt === undefined ? 'not used yet' : `last used on ${dateOf(usedAt)}`;
  return html`<li>
    <strong>${name}</strong>, added on ${dateOf(addedAt)}, ${use}${isDiscoverable && ', signs in without a password too'}
    ${canChange && html`<br><a href="${removeKeyPath}?key=${id}" aria-label="Remove ${name}">Remove</a>`}
  </li>`;
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
