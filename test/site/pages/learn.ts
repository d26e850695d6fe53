import { html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import type { Visit } from '../visit.ts';

/** For people who wonder why, and where to begin: plain words, no account needed. */
export function showLearn({ session }: Visit): Reply {
  const body = html`
    <p class="lead">Two-factor sign-in asks for two different proofs: something that you know, and something that you
      have.</p>
    <h2>Why a second factor</h2>
    <p>Passwords leak out of sites, are guessed, are used twice, and are typed into copies of a site. With a second
      factor a password alone opens nothing. The factors are not equally strong:</p>
    <ul>
      <li><strong>A security key or passkey</strong> is the strongest: it signs for the right address only, so that a
        copy of a site gets nothing.</li>
      <li><strong>An authenticator app</strong> works without a network. Its code can be typed into a copy of a site:
        look at the address first, or let a filler that knows the address do it.</li>
      <li><strong>Approving on another device</strong> is quick. Approve only what you began yourself, and compare the
        number.</li>
      <li><strong>Codes by text message or call</strong> can be intercepted, and a number can be taken over. They are
        still far better than a password alone.</li>
      <li><strong>Backup codes</strong> are for the day when the others are gone.</li>
    </ul>
    <h2>Which accounts first</h2>
    <ol>
      <li>Your e-mail: whoever reads it can reset the passwords of the rest.</li>
      <li>Your password manager, and the account of your phone or computer.</li>
      <li>The bank, and whatever else moves money.</li>
      <li>Work and school, and where you keep files and pictures.</li>
      <li>Where others know you by your name: somebody could write as you.</li>
    </ol>
    <h2>Strong passwords, each used once</h2>
    <p>A second factor does not make a weak password good. Let a password manager make a long random one for every
      site: one that leaks then opens nothing else. The few that you must remember yourself are best made of four or
      more random words that you use nowhere else. A good password need not be changed every few months: change it when
      it may have leaked.</p>
    <h2>When a factor is lost</h2>
    <p>Before it happens: set up two factors, such as a second key in a drawer. Keep the backup codes of each site on
      paper or in your vault, and not only on the phone that may be lost. Save a backup of your authenticator.</p>
    <ol>
      <li>Sign in with a backup code or another factor. Here the prompt has “Another way”.</li>
      <li>Remove the lost factor, so that whoever finds it has nothing.</li>
      <li>Set up a new one, and have new backup codes made: the old ones may be lost with it.</li>
      <li>Look at what signed in meanwhile, and change the password if something is strange.</li>
    </ol>
    <p>Where no factor is left, only the site can help: here its administrator resets your factors after a look at you.
      Nobody who calls or writes to you ever needs a code of yours. Whoever asks for one is stealing it.</p>
    <p class="actions"><a class="button" href="/register">Try it here</a></p>`;
  return page({ title: 'Why a second factor', session, body });
}
