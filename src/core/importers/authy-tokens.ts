/** What the files of Authy have in common: tokens whose names are a habit, and secrets that are sealed one by one. */
import { type ErrorCode, UserError } from '../errors';
import { type Bytes, utf8 } from '../vault-file/bytes';
import type { Import, ImportedAccount } from './importer';
import { fromBase64, fromHex } from './reading/bytes';
import { openCbc, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { entryName, fieldText, labelText, readForeign } from './reading/fields';

/** A secret under the password of the backups. */
export interface SealedSeed {
  readonly seed: unknown;
  /** Its text is the salt, whatever it looks like. */
  readonly salt: unknown;
  readonly rounds: number;
  /** In hex; zeros where it is missing. */
  readonly iv?: unknown;
}

export interface AuthyToken {
  readonly issuer: string;
  readonly name: string;
  readonly digits: unknown;
  readonly period?: number;
  /** Base32 in clear, or sealed. */
  readonly secret: string | SealedSeed | undefined;
}

/** The members that names are made of, from whichever file. */
export interface AuthyNames {
  readonly name: unknown;
  readonly originalName: unknown;
  readonly originalIssuer: unknown;
  readonly accountType: unknown;
}

const before = (text: string, separator: string): string =>
  text.includes(separator) ? text.slice(0, text.indexOf(separator)).trim() : '';

function issuerOf({ name, originalName, originalIssuer, accountType }: AuthyNames): string {
  const type = fieldText(accountType) ?? '';
  return (
    fieldText(originalIssuer) ||
    before(labelText(originalName), ':') ||
    before(labelText(name), ' - ') ||
    before(labelText(name), ':') ||
    type.charAt(0).toUpperCase() + type.slice(1)
  );
}

/** `Issuer: name`, `Issuer - name` and variations, of which the issuer may be known from elsewhere. */
export function readAuthyNames(names: AuthyNames): Pick<AuthyToken, 'issuer' | 'name'> {
  const issuer = issuerOf(names);
  const whole = labelText(names.name) || labelText(names.originalName);
  const rest = whole.slice(issuer.length);
  const isPrefix = whole.slice(0, issuer.length).toLowerCase() === issuer.toLowerCase();
  return { issuer, name: isPrefix && /^(?:\s*[:-]|$)/u.test(rest) ? rest.replace(/^[\s:-]+/u, '') : whole };
}

/** Of one token, and of as many as a vault holds, each with the rounds of today. */
const MOST_ROUNDS = { each: 2_000_000, all: 200_000_000 } as const;

/** Before any is derived; a token that asks for more than any may is skipped by itself. @throws UserError kdf-limits */
function checkRounds(tokens: readonly AuthyToken[]): void {
  let total = 0;
  for (const { secret } of tokens)
    if (typeof secret === 'object' && secret.rounds >= 1 && secret.rounds <= MOST_ROUNDS.each)
      total += secret.rounds;
  if (total > MOST_ROUNDS.all) throw new UserError('kdf-limits');
}

const isSealed = ({ secret }: AuthyToken): boolean => typeof secret === 'object';

/** @returns base32 @throws UserError wrong-password, bad-secret, kdf-limits */
async function openSeed({ seed, salt, rounds, iv }: SealedSeed, password: Bytes): Promise<string> {
  if (typeof salt !== 'string') throw new UserError('bad-secret');
  const start = fieldText(iv) === undefined ? new Uint8Array(16) : fromHex(iv);
  const key = await pbkdf2(password, { hash: 'SHA-1', salt: utf8(salt), iterations: rounds });
  const text = new TextDecoder().decode(await openCbc(key, start, fromBase64(seed)));
  // One wrong key in 256 passes the padding, and gives anything.
  if (/[^A-Z2-7=\s-]/iu.test(text)) throw new UserError('wrong-password');
  return text;
}

/** What there is to say of a token that does not open; anything but these is damage of its own. */
const REASONS: readonly ErrorCode[] = ['wrong-password', 'kdf-limits'];

async function openToken(token: AuthyToken, password: Bytes): Promise<string | UserError> {
  if (typeof token.secret !== 'object') return token.secret ?? new UserError('secret-missing');
  try {
    return await openSeed(token.secret, password);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return REASONS.includes(error.code) ? error : new UserError('bad-secret');
  }
}

function readToken(token: AuthyToken, secret: string | UserError): ImportedAccount {
  if (secret instanceof UserError) throw secret;
  const { issuer, name, digits, period } = token;
  return readForeign({ issuer, name, digits, period, secret });
}

/**
 * Where nothing is readable, a password that opens no token is the wrong one; among others, such a token is skipped.
 * @throws UserError password-required, wrong-password, kdf-limits, too-many, no-entries
 */
export async function readAuthyTokens(
  format: string,
  tokens: readonly AuthyToken[],
  passphrase: string | undefined,
): Promise<Import> {
  checkRounds(tokens);
  const password = tokens.some(isSealed) ? passphraseBytes(passphrase) : new Uint8Array();
  const entries = new Entries();
  let hasOpened = false;
  for (const [index, token] of tokens.entries()) {
    const secret = await openToken(token, password);
    hasOpened ||= isSealed(token) && typeof secret === 'string';
    entries.take(entryName(token.issuer, token.name, index), () => readToken(token, secret));
  }
  return entries.finishSealed(format, hasOpened);
}
