/** What the provider's API answers, as far as our client can tell. */
import { Refusal } from '../refusal.ts';
import type { Channel } from './phone-number.ts';

/** A message or a call that the stand-in has taken. */
export interface Received {
  channel: Channel;
  to: string;
  from: string;
  /** The message, or what the call says. */
  text: string;
  /** Unix milliseconds. */
  at: number;
}

/** An error in the provider's form: an HTTP status, and a number from its list of errors. */
export interface Problem {
  status: number;
  code: number;
  message: string;
}

export const problems = {
  busy: { status: 429, code: 20429, message: 'Too many requests' },
  invalid: { status: 400, code: 21211, message: "The 'To' number is not a valid phone number." },
  unsubscribed: { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
  broken: { status: 500, code: 20500, message: 'Internal server error' },
  wrongKey: { status: 401, code: 20003, message: 'Authenticate' },
  unknownPath: { status: 404, code: 20404, message: 'The requested resource was not found' },
  noTo: { status: 400, code: 21604, message: "A 'To' phone number is required." },
  noFrom: { status: 400, code: 21603, message: "A 'From' phone number is required." },
  noBody: { status: 400, code: 21602, message: 'Message body is required.' },
  longBody: {
    status: 400,
    code: 21617,
    message: 'The concatenated message body exceeds the 1600 character limit.',
  },
  noTwiml: { status: 400, code: 21205, message: 'Url parameter is required.' },
} satisfies Record<string, Problem>;

/** What a person may let the next message end in. `silent` takes the message and never answers. */
export const faults = ['none', 'busy', 'invalid', 'unsubscribed', 'broken', 'silent'] as const;
export type Fault = (typeof faults)[number];

/** @throws Refusal 422 for a name that is none */
export function faultNamed(name: string | null): Fault {
  const fault = faults.find((known) => known === name);
  if (fault === undefined) throw new Refusal(422, 'No such answer', 'Choose one of the answers of the list.');
  return fault;
}

/** The message or call of a form of the API, or what the provider would say about it. */
export function received(channel: Channel, form: URLSearchParams, at: number): Received | Problem {
  const [to, from] = [form.get('To') ?? '', form.get('From') ?? ''];
  const text = channel === 'sms' ? (form.get('Body') ?? '') : saidBy(form.get('Twiml') ?? '');
  if (to === '') return problems.noTo;
  if (from === '') return problems.noFrom;
  if (text === '') return channel === 'sms' ? problems.noBody : problems.noTwiml;
  if (text.length > 1600) return problems.longBody;
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return problems.invalid;
  return { channel, to, from, text, at };
}

/** The texts of all `<Say>` elements, in their order. */
function saidBy(twiml: string): string {
  const texts = [...twiml.matchAll(/<Say\b[^>]*>([^<]*)<\/Say>/g)].map(([, text = '']) =>
    withoutEntities(text),
  );
  return texts.join(' … ');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => entities[name] ?? '');
}
