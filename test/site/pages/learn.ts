import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { LEARN_PARTS } from '../../../src/options/learn-parts.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import type { Reply } from '../reply.ts';
import type { Visit } from '../visit.ts';
import { passwordPath } from './change-password.ts';

/** For people who wonder why, and where to begin: what the extension says, and what can be tried here. */
export function showLearn({ session }: Visit): Reply {
  const body = html`
    <p class="lead">Two-factor sign-in asks for two different proofs: something that you know, and something that you
      have.</p>
    ${LEARN_PARTS.map(
      ({ title, texts }) => html`
    <h2>${english[title].message}</h2>
    ${texts.map((name) => html`<p>${english[name].message}</p>`)}
    ${here[title]}`,
    )}
    <p class="actions"><a class="button" href="/register">Try it here</a></p>`;
  return page({ title: english.learnTitle.message, session, body });
}

/** What this site adds to a part. */
const here: Partial<Record<(typeof LEARN_PARTS)[number]['title'], Html>> = {
  learnWhyTitle: html`<p>The factors are not equally strong. All of these are here, to be tried:</p>
    <ul>
      <li><strong>A security key or passkey</strong> is the strongest: it signs for the right address only, so that a
        copy of a site gets nothing.</li>
      <li><strong>An authenticator app</strong> works without a network. Its code can be typed into a copy of a site.</li>
      <li><strong>Approving on another device</strong> is quick. Approve only what you began yourself, and compare the
        number.</li>
      <li><strong>Codes by text message or call</strong> can be intercepted, and a number can be taken over. They are
        still far better than a password alone.</li>
      <li><strong>Backup codes</strong>, or recovery codes, are for the day when the others are gone.</li>
    </ul>`,
  learnPasswordsTitle: html`<p>A good password need not be changed every few months: change it when it may have
    leaked. Here <a href="${passwordPath}">your account has a page for it</a>.</p>`,
  learnLostTitle: html`<p>Here the prompt for a code has “Another way”. Where no factor is left, the administrator of this
    site resets your factors after a look at you.</p>`,
};
