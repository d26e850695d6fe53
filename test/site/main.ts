/**
 * Starts the practice site for a person: a small relying party on loopback to try two-factor sign-in with.
 * Begin reading in `routes.ts` (what can be asked) and `factors.ts` (what is asked for after the password).
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DatabaseError } from './database.ts';
import { openAsking } from './mfa/ask.ts';
import { hasKey, openKey, openOrMakeKey } from './mfa/key-file.ts';
import { UsageError } from './mfa/options.ts';
import { isLoopback } from './request.ts';
import { SealError } from './sealing.ts';
import { accountFrom, openTwilio } from './sending/twilio.ts';
import { startSite } from './server.ts';

const help = `npm run site -- [--port NUMBER] [--host ADDRESS] [--database FILE]

  --port      8765 unless told otherwise; 0 takes any free port
  --host      where to listen: 127.0.0.1, this computer only, unless told otherwise; 0.0.0.0 lets everybody in
  --database  keeps accounts in this file; without it they are forgotten at the end

Secrets in the file are sealed with the key in MFA_KEY (32 random bytes, base64 or hex), or without it in FILE.key. A new
FILE.key is sealed under a passphrase, which is asked for on a terminal; without a terminal it lies open.
Messages and calls go out through Twilio with TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM; without these a
stand-in on this computer takes and shows them.`;

const values = valuesOf(process.argv.slice(2));
if (values.help) {
  console.log(help);
  process.exit(0);
}
const { host } = values;
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port takes a number from 0 to 65535; 0 means any free port.');
  process.exit(1);
}

const account = accountFrom(process.env);
if (account instanceof Error) {
  console.error(account.message);
  process.exit(1);
}

try {
  const site = await startSite({
    port,
    host,
    ...(values.database && { database: values.database, key: await keyOf(values.database) }),
    ...(account && { provider: openTwilio(account) }),
  });
  // Heard from here on: who reads that it runs may end it.
  const told = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  console.log(`Practice Site: ${site.url}  (Ctrl+C stops it)`);
  console.log(
    site.inbox === undefined
      ? 'Messages and calls go out through Twilio.'
      : `Messages and calls arrive at ${site.inbox} and go no further: no account with Twilio is set.`,
  );
  console.log(
    isLoopback(host)
      ? 'Only this computer can reach it. --host ADDRESS lets others in.'
      : `It listens on ${host}: other computers can reach it, and read what is sent, for it has no TLS.`,
  );
  await told;
  await site.close();
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
}

/** What was asked for; ends with the reason and the help where it cannot be understood. */
function valuesOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '8765' },
        host: { type: 'string', default: '127.0.0.1' },
        database: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${help}`);
    process.exit(1);
  }
}

/** The key of a database file. On a terminal a new one gets a passphrase; elsewhere nobody is there to give one. */
async function keyOf(database: string): Promise<Buffer> {
  const isTerminal = process.stdin.isTTY === true;
  const isNew = !hasKey(database);
  const asking = openAsking();
  const key = await (isTerminal ? openOrMakeKey : openKey)(database, asking.ask).finally(asking.close);
  if (isNew && !isTerminal) {
    console.log(
      `Its key was made without a passphrase, for here is no terminal to ask for one: ${database}.key`,
    );
  }
  return key;
}

/** What went wrong, for what a person can change; throws everything else on. */
function sentenceFor(error: unknown): string {
  if (error instanceof DatabaseError || error instanceof SealError || error instanceof UsageError) {
    return error.message;
  }
  if (!(error instanceof Error && 'code' in error)) throw error;
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken. Choose another one: npm run site -- --port ${port + 1}`;
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `This computer cannot listen on ${host}. --host takes one of its own addresses, or 0.0.0.0 for all.`;
  }
  throw error;
}
