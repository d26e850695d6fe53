/** `npm run mfa`: begin reading in `options.ts` (what can be asked). */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandLine, unlock } from '../attempts.ts';
import { logAttempt } from '../attempts-store.ts';
import { makeBackupCodes } from '../backup-codes.ts';
import { DatabaseError, findUser, openDatabase, type User } from '../database.ts';
import { factorsOn } from '../factors.ts';
import { terminalQr } from '../qr.ts';
import { Refusal } from '../refusal.ts';
import { SealError } from '../sealing.ts';
import type { Sqlite } from '../sqlite.ts';
import { openAsking } from './ask.ts';
import { authenticate } from './authenticate.ts';
import { type Created, create } from './create.ts';
import { openOrMakeKey } from './key-file.ts';
import { listLines } from './list.ts';
import { commandOf, help, UsageError, type Verb } from './options.ts';
import { send } from './send.ts';

type StoreVerb = Exclude<Verb, { verb: 'help' }>;

const noAccount = 'There is no such account. --list shows all.';
const nothingAt = (path: string) =>
  `Nothing is there: ${path}. --create makes the database with its first account; --database names another one.`;
const status = { done: 0, notRight: 1, impossible: 2 };

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  try {
    const { verb, database } = commandOf(args);
    if (verb.verb === 'help') {
      console.log(help);
      return status.done;
    }
    // A name that was mistyped must not become a database.
    if (verb.verb !== 'create' && !existsSync(database)) throw new DatabaseError(nothingAt(database));
    return await withDatabase(database, (opened) => carryOut(opened, verb, Date.now()));
  } catch (error) {
    console.error(sentenceFor(error));
    return status.impossible;
  }
}

async function withDatabase(path: string, act: (database: Sqlite) => Promise<number>): Promise<number> {
  mkdirSync(dirname(path), { recursive: true });
  const asking = openAsking();
  const key = await openOrMakeKey(path, asking.ask).finally(asking.close);
  const database = await openDatabase(path, key);
  try {
    return await act(database);
  } finally {
    database.close();
  }
}

async function carryOut(database: Sqlite, verb: StoreVerb, now: number): Promise<number> {
  switch (verb.verb) {
    case 'list':
      print(...listLines(database, now));
      return status.done;
    case 'create':
      await printCreated(await create(database, { ...verb, now }));
      return status.done;
    case 'authenticate': {
      const user = findUser(database, nameOf(verb.app));
      const { isRight, sentence } = user
        ? authenticate(database, user, verb.code, now)
        : { isRight: false, sentence: noAccount };
      print(sentence);
      return isRight ? status.done : status.notRight;
    }
    case 'backup-codes':
      printBackupCodes(database, userOf(database, verb.app), now);
      return status.done;
    case 'unlock':
      unlockAccount(database, userOf(database, verb.app), now);
      print(`${verb.app} can try again.`);
      return status.done;
    case 'send':
      print(...(await send(database, userOf(database, verb.app), { ...verb, now })));
      return status.done;
  }
}

function userOf(database: Sqlite, name: string): User {
  const user = findUser(database, nameOf(name));
  if (!user) throw new UsageError(noAccount);
  return user;
}

function nameOf(typed: string): string {
  return typed.trim().normalize();
}

async function printCreated({ name, secret, uri, password }: Created): Promise<void> {
  if (process.stdout.isTTY) print(await terminalQr(uri));
  print(`Account:  ${name}`, `Secret:   ${secret}`, `Key URI:  ${uri}`);
  if (password !== undefined) print(`Password: ${password}  (for the site; shown once)`);
}

function unlockAccount(database: Sqlite, user: User, now: number): void {
  unlock(database, user, now);
  const line = { at: now, name: user.name, address: commandLine, factor: 'administration' };
  logAttempt(database, { ...line, outcome: 'unlocked' });
}

function printBackupCodes(database: Sqlite, user: User, now: number): void {
  if (factorsOn(database, user.id).length === 0) {
    throw new UsageError(`${user.name} has no second factor yet; backup codes stand in for one.`);
  }
  print(...makeBackupCodes(database, { userId: user.id, address: commandLine, now }));
}

function print(...lines: readonly string[]): void {
  console.log(lines.join('\n'));
}

/** What a person can change, in a sentence; throws everything else on. */
function sentenceFor(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nnpm run mfa -- --help tells what there is.`;
  if (error instanceof Refusal || error instanceof DatabaseError || error instanceof SealError)
    return error.message;
  throw error;
}
