import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { findUserById, type User } from './database.ts';
import { isSameText } from './same-text.ts';
import type { Sqlite } from './sqlite.ts';

/** OWASP's scrypt setting for 16 MiB of memory; stored with each hash, so that it can be raised later. */
const cost = { N: 2 ** 14, r: 8, p: 5 };

/** A salted scrypt hash of the password, as `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return formatHash(salt, await derive(password, salt, cost));
}

/**
 * Whether the password made this stored hash. Without a stored hash (no such user) it works just as long before
 * it says no, so that the time does not tell which names exist.
 */
export async function isPassword(password: string, stored = nobodysHash): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = stored.split('$');
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), options);
  return isSameText(derived.toString('base64url'), hash);
}

/**
 * Whether this is the password of the person, if there is one. Hashing takes time: a password that was changed
 * meanwhile opens nothing any more.
 */
export async function isPasswordOf(
  database: Sqlite,
  user: User | undefined,
  typed: string,
): Promise<boolean> {
  const isRight = await isPassword(typed, user?.passwordHash);
  return isRight && user !== undefined && findUserById(database, user.id)?.passwordHash === user.passwordHash;
}

const nobodysHash = formatHash(Buffer.alloc(16), Buffer.alloc(32));

function formatHash(salt: Buffer, hash: Buffer): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
