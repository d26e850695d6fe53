import { parseArgs } from 'node:util';

export const help = `Issues and checks second factors over the database of the practice site.

Usage: npm run mfa -- VERB [--database FILE]

  -l, --list                                 all accounts, their issuer and factors
  -c, --create -n NAME -i ISSUER             an authenticator app for NAME; makes the account if there is none
  -a, --authenticate APP -o CODE             checks a code of the account APP: from its authenticator app, by time or
                                             by count, a backup code, or one that was sent; each is good once
  backup-codes APP                           makes ten new backup codes for APP and shows them, once
  send sms APP, send voice APP               sends a code to the phone of APP, as a message or a call
  unlock APP                                 lets APP try again at once

  -n, --name NAME        the account's name
  -i, --issuer ISSUER    who issues the code, as authenticator apps show it
  -o, --otp CODE         the code
  -t, --to NUMBER        with send: another number than the account's, with its country code
  -d, --database FILE    the database, out/mfa.sqlite unless told otherwise; the site takes the same
                         (npm run site -- --database FILE). Where there is none, --create makes it.
  -h, --help             this text

Secrets are sealed with the key in MFA_KEY (32 random bytes, base64 or hex), or with the one in FILE.key. A new FILE.key
is sealed under a passphrase, which is asked for.

Messages and calls go through Twilio with TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM; without them nothing is
sent, and what would be said is printed.

Status: 0 done, or the code is right; 1 the code is not right; 2 it could not be done, and the last line says why.`;

export type Verb =
  | { verb: 'help' }
  | { verb: 'list' }
  | { verb: 'create'; name: string; issuer: string }
  | { verb: 'authenticate'; app: string; code: string }
  | { verb: 'backup-codes' | 'unlock'; app: string }
  | { verb: 'send'; channel: 'sms' | 'voice'; app: string; to?: string | undefined };

export interface Command {
  verb: Verb;
  /** Path of the database file. */
  database: string;
}

/** Something that the person at the terminal can change; its message says what. */
export class UsageError extends Error {}

/** @throws {UsageError} when the arguments ask for nothing, for two things, or for something unknown */
export function commandOf(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const verbs = [
    ...(values.help ? [{ verb: 'help' } as const] : []),
    ...(values.list ? [{ verb: 'list' } as const] : []),
    ...(values.create ? [creation(values)] : []),
    ...(values.authenticate !== undefined ? [authentication(values.authenticate, values.otp)] : []),
    ...(positionals.length > 0 ? [wordOf(positionals, values.to)] : []),
  ];
  const [verb] = verbs;
  if (!verb) throw new UsageError('Say what to do.');
  if (verb.verb !== 'help' && verbs.length > 1) throw new UsageError('Only one thing at a time.');
  return { verb, database: values.database };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        list: { type: 'boolean', short: 'l', default: false },
        create: { type: 'boolean', short: 'c', default: false },
        authenticate: { type: 'string', short: 'a' },
        name: { type: 'string', short: 'n' },
        issuer: { type: 'string', short: 'i' },
        otp: { type: 'string', short: 'o' },
        to: { type: 'string', short: 't' },
        database: { type: 'string', short: 'd', default: 'out/mfa.sqlite' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message);
  }
}

function creation({ name, issuer }: { name?: string; issuer?: string }): Verb {
  if (name === undefined || issuer === undefined) {
    throw new UsageError('--create needs --name NAME and --issuer ISSUER.');
  }
  return { verb: 'create', name, issuer };
}

function authentication(app: string, code: string | undefined): Verb {
  if (code === undefined) throw new UsageError('--authenticate needs --otp CODE.');
  return { verb: 'authenticate', app, code };
}

function wordOf([word = '', ...rest]: readonly string[], to: string | undefined): Verb {
  const [first = '', second] = rest;
  if ((word === 'backup-codes' || word === 'unlock') && rest.length === 1) return { verb: word, app: first };
  if (word === 'send' && rest.length === 2 && second !== undefined) {
    if (first === 'sms' || first === 'voice') return { verb: 'send', channel: first, app: second, to };
  }
  throw new UsageError(`This is not understood: ${[word, ...rest].join(' ')}`);
}
