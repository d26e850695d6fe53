import { logAttempt } from '../attempts-store.ts';
import { textField } from '../form-parts.ts';
import { type Html, html } from '../html.ts';
import { issuer } from '../key-uri.ts';
import { page } from '../layout.ts';
import { type Reply, seeOther } from '../reply.ts';
import { type Application, addApiKey, allApplications, deleteApiKey } from '../sending/api-keys-store.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { when } from '../when.ts';

type Administration = Visit<SignedIn>;

const here = '/applications';
const maxNameLength = 30;

/** The service for other applications: how it is called, and who has a key. Each message costs the site money. */
export function showApplications(visit: Administration): Reply {
  return applicationsPage(visit);
}

export function makeKey(visit: Administration): Reply {
  const { database, form, now } = visit;
  const name = (form.get('name') ?? '').trim().normalize();
  const problem = problemOfName(name, allApplications(database));
  if (problem !== undefined) return applicationsPage(visit, { problem });
  const key = addApiKey(database, { name, now });
  note(visit, `made a key for ${name}`);
  return applicationsPage(visit, { key });
}

export function revokeKey(visit: Administration): Reply {
  deleteApiKey(visit.database, Number(visit.form.get('id')));
  note(visit, 'revoked a key');
  return seeOther(here);
}

function note({ database, session, address, now }: Administration, outcome: string): void {
  logAttempt(database, { at: now, name: session.user.name, address, factor: 'applications', outcome });
}

/** The name stands in messages: it must not be another one's, nor hide the code. */
function problemOfName(name: string, others: readonly Application[]): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name.length > maxNameLength) return `Use at most ${maxNameLength} characters.`;
  if (!/^[\p{L}\p{M} '&-]+$/u.test(name)) return 'Use letters, spaces, hyphens, apostrophes and ampersands.';
  const isTaken = [issuer, ...others.map((other) => other.name)].some(
    (taken) => taken.toLowerCase() === name.toLowerCase(),
  );
  return isTaken ? 'This name is taken. Choose another one.' : undefined;
}

function applicationsPage(
  visit: Administration,
  { key, problem }: { key?: string; problem?: string } = {},
): Reply {
  const body = html`
    <p class="lead">Other applications let this site send and check codes for them.</p>
    ${key !== undefined && keyPart(key)}
    <h2>Keys</h2>
    ${listPart(visit)}
    <form method="post" action="${here}">
      ${csrfField(visit.session)}
      ${textField({
        name: 'name',
        label: 'Name of the application',
        autocomplete: 'off',
        hint: 'It stands in its messages: “123456 is your code for …”.',
        problem,
      })}
      <button>Make a key</button>
    </form>
    ${guide(visit.host, key)}`;
  const status = problem === undefined ? 200 : 422;
  return page({ title: 'Applications', session: visit.session, body, isWide: true, status });
}

function keyPart(key: string): Html {
  return html`<p role="status">This is the key. It is shown this once: the site keeps only its hash.</p>
    <p class="secret" id="api-key">${key}</p>`;
}

function listPart({ database, session }: Administration): Html {
  const all = allApplications(database);
  if (all.length === 0) return html`<p>No application has a key.</p>`;
  return html`<ul>${all.map(
    ({ id, name, createdAt }) => html`<li>${name}, since ${when(createdAt)}
      <form method="post" action="${here}/revoke">
        ${csrfField(session)}<input type="hidden" name="id" value="${id}">
        <button class="quiet" aria-label="Revoke the key of ${name}">Revoke</button>
      </form></li>`,
  )}</ul>`;
}

/** Its examples can be run as they stand. */
function guide(host: string, key = '$KEY'): Html {
  return html`<h2>Send a code</h2>
    <pre><code>curl http://${host}/send \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"to": "+49 1512 3456789", "channel": "sms"}'</code></pre>
    <p>The answer has the status 201 and an <code>id</code>. <code>channel</code> is <code>sms</code> or
      <code>voice</code>. May be added: <code>country</code> (two letters, for numbers without +), <code>account</code>
      and <code>address</code> (whose code it is, and where that person asks from: repeated messages are limited by
      both).</p>
    <h2>Verify what the person typed</h2>
    <pre><code>curl http://${host}/verify \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '{"id": "…", "code": "123456"}'</code></pre>
    <p>200 and <code>"verified": true</code>, once. A wrong code is 422 with <code>triesLeft</code>; one that has
      expired, was used or had five wrong tries is 410.</p>
    <h2>What can go wrong</h2>
    <p>Each other answer has an <code>error</code> with a <code>code</code> and a <code>message</code> for people:</p>
    <dl>
      <dt>400, 415</dt><dd>The body is no JSON object.</dd>
      <dt>401</dt><dd>The key is missing, wrong or revoked.</dd>
      <dt>413</dt><dd>The body has more than 8 kB.</dd>
      <dt>422</dt><dd>A field is missing, or the number is none, or of a kind that receives no codes.</dd>
      <dt>429</dt><dd>Too often for this number (one in 30 seconds, five in an hour, ten in a day), account, address,
        application or key. <code>Retry-After</code> says how many seconds to wait.</dd>
      <dt>502</dt><dd>The provider did not take the message. Nothing was sent.</dd>
      <dt>504</dt><dd>The provider did not answer, or broke. The message may arrive, so that an <code>id</code> comes along.</dd>
    </dl>`;
}
