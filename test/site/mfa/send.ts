import type { User } from '../database.ts';
import { issuer } from '../key-uri.ts';
import { findPhone } from '../phone-store.ts';
import { type CodeVerdict, sendCode, verifyCode } from '../sending/codes.ts';
import { type Channel, maskedNumber, numberFor } from '../sending/phone-number.ts';
import { startStandIn, throughStandIn } from '../sending/stand-in.ts';
import { accountFrom, openTwilio } from '../sending/twilio.ts';
import type { Sqlite } from '../sqlite.ts';
import { findIssuer } from './issuer-store.ts';
import { UsageError } from './options.ts';

export interface ToSend {
  channel: Channel;
  /** Another number than the one that the account has. */
  to?: string | undefined;
  now: number;
}

/**
 * Sends a code to the account's phone and gives the lines that say so. Without credentials of a provider in the
 * environment nothing is sent: a stand-in takes the message, and its text is among the lines.
 * @throws {Refusal} when the number is none, it was sent too often, or the provider does not send it
 * @throws {UsageError} when the account has no number, or the credentials are not complete
 */
export async function send(database: Sqlite, user: User, { channel, to, now }: ToSend): Promise<string[]> {
  const number = to === undefined ? findPhone(database, user.id, channel) : numberFor(channel, to);
  if (number === undefined) {
    throw new UsageError(
      `${user.name} has no number for this. Give one with --to, or set it up at the site.`,
    );
  }
  const { provider, inbox } = await openProvider();
  try {
    await sendCode(
      { database, provider, now },
      {
        ...{ id: idOf(database, user), channel, to: number, account: String(user.id) },
        ...{ sender: findIssuer(database, user.id) ?? issuer, application: 'the command line' },
      },
    );
  } finally {
    await provider.close();
  }
  const sent = `Sent to ${maskedNumber(number)}. It is good for five minutes: --authenticate ${user.name} --otp CODE`;
  return inbox
    ? [sent, `No provider is set, so nothing left this computer. It says: ${inbox[0]?.text}`]
    : [sent];
}

/** Whether this is the code that was sent last; whoever asks counts the attempt. */
export function judgeSentCode(database: Sqlite, user: User, code: string, now: number): CodeVerdict {
  return verifyCode(database, { id: idOf(database, user), code }, now);
}

/** Nobody else can name it: other applications verify codes by ids of their own. */
function idOf(database: Sqlite, { id }: User): string {
  return database.hash(String(id), 'code of the command line');
}

async function openProvider() {
  const account = accountFrom(process.env);
  if (account instanceof Error) throw new UsageError(account.message);
  if (account) return { provider: openTwilio(account) };
  const standIn = await startStandIn();
  return { provider: throughStandIn(standIn), inbox: standIn.inbox };
}
