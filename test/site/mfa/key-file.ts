/** The key of the database on disk: as the site leaves it, or sealed under a passphrase. */
import { randomBytes, scryptSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { keyFor, SealError, sealingWith } from '../sealing.ts';
import { UsageError } from './options.ts';

/** Asks at the terminal, without showing what is typed. */
export type Ask = (question: string) => Promise<string>;

/** OWASP's scrypt setting for 32 MiB of memory; stored in the file, so that it can be raised later. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const maxmem = 64 * 1024 * 1024;
const minLength = 12;
const place = 'key of the database';
const mark = 'scrypt';

/** Whether the database at `database` has a key: `MFA_KEY`, or the key file beside it. */
export function hasKey(database: string): boolean {
  return Boolean(process.env.MFA_KEY) || existsSync(fileOf(database));
}

/**
 * The key for the database at `database`, where nobody can be asked for a new passphrase: where there is none, it is
 * made in plain. A sealed key file asks for its passphrase.
 * @throws {UsageError} when the passphrase is wrong
 */
export async function openKey(database: string, ask: Ask): Promise<Buffer> {
  if (process.env.MFA_KEY || !hasKey(database)) return keyFor(database);
  const text = readFileSync(fileOf(database), 'utf8').trim();
  return text.startsWith(`${mark}$`) ? unseal(text, await ask('Passphrase: ')) : keyFor(database);
}

/**
 * The key for the database at `database`, as the command line takes it, and the site on a terminal: where there is none
 * yet, a new one is made under a new passphrase.
 * @throws {UsageError} when the passphrase is wrong, too short, or not the same twice, or the key is not here
 */
export async function openOrMakeKey(database: string, ask: Ask): Promise<Buffer> {
  if (hasKey(database)) return await openKey(database, ask);
  if (existsSync(database)) throw new UsageError('The key of this database is not here: give it in MFA_KEY.');
  return await makeKey(fileOf(database), ask);
}

function fileOf(database: string): string {
  return `${database}.key`;
}

async function makeKey(file: string, ask: Ask): Promise<Buffer> {
  const passphrase = await ask('New passphrase for the secrets: ');
  if ([...passphrase].length < minLength) {
    throw new UsageError(
      `Use at least ${minLength} characters for the passphrase, such as four random words.`,
    );
  }
  if ((await ask('The same again: ')) !== passphrase)
    throw new UsageError('The passphrases are not the same.');
  const [key, salt] = [randomBytes(32), randomBytes(16)];
  const sealed = sealingWith(derive(passphrase, salt, cost)).seal(key.toString('base64'), place);
  const parts = [mark, cost.N, cost.r, cost.p, salt.toString('base64url'), sealed];
  writeFileSync(file, `${parts.join('$')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function unseal(text: string, passphrase: string): Buffer {
  const [, N, r, p, salt = '', sealed = ''] = text.split('$');
  const derived = derive(passphrase, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  try {
    return Buffer.from(sealingWith(derived).open(sealed, place), 'base64');
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new UsageError('This passphrase does not open the key. Try again.');
  }
}

function derive(passphrase: string, salt: Buffer, { N, r, p }: typeof cost): Buffer {
  return scryptSync(passphrase.normalize(), salt, 32, { N, r, p, maxmem });
}
