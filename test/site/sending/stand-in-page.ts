import { type Html, html } from '../html.ts';
import type { Fault, Received } from './stand-in-rules.ts';

const answers: Record<Fault, string> = {
  none: 'takes it',
  busy: 'says: too many requests (429)',
  invalid: 'says: this number is not valid (400, error 21211)',
  unsubscribed: 'says: this person wants no messages (400, error 21610)',
  broken: 'breaks (500)',
  silent: 'takes it and never answers',
};

/** The page of the stand-in: what arrived, the newest first, and how the next message is to end. */
export function inboxPage(all: readonly Received[], next: Fault): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Messages and calls · Stand-in</title>
  <link rel="icon" href="/icon.svg">
  <link rel="stylesheet" href="/site.css">
  <script src="/live.js" defer></script>
  <script src="/read-aloud.js" defer></script>
</head>
<body>
  <header class="top"><span class="brand"><img src="/icon.svg" alt="" width="28" height="28">Stand-in for a phone</span></header>
  <main>
    <h1>Messages and calls</h1>
    <p>This site has no account with a provider. What it would send to a phone arrives here, whatever the number, and
      goes no further.</p>
    <div data-live role="log" aria-label="Messages and calls">${
      all.length === 0 ? html`<p>Nothing has arrived yet.</p>` : all.map(entry)
    }</div>
    <h2>Practise faults</h2>
    <form method="post" action="/next">
      <div class="field">
        <label for="fault">With the next message the provider</label>
        <select id="fault" name="fault">${Object.entries(answers).map(
          ([fault, label]) =>
            html`<option value="${fault}" ${fault === next && html`selected`}>${label}</option>`,
        )}</select>
      </div>
      <button>Remember</button>
    </form>
  </main>
  <footer>It runs on this computer only and forgets everything when the site stops.</footer>
</body>
</html>
`;
}

function entry({ channel, to, text, at }: Received): Html {
  const time = new Date(at);
  return html`<article class="message">
    <h2>${channel === 'sms' ? 'Message' : 'Call'} to ${to}</h2>
    <p class="hint"><time datetime="${time.toISOString()}">${time.toISOString().slice(11, 19)} UTC</time></p>
    <p class="text">${text}</p>
    ${channel === 'voice' && html`<button type="button" data-say="${text}">Read aloud</button>`}
  </article>`;
}
