import {
  type AccountType,
  type Algorithm,
  type CodeKind,
  HMAC_ALGORITHMS,
  hasPin,
  LIMITS,
  type NewAccount,
} from './account';
import { type ErrorCode, UserError } from './errors';
import { cleanText } from './outside-text';
import { readSecret, readYandexSecret } from './secret';

const WHOLE_NUMBER = /^\d{1,16}$/u;

interface Fixed {
  readonly digits: number;
  readonly algorithm?: Algorithm;
  /** Seconds. */
  readonly period?: number;
}

/** What a type leaves no choice about; it is also the default. */
const FIXED: Partial<Record<AccountType, Fixed>> = {
  steam: { digits: 5 },
  motp: { digits: 6, algorithm: 'MD5', period: 10 },
  yandex: { digits: 8, algorithm: 'SHA256', period: 30 },
};

function wholeNumber(text: string, { min, max }: { min: number; max: number }, code: ErrorCode): number {
  const number = WHOLE_NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < min || number > max) throw new UserError(code, { min, max });
  return number;
}

const only = (number: number) => ({ min: number, max: number });

/** @throws UserError bad-algorithm (details: what was written) */
export function readAlgorithm(text: string, type: AccountType): Algorithm {
  const fixed = FIXED[type]?.algorithm;
  const known: readonly Algorithm[] = fixed === undefined ? HMAC_ALGORITHMS : [fixed];
  const found = known.find((name) => name === text.trim().toUpperCase());
  if (!found) throw new UserError('bad-algorithm', { algorithm: cleanText(text, 32) });
  return found;
}

/** Five characters are Steam's; ordinary codes have six to ten. @throws UserError bad-digits */
export function readDigits(text: string, type: AccountType): number {
  const fixed = FIXED[type]?.digits;
  const range = fixed === undefined ? { ...LIMITS.digits, min: 6 } : only(fixed);
  return wholeNumber(text, range, 'bad-digits');
}

/** @returns seconds @throws UserError bad-period */
export function readPeriod(text: string, type: AccountType): number {
  const fixed = FIXED[type]?.period;
  return wholeNumber(text, fixed === undefined ? LIMITS.periodSeconds : only(fixed), 'bad-period');
}

/** Yandex asks for digits; Mobile-OTP takes any text, which its codes are made from as it stands. */
const PINS: Partial<Record<AccountType, RegExp>> = { motp: /^\S{1,32}$/u, yandex: /^\d{4,16}$/u };

/** @param type one that has a PIN @throws UserError pin-missing, bad-pin */
export function readPin(text: string, type: AccountType): string {
  const pin = text.trim();
  if (pin === '') throw new UserError('pin-missing');
  if (!PINS[type]?.test(pin)) throw new UserError('bad-pin');
  return pin;
}

/** @throws UserError bad-counter */
export function readCounter(text: string): number {
  return wholeNumber(text, LIMITS.counter, 'bad-counter');
}

/** The fields of an account as text, as a form, a key URI or a file has them; absent ones take the default. */
export interface AccountFields {
  readonly type: AccountType;
  readonly issuer: string;
  readonly name: string;
  /** Base32. */
  readonly secret: string;
  /** Read for the types that have one. */
  readonly pin?: string | undefined;
  readonly algorithm?: string | undefined;
  readonly digits?: string | undefined;
  readonly period?: string | undefined;
  readonly counter?: string | undefined;
}

function readKind(fields: AccountFields): CodeKind {
  if (fields.type === 'hotp') return { type: 'hotp', counter: readCounter(fields.counter ?? '0') };
  const { type, period = `${FIXED[type]?.period ?? 30}` } = fields;
  return { type, period: readPeriod(period, type) };
}

/**
 * The one way from text to an account. Defaults stand in for absent fields only; a wrong value is an error that
 * names the field, never a default (a code that looks right but is wrong is worse than none).
 * @returns an account that may lack both issuer and name
 * @throws UserError secret-missing, bad-secret, bad-yandex-secret, secret-too-long, pin-missing, bad-pin, bad-algorithm,
 *   bad-digits, bad-period, bad-counter
 */
export function readUnnamedAccount(fields: AccountFields): NewAccount {
  return {
    ...readKind(fields),
    issuer: cleanText(fields.issuer),
    name: cleanText(fields.name),
    secret: fields.type === 'yandex' ? readYandexSecret(fields.secret) : readSecret(fields.secret),
    algorithm: readAlgorithm(fields.algorithm ?? FIXED[fields.type]?.algorithm ?? 'SHA1', fields.type),
    digits: readDigits(fields.digits ?? `${FIXED[fields.type]?.digits ?? 6}`, fields.type),
    // Last: who is asked for it should not hear of another fault afterwards.
    ...(hasPin(fields.type) ? { pin: readPin(fields.pin ?? '', fields.type) } : {}),
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
