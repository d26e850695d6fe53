import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import type { Visit } from '../visit.ts';

export function showHome({ session }: Visit): Reply {
  const body = html`
    <p class="lead">A small site with real two-factor sign-in, to try an authenticator on without risk.</p>
    <p class="actions">
      <a class="button" href="/register">Register</a>
      <a class="button quiet" href="/sign-in">Sign in</a>
    </p>
    <p>New to this? <a href="/learn">Why a second factor, and where to begin</a></p>
    <h2>The round trip</h2>
    <ol>
      <li><strong>Register</strong> with any name and password.</li>
      <li><strong>Set up two-factor:</strong> scan the QR code and confirm with a first code.</li>
      <li><strong>Sign out and in again:</strong> now the site asks for a code after the password.</li>
    </ol>
    <h2>Also worth a try</h2>
    <ul>
      <li>Send a code twice, or one from two minutes ago. The site says what is wrong with it.</li>
      <li>Switch the prompt to another shape: six boxes, a shadow tree, a field that comes late, a frame.</li>
      <li>Get a code by text message or call. Without a provider, a page of its own shows what would be sent.</li>
      <li>Sign in with a security key or your fingerprint, after the password or instead of it.</li>
      <li>Sign in on a second browser, and approve it in the first.</li>
      <li>Make backup codes, and sign in with one as if your phone were lost.</li>
      <li>Enter five wrong codes, and see how long the account is locked. The first account that is registered can
        unlock it, and reads the log of attempts.</li>
      <li>Scan the <a href="/codes">other QR codes</a>: two on one page, a plain link, a counter, a Steam key.</li>
      <li>Open this site by another name, such as <code>shop.localhost</code> with the same port. To an authenticator
        that is another site.</li>
    </ul>`;
  return page({ title: 'Practise two-factor', session, body });
}
