import { lockedUntil, unlock, unlockAddress } from '../attempts.ts';
import { type LoggedAttempt, latestAttempts, lockedAddresses, logAttempt } from '../attempts-store.ts';
import { allUsers, findUserById, saveRequiredSince, type User } from '../database.ts';
import { factorsOn } from '../factors.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { longestGraceDays, resetFactors, setUpDue } from '../policy.ts';
import { findPolicy, savePolicy } from '../policy-store.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { when } from '../when.ts';
import { attemptTable } from './attempt-table.ts';

type Administration = Visit<SignedIn>;

const shownAttempts = 200;
const here = '/administration';

/** The policy, all accounts, what is locked, and the log of attempts. */
export function showAdministration(visit: Administration): Reply {
  const body = html`
    <p><a href="/applications">Applications that send codes through this site</a></p>
    ${policyPart(visit)}
    ${accountsPart(visit)}
    ${addressesPart(visit)}
    ${logPart(latestAttempts(visit.database, shownAttempts))}`;
  return page({ title: 'Administration', session: visit.session, body, isWide: true });
}

/** @throws {Refusal} when the grace period is no whole number of days */
export function savePolicyForm(visit: Administration): Reply {
  const { database, form, now } = visit;
  const typed = form.get('grace-days') ?? '';
  const graceDays = Number(typed);
  if (!/^\d{1,3}$/.test(typed) || graceDays > longestGraceDays) {
    throw new Refusal(422, 'Not a number of days', `Enter whole days, from 0 to ${longestGraceDays}.`);
  }
  const everyoneSince = form.has('everyone') ? (findPolicy(database).everyoneSince ?? now) : undefined;
  savePolicy(database, { everyoneSince, graceDays });
  return done(
    visit,
    `policy: ${everyoneSince === undefined ? 'chosen accounts' : 'everyone'}, ${typed} days`,
  );
}

export function saveRequirement(visit: Administration): Reply {
  const { database, form, now } = visit;
  const user = chosenUser(visit);
  const isRequired = form.get('required') === 'yes';
  saveRequiredSince(database, user.id, isRequired ? now : undefined);
  return done(visit, `${isRequired ? 'required' : 'no longer required'} of ${user.name}`);
}

/** For an account, or for an address that is locked. */
export function unlockAccount(visit: Administration): Reply {
  const { database, form, now } = visit;
  const address = form.get('address');
  if (address !== null) {
    unlockAddress(database, address);
    return done(visit, 'unlocked an address');
  }
  const user = chosenUser(visit);
  unlock(database, user, now);
  return done(visit, `unlocked ${user.name}`);
}

/** Asks first: it cannot be taken back, and thieves ask for it, too. */
export function showReset(visit: Administration): Reply {
  const { id, name } = chosenUser(visit);
  const body = html`
    <p>All factors and remembered devices of <strong>${name}</strong> are taken away, and all sessions end. The
      password alone then opens the account. It cannot be taken back.</p>
    <p>Be sure that it is this person who asks: by a voice or a face that you know, not by a message.</p>
    <form method="post" action="${here}/reset">
      ${csrfField(visit.session)}<input type="hidden" name="user" value="${id}">
      <button>Reset factors</button>
    </form>
    <p><a href="${here}">Keep them</a></p>`;
  return page({ title: 'Reset factors', session: visit.session, body });
}

export function resetAccount(visit: Administration): Reply {
  const user = chosenUser(visit);
  resetFactors(visit.database, user.id);
  return done(visit, `reset the factors of ${user.name}`);
}

/** What an administrator does is in the log, too. */
function done({ database, session, address, now }: Administration, outcome: string): Reply {
  const { name } = session.user;
  logAttempt(database, { at: now, name, address, factor: 'administration', outcome });
  return seeOther(here);
}

function chosenUser({ database, form, query }: Administration): User {
  const user = findUserById(database, Number(form.get('user') ?? query.get('user')));
  if (user) return user;
  throw new Refusal(404, 'No such account', 'This account is not there. Open the page again.');
}

function policyPart({ database, session }: Administration): Html {
  const { everyoneSince, graceDays } = findPolicy(database);
  return html`<h2>Policy</h2>
    <p>Who must have a second factor has the grace period to set it up. After it, their account opens nothing but
      that page.</p>
    <form class="short" method="post" action="${here}/policy">
      ${csrfField(session)}
      <div class="field check">
        <input id="everyone" name="everyone" type="checkbox" value="yes" ${everyoneSince !== undefined && html`checked`}>
        <label for="everyone">Everyone must have a second factor</label>
      </div>
      <div class="field">
        <label for="grace-days">Grace period in days</label>
        <input id="grace-days" name="grace-days" inputmode="numeric" required value="${graceDays}">
      </div>
      <button>Save the policy</button>
    </form>`;
}

function accountsPart(visit: Administration): Html {
  const rows = allUsers(visit.database).map((user) => accountRow(visit, user));
  return html`<h2 id="accounts">Accounts</h2>
    <div class="scroll" role="region" aria-labelledby="accounts" tabindex="0"><table>
      <thead><tr><th scope="col">Account</th><th scope="col">Second factors</th><th scope="col">State</th>
        <th scope="col">Do</th></tr></thead>
      <tbody>${rows}</tbody>
    </table></div>`;
}

function accountRow({ database, session, now }: Administration, user: User): Html {
  const on = factorsOn(database, user.id).map(({ title }) => title);
  const due = setUpDue(database, user);
  const locked = lockedUntil(database, user, now);
  const isChosen = user.requiredSince !== undefined;
  const action = (
    name: string,
    label: string,
    extra?: Html,
  ) => html`<form method="post" action="${here}/${name}">
    ${csrfField(session)}<input type="hidden" name="user" value="${user.id}">${extra}
    <button class="quiet" aria-label="${label}: ${user.name}">${label}</button></form>`;
  return html`<tr>
    <th scope="row">${user.name}</th>
    <td>${on.join(', ') || 'none'}</td>
    <td>${locked !== undefined && html`Locked until ${when(locked)}. `}
      ${due !== undefined && html`Second factor due ${when(due)}. `}
      ${isChosen && 'Chosen by the policy.'}</td>
    <td>${locked !== undefined && action('unlock', 'Unlock')}
      ${on.length > 0 && html`<p><a href="${here}/ask-reset?user=${user.id}" aria-label="Reset factors: ${user.name}">Reset factors</a></p>`}
      ${action(
        'require',
        isChosen ? 'Do not require' : 'Require a second factor',
        html`<input type="hidden" name="required" value="${isChosen ? 'no' : 'yes'}">`,
      )}</td>
  </tr>`;
}

function addressesPart({ database, session, now }: Administration): Html | undefined {
  const items = lockedAddresses(database, now).map(
    ({ address, until }) => html`<li>${address}, until ${when(until)}
      <form method="post" action="${here}/unlock">
        ${csrfField(session)}<input type="hidden" name="address" value="${address}">
        <button class="quiet" aria-label="Unlock: ${address}">Unlock</button>
      </form></li>`,
  );
  if (items.length === 0) return undefined;
  return html`<h2>Locked addresses</h2><ul class="rows">${items}</ul>`;
}

function logPart(attempts: readonly LoggedAttempt[]): Html {
  return html`<h2 id="log">Log of attempts</h2>
    <p>The latest ${shownAttempts}, newest first. Passwords, codes, and names that nobody has never stand here.</p>
    ${attemptTable(attempts, { heading: 'log', hasNames: true })}`;
}
