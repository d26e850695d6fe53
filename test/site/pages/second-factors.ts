import { rememberedDevice } from '../devices.ts';
import { factors, factorsOn } from '../factors.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { setUpDue } from '../policy.ts';
import type { Reply } from '../reply.ts';
import type { SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { when } from '../when.ts';

/** Where the policy, or a page for two factors only, sends people who have or showed too few. */
export function showSecondFactors(visit: Visit<SignedIn>): Reply {
  const { database, session } = visit;
  const hasFactor = factorsOn(database, session.user.id).length > 0;
  const items = factors
    .filter(({ isSpare }) => !isSpare)
    .map(({ setUpPath, title }) => html`<li><a href="${setUpPath}">${title}</a></li>`);
  const body = hasFactor
    ? html`<p>You have a second factor. Sign out and in again with it; then go on from your account.</p>
      ${session.factor === rememberedDevice && html`<p>This device is remembered and is not asked for it: <a href="/devices">forget it</a> first.</p>`}
      <p><a href="/account">To your account</a></p>`
    : html`${duePart(visit)}
      <p>A stolen password is then no longer enough to open your account. Choose one:</p>
      <ul>${items}</ul>`;
  return page({ title: 'Second factor needed', session, body });
}

function duePart({ database, session, now }: Visit<SignedIn>): Html {
  const due = setUpDue(database, session.user);
  if (due === undefined)
    return html`<p>The page that you asked for opens only to people with two factors.</p>`;
  return now < due
    ? html`<p>Your account must have a second factor by ${when(due)}.</p>`
    : html`<p role="alert">Your account must have a second factor. Everything else opens again once you have set one up.</p>`;
}
