import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import { isLoopback } from '../request.ts';
import type { Ceremony } from '../security-key.ts';
import { relyingPartyOf } from '../security-key.ts';
import { csrfField, type Session } from '../session.ts';
import type { Visit } from '../visit.ts';

/** The script that every page with a `keyForm` needs. */
export const keyScript = '/security-key.js';

export interface KeyForm {
  session: Session;
  action: string;
  /** What the browser is to do: make a new key, or have one sign. */
  ceremony: 'create' | 'get';
  /** The options for it, from the library. */
  options: object;
  button: string;
  fields?: Html;
  problem?: string | undefined;
}

/** A form whose button has the browser ask for a key; the script sends the answer in the field `response`. */
export function keyForm({ session, action, ceremony, options, button, fields, problem }: KeyForm): Html {
  return html`
    <form method="post" action="${action}" data-ceremony="${ceremony}" data-options="${JSON.stringify(options)}">
      ${csrfField(session)}
      <input type="hidden" name="response" value="">
      ${fields}
      <p class="problem" id="key-problem" role="alert" ${problem === undefined && html`hidden`}>${problem}</p>
      <button>${button}</button>
      <noscript><p class="problem">Security keys need JavaScript: switch it on for this page.</p></noscript>
    </form>`;
}

/** The visit with the name that keys are bound to; `undefined` when it came to an address that keys cannot be bound to. */
export function ceremonyOf({ database, session, host, now }: Visit): Ceremony | undefined {
  const party = relyingPartyOf(host);
  return party && { database, session, party, now };
}

/** Instead of a page with a key, for people who came by number or by another name. */
export function otherAddressPage({ session, host, address }: Visit, title: string, more?: Html): Reply {
  const body = html`
    <p>A security key is bound to the name of a site. This page was opened as <code>${host}</code>, and the keys of
      this site belong to <code>localhost</code>.</p>
    ${isLoopback(address) ? wayToName(host) : html`<p>They work only on the computer that runs this site.</p>`}
    ${more}`;
  return page({ title, session, body });
}

function wayToName(host: string): Html {
  const { port } = new URL(`http://${host}`);
  const url = `http://localhost${port && `:${port}`}/sign-in`;
  return html`<p>Go to <a href="${url}">${url}</a> and sign in there: the browser keeps each name apart.</p>`;
}
