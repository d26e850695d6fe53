import { codeField } from '../form-parts.ts';
import { type Html, html } from '../html.ts';
import { inGroupsOfFour } from '../key-uri.ts';
import { page } from '../layout.ts';
import { markedQr } from '../qr.ts';
import type { Reply } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';

export interface Scannable {
  title: string;
  /** What this factor proves, and what it does not. */
  explanation: Html;
  secret: string;
  uri: string;
  /** Where the first code goes, and what the button says. */
  action: string;
  button: string;
  problem: string | undefined;
}

/** The set-up of what an authenticator scans: the QR code, the secret to type, and the first code. */
export async function scanAndConfirm(session: SignedIn, scannable: Scannable): Promise<Reply> {
  const { title, explanation, secret, uri, action, button, problem } = scannable;
  const picture = await markedQr(uri);
  const body = html`
    ${explanation}
    <div class="set-up">
      <figure class="qr">
        <img id="qr" src="${picture}" alt="QR code with the key URI of your account">
        <figcaption><a href="${picture}" download="practice-site.png">Save as a picture</a></figcaption>
      </figure>
      <div>
        <h2>1. Scan the QR code</h2>
        <p>Scan it with your authenticator. If you cannot, type the secret instead:</p>
        <p class="secret" id="secret">${inGroupsOfFour(secret)}</p>
        <details>
          <summary>Key URI</summary>
          <p><code id="key-uri">${uri}</code></p>
        </details>
        <h2>2. Enter the first code</h2>
        <form method="post" action="${action}">
          ${csrfField(session)}
          ${codeField(problem, { hasFocus: problem !== undefined })}
          <button>${button}</button>
        </form>
      </div>
    </div>`;
  return page({ title, session, body, isWide: true, status: problem === undefined ? 200 : 422 });
}
