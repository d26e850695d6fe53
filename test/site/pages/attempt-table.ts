import type { LoggedAttempt } from '../attempts-store.ts';
import { type Html, html } from '../html.ts';
import { when } from '../when.ts';

interface Table {
  /** The id of its heading. */
  heading: string;
  /** Whether the lines are of several people. */
  hasNames: boolean;
}

/** Lines of the log of attempts. */
export function attemptTable(attempts: readonly LoggedAttempt[], { heading, hasNames }: Table): Html {
  const rows = attempts.map(
    ({ at, name, address, factor, outcome }) => html`<tr>
      <td>${when(at)}</td>${hasNames && html`<td>${name || 'nobody'}</td>`}<td>${address}</td><td>${factor}</td><td>${outcome}</td></tr>`,
  );
  return html`<div class="scroll" role="region" aria-labelledby="${heading}" tabindex="0"><table>
      <thead><tr><th scope="col">When</th>${hasNames && html`<th scope="col">Account</th>`}
        <th scope="col">Address</th><th scope="col">By</th><th scope="col">Outcome</th></tr></thead>
      <tbody>${rows}</tbody>
    </table></div>`;
}
