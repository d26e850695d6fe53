import { randomBytes } from 'node:crypto';
import { commandLine } from '../attempts.ts';
import { logAttempt } from '../attempts-store.ts';
import { encodeBase32 } from '../base32.ts';
import { addUser, deleteSessionsOf, findUser } from '../database.ts';
import { inGroupsOfFour, keyUri } from '../key-uri.ts';
import { problemOfName } from '../pages/register.ts';
import { hashPassword } from '../password.ts';
import type { Sqlite } from '../sqlite.ts';
import { totp } from '../totp.ts';
import { findTotp, saveTotp } from '../totp-store.ts';
import { saveIssuer } from './issuer-store.ts';
import { UsageError } from './options.ts';

export interface Created {
  /** The account's name, as it is stored. */
  name: string;
  secret: string;
  uri: string;
  /** Of an account that was not there before. */
  password?: string;
}

/**
 * Gives an account an authenticator app, and makes the account where there is none, with a random password. As at the
 * site, the sessions end that knew the account without.
 * @throws {UsageError} when the name or the issuer cannot be one, or the account has an app already
 */
export async function create(
  database: Sqlite,
  { name: typed, issuer: typedIssuer, now }: { name: string; issuer: string; now: number },
): Promise<Created> {
  const [name, issuer] = [nameIn(typed, 'name'), nameIn(typedIssuer, 'issuer')];
  const known = findUser(database, name);
  const password = known ? undefined : randomBytes(12).toString('base64url');
  const userId = known?.id ?? (await addAccount(database, name, password ?? '', now));
  const secret = encodeBase32(randomBytes(20));
  const shownName = known?.name ?? name;
  database.exclusively(() => {
    assertNoApp(database, userId, shownName);
    saveTotp(database, userId, { secret, lastStep: 0, drift: 0 });
    saveIssuer(database, userId, issuer);
    deleteSessionsOf(database, userId);
    const line = { at: now, name: shownName, address: commandLine, factor: totp.id };
    logAttempt(database, { ...line, outcome: 'set up' });
  });
  const uri = keyUri(shownName, secret, { issuer });
  return { name: shownName, secret: inGroupsOfFour(secret), uri, ...(password && { password }) };
}

function assertNoApp(database: Sqlite, userId: number, name: string): void {
  if (!findTotp(database, userId)) return;
  throw new UsageError(`${name} has an authenticator app already. Its secret is shown once only.`);
}

async function addAccount(database: Sqlite, name: string, password: string, now: number): Promise<number> {
  const userId = addUser(database, name, await hashPassword(password), now);
  if (userId === undefined) throw new UsageError(`${name} was made by somebody else just now. Try again.`);
  return userId;
}

function nameIn(typed: string, what: 'name' | 'issuer'): string {
  const text = typed.trim().normalize();
  const problem = problemOfName(text);
  if (problem !== undefined) throw new UsageError(`--${what}: ${problem}`);
  return text;
}
