import { type Html, html } from './html.ts';

/** An instant in Unix milliseconds, as "2026-11-29 01:43 UTC". */
export function when(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
