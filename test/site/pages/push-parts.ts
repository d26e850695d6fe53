import { html } from '../html.ts';

/** What the factor proves, and what it does not. */
export const pushExplanation = html`<p>An approval proves that somebody holds a device on which you are signed in. The
  number ties it to the screen in front of you: nobody can approve by habit what a thief of your password started. It
  does not prove that this screen is the right site: a look-alike can show you the number of its own sign-in. A security
  key is stronger.</p>`;
