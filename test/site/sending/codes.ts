/**
 * Codes by message and call: made, sent, and judged once. The site's own factors use this, and other applications
 * through `api.ts`.
 */
import { randomInt } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { isSameText } from '../same-text.ts';
import { hashOf } from '../session.ts';
import type { Sqlite } from '../sqlite.ts';
import { countTry, deleteCode, deleteCodesBefore, findCode, markUsed, saveCode } from './codes-store.ts';
import { countSending, type Sending } from './limits.ts';
import type { Channel } from './phone-number.ts';
import { type FaultKind, type Provider, ProviderFault } from './provider.ts';

export interface CodeRequest extends Sending {
  /** A secret of whoever asks, without which the code is worth nothing; a code replaces the one of the same id. */
  id: string;
  channel: Channel;
  /** Who asks, as the message names it. */
  sender: string;
}

export interface SendingSurroundings {
  database: Sqlite;
  provider: Provider;
  /** Unix milliseconds. */
  now: number;
}

export type CodeVerdict =
  | { kind: 'right' }
  | { kind: 'wrong'; triesLeft: number }
  /** `unknown`: nothing was sent under this id, or long ago. */
  | { kind: 'expired' | 'used' | 'spent' | 'unknown' };

/** What the provider did not do, in the words for a person. */
export class NotSent extends Refusal {
  readonly kind: FaultKind;

  constructor(kind: FaultKind) {
    super(kind === 'unclear' ? 504 : 502, 'Not sent', notSentSentences[kind]);
    this.kind = kind;
  }
}

export const codeLifetime = 5 * 60_000;
const allowedTries = 5;
/** So long it can still be said why a code is worth nothing any more. */
const rememberedFor = 60 * 60_000;

const notSentSentences: Record<FaultKind, string> = {
  refused: 'This number cannot be reached. Check it, or choose another way.',
  busy: 'Too much is being sent just now. Try again in a minute.',
  unclear:
    'Nobody can say whether the message is on its way. Wait a minute. If nothing arrives, ask for a new code.',
  failed: 'The message could not be sent. Try again later, or choose another way.',
};

/**
 * Sends a new code, and gives the instant at which it expires.
 * @throws TooOften before anything is sent, and NotSent; after `unclear` the code counts, for it may arrive
 */
export async function sendCode(
  { database, provider, now }: SendingSurroundings,
  request: CodeRequest,
): Promise<number> {
  const code = newCode();
  const [idHash, expiresAt] = [hashOf(request.id), now + codeLifetime];
  const codeHash = hashOfCode(database, idHash, code);
  database.exclusively(() => {
    countSending(database, request, now);
    deleteCodesBefore(database, now - rememberedFor);
    saveCode(database, idHash, { codeHash, expiresAt });
  });
  try {
    const { channel, to } = request;
    await provider.deliver({ channel, to, text: textFor(channel, code, request.sender) });
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error;
    if (error.kind !== 'unclear') deleteCode(database, idHash, codeHash);
    if (error.kind === 'failed') console.error(`A code was not sent. ${error.message}`);
    if (error.kind === 'unclear') console.error(`Nobody can say whether a code was sent. ${error.message}`);
    throw new NotSent(error.kind);
  }
  return expiresAt;
}

/** Whether a code of this id could still be right. */
export function hasOpenCode(database: Sqlite, id: string, now: number): boolean {
  const known = findCode(database, hashOf(id));
  return known !== undefined && !known.isUsed && now < known.expiresAt && known.tries < allowedTries;
}

/** Judges a code and remembers it, in one step: of many at once, one is right. */
export function verifyCode(
  database: Sqlite,
  { id, code }: { id: string; code: string },
  now: number,
): CodeVerdict {
  const idHash = hashOf(id);
  return database.exclusively(() => {
    const known = findCode(database, idHash);
    if (!known) return { kind: 'unknown' };
    if (known.isUsed) return { kind: 'used' };
    if (now >= known.expiresAt) return { kind: 'expired' };
    if (known.tries >= allowedTries) return { kind: 'spent' };

    if (isSameText(known.codeHash, hashOfCode(database, idHash, code))) {
      markUsed(database, idHash);
      return { kind: 'right' };
    }
    countTry(database, idHash);
    return { kind: 'wrong', triesLeft: allowedTries - known.tries - 1 };
  });
}

/** Six digits, each code as likely as any other: `randomInt` takes no remainder of a larger number. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

function hashOfCode(database: Sqlite, idHash: string, code: string): string {
  return database.hash(code, `sent code ${idHash}`);
}

/** For the ear with pauses between the digits. */
function textFor(channel: Channel, code: string, sender: string): string {
  return channel === 'sms'
    ? `${code} is your code for ${sender}. It is good for five minutes. Nobody else needs it: tell it to no one.`
    : `Your code for ${sender} is: ${[...code].join(', ')}. Tell it to no one.`;
}
