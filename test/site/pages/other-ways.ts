import { factorsOn } from '../factors.ts';
import { type Html, html } from '../html.ts';
import type { Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';

/** For the prompt of a factor: links to the other factors that this person has. */
export function otherWays({ database, session }: Visit<Waiting>, currentFactor: string): Html | undefined {
  const others = factorsOn(database, session.user.id).filter(({ id }) => id !== currentFactor);
  if (others.length === 0) return undefined;
  return html`<h2>Another way</h2>
    <ul>${others.map(({ signInPath, title }) => html`<li><a href="${signInPath}">${title}</a></li>`)}</ul>`;
}
