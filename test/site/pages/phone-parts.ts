import { type Html, html } from '../html.ts';
import type { PhoneAnswer } from '../phone.ts';
import { isLoopback } from '../request.ts';
import type { Channel } from '../sending/phone-number.ts';
import type { Visit } from '../visit.ts';

/** The words of each channel. */
export const words = {
  sms: {
    sent: (number: string) =>
      `We sent a text message with a code to ${number}. Enter the code from the message.`,
    offer: (number: string) => `We send a code in a text message to ${number}.`,
    send: 'Send the message',
    again: 'Send another message',
  },
  voice: {
    sent: (number: string) => `We are calling ${number}. Enter the code that the call reads to you.`,
    offer: (number: string) => `We call ${number} and read a code to you.`,
    send: 'Call me',
    again: 'Call again',
  },
} satisfies Record<Channel, unknown>;

/** What the factor proves, and what it does not. */
export function explanation(channel: Channel): Html {
  return channel === 'sms'
    ? html`<p>A code in a text message proves that you hold the SIM card of a number right now. It does not prove that
        you are on the right site: a look-alike can ask for the code and pass it on. Messages are read along on their
        way, and companies have moved numbers to the cards of thieves. An authenticator or a security key is
        stronger; a message is far better than a password alone.</p>`
    : html`<p>A call proves that somebody answers this number right now, also on a landline. It does not prove who
        answers: a colleague may, or an answering machine, and a number can be diverted. As with messages, a look-alike
        of this site can ask for the code and pass it on. An authenticator or a security key is stronger.</p>`;
}

/** Where messages arrive on a site that has no provider. Only the site's own computer reaches that page. */
export function inboxHint({ provider, address }: Visit): Html | undefined {
  if (provider.inbox === undefined) return undefined;
  if (!isLoopback(address)) {
    return html`<p class="hint">This site has no provider. What it sends is shown on the computer that runs it, and
      reaches no phone.</p>`;
  }
  return html`<p class="hint">This site has no provider: look at
    <a href="${provider.inbox}" target="_blank" rel="noopener">the stand-in for a phone</a>, whatever the number.</p>`;
}

/** Why nothing was sent just now, or what is wrong with the code that was entered. */
export interface PhoneProblem {
  status: number;
  notSent?: string;
  wrong?: string;
}

export function notSentLine(problem?: PhoneProblem): Html | undefined {
  if (problem?.notSent === undefined) return undefined;
  return html`<p class="problem" role="alert">${problem.notSent}</p>`;
}

export function phoneSentence(answer: Exclude<PhoneAnswer, { kind: 'right' }>): string {
  switch (answer.kind) {
    case 'incomplete':
      return 'A code has six digits. Enter all of them.';
    case 'wrong':
      return answer.triesLeft === 0
        ? 'This code is wrong, and it was the last try. Ask for a new code.'
        : 'This code is wrong. Enter the one that came last.';
    case 'expired':
      return 'This code has expired: it was good for five minutes. Ask for a new one.';
    case 'used':
      return 'This code was used already. Ask for a new one.';
    case 'spent':
      return 'There were too many wrong tries for this code. Ask for a new one.';
    case 'unknown':
      return 'No code was sent to this number from here. Ask for one.';
  }
}
