import { ALGORITHMS, type Algorithm, type CodeKind, LIMITS, type NewAccount } from './account';
import { type ErrorCode, UserError } from './errors';
import { cleanText } from './outside-text';
import { readSecret } from './secret';

const WHOLE_NUMBER = /^\d{1,16}$/u;
const STEAM_DIGITS = 5;

function wholeNumber(text: string, { min, max }: { min: number; max: number }, code: ErrorCode): number {
  const number = WHOLE_NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < min || number > max) throw new UserError(code, { min, max });
  return number;
}

/** @throws UserError bad-algorithm (details: what was written) */
export function readAlgorithm(text: string): Algorithm {
  const found = ALGORITHMS.find((name) => name === text.trim().toUpperCase());
  if (!found) throw new UserError('bad-algorithm', { algorithm: cleanText(text, 32) });
  return found;
}

/** Five characters are Steam's; ordinary codes have six to ten. @throws UserError bad-digits */
export function readDigits(text: string, type: CodeKind['type']): number {
  const range = type === 'steam' ? { min: STEAM_DIGITS, max: STEAM_DIGITS } : { ...LIMITS.digits, min: 6 };
  return wholeNumber(text, range, 'bad-digits');
}

/** @returns seconds @throws UserError bad-period */
export function readPeriod(text: string): number {
  return wholeNumber(text, LIMITS.periodSeconds, 'bad-period');
}

/** @throws UserError bad-counter */
export function readCounter(text: string): number {
  return wholeNumber(text, LIMITS.counter, 'bad-counter');
}

/** The fields of an account as text, as a form, a key URI or a file has them; absent ones take the default. */
export interface AccountFields {
  readonly type: CodeKind['type'];
  readonly issuer: string;
  readonly name: string;
  readonly secret: string;
  readonly algorithm?: string | undefined;
  readonly digits?: string | undefined;
  readonly period?: string | undefined;
  readonly counter?: string | undefined;
}

function readKind(fields: AccountFields): CodeKind {
  if (fields.type === 'hotp') return { type: 'hotp', counter: readCounter(fields.counter ?? '0') };
  return { type: fields.type, period: readPeriod(fields.period ?? '30') };
}

/**
 * The one way from text to an account. Defaults stand in for absent fields only; a wrong value is an error that
 * names the field, never a default (a code that looks right but is wrong is worse than none).
 * @returns an account that may lack both issuer and name
 * @throws UserError secret-missing, bad-secret, secret-too-long, bad-algorithm, bad-digits, bad-period, bad-counter
 */
export function readUnnamedAccount(fields: AccountFields): NewAccount {
  return {
    ...readKind(fields),
    issuer: cleanText(fields.issuer),
    name: cleanText(fields.name),
    secret: readSecret(fields.secret),
    algorithm: readAlgorithm(fields.algorithm ?? 'SHA1'),
    digits: readDigits(fields.digits ?? (fields.type === 'steam' ? '5' : '6'), fields.type),
  };
}

/**
 * `readUnnamedAccount` for what a person will look for by its name.
 * @throws UserError those, and name-missing
 */
export function readAccount(fields: AccountFields): NewAccount {
  const account = readUnnamedAccount(fields);
  if (!account.issuer && !account.name) throw new UserError('name-missing');
  return account;
}
