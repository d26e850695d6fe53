import { Secret } from 'otpauth/bare';
import { type AccountType, LIMITS, type NewAccount } from './account';
import { readAccount } from './account-fields';
import { UserError } from './errors';
import { cleanText } from './outside-text';
import { hexOf, readHexSecret } from './secret';

/**
 * Key URIs: `otpauth://TYPE/LABEL?PARAMETERS`, the de-facto format of the Google Authenticator wiki ("Key Uri
 * Format"), `steam://SECRET`, and `motp://ISSUER:ACCOUNT?secret=HEX` of Mobile-OTP. Taken apart by hand: `URL` would
 * normalise labels that hold `#`, `@` or blanks.
 */
const KEY_URI = /^otpauth:\/\/([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/isu;
const STEAM_URI = /^steam:\/\/([^/?#]+)\/?$/iu;
const MOBILE_OTP_URI = /^motp:\/\/([^?]*)\?(.*)$/isu;

/** Whether a text is meant as a key URI (and not, say, a web address in a QR code). */
export function looksLikeKeyUri(text: string): boolean {
  return /^\s*(?:otpauth|steam|motp):\/\//iu.test(text);
}

function decodeStrictly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UserError('bad-uri');
  }
}

/** How a percent-encoded text is read. @throws UserError bad-uri */
type Decode = (text: string) => string;

function readParameter(pair: string, decode: Decode): KeyUriParameter {
  const [rawName = '', ...rest] = pair.split('=');
  return [decode(rawName).toLowerCase(), decode(rest.join('=').replaceAll('+', ' '))];
}

/** `issuer:name`, where the parameter `issuer` wins and is stripped whole, so that it may hold colons itself. */
export function readLabel(
  label: string,
  issuerParameter: string | undefined,
): { issuer: string; name: string } {
  const issuer = issuerParameter?.trim();
  if (issuer && label.startsWith(`${issuer}:`)) return { issuer, name: label.slice(issuer.length + 1) };
  const colon = label.indexOf(':');
  const prefix = colon < 0 ? '' : label.slice(0, colon);
  const name = colon < 0 ? label : label.slice(colon + 1);
  return { issuer: issuer || prefix, name };
}

/** The name in lower case. */
type KeyUriParameter = readonly [name: string, value: string];

/** A key URI in its parts, decoded. `type` is in lower case. */
export interface KeyUriParts {
  readonly type: string;
  readonly label: string;
  /** As they stand: a name may repeat. */
  readonly parameters: readonly KeyUriParameter[];
}

/** A `#` that more parameters follow is an unencoded one in a value: they may say how the codes are made. */
function withoutFragment(query: string): string {
  const hash = query.indexOf('#', query.lastIndexOf('&') + 1);
  return hash < 0 ? query : query.slice(0, hash);
}

const readParameters = (query: string, decode: Decode): KeyUriParameter[] =>
  withoutFragment(query)
    .split('&')
    .filter(Boolean)
    .map((pair) => readParameter(pair, decode));

/** @returns null for what is no `otpauth://` URI @throws UserError those of `decode` */
export function splitKeyUri(uri: string, decode: Decode): KeyUriParts | null {
  const parts = KEY_URI.exec(uri);
  if (!parts) return null;
  const [, type = '', label = '', query = ''] = parts;
  return { type: type.toLowerCase(), label: decode(label), parameters: readParameters(query, decode) };
}

/**
 * The parameters by their names; of those that repeat, the first.
 * @param mayDiffer whether a parameter that repeats may have another value; none may where it is not said
 * @throws UserError duplicate-parameter
 */
export function parametersByName(
  parameters: KeyUriParts['parameters'],
  mayDiffer: (name: string) => boolean = () => false,
): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const [name, value] of parameters) {
    const before = byName.get(name);
    if (before === undefined) byName.set(name, value);
    else if (before !== value && !mayDiffer(name))
      throw new UserError('duplicate-parameter', { name: cleanText(name, 32) });
  }
  return byName;
}

/** The secret of `steam://SECRET`, as written. */
export const steamSecret = (uri: string): string | undefined => STEAM_URI.exec(uri)?.[1];

interface MobileOtpParts {
  readonly issuer: string;
  readonly name: string;
  /** Base32. */
  readonly secret: string;
}

/**
 * What a Mobile-OTP URI says, which is never the PIN. An encoded colon belongs to the issuer.
 * @returns null for what is no such URI @throws UserError secret-missing, bad-hex-secret, duplicate-parameter, those of `decode`
 */
export function readMobileOtpUri(uri: string, decode: Decode): MobileOtpParts | null {
  const parts = MOBILE_OTP_URI.exec(uri);
  if (!parts) return null;
  const [, label = '', query = ''] = parts;
  const [first = '', ...rest] = label.split(':').map(decode);
  const secret = parametersByName(readParameters(query, decode)).get('secret') ?? '';
  const named = rest.length > 0 ? { issuer: first, name: rest.join(':') } : readLabel(first, undefined);
  return { ...named, secret: readHexSecret(secret) };
}

/** Aegis writes the PIN of a Yandex account as base32 of its text. @throws UserError bad-pin */
export function readPinParameter(written: string | undefined): string | undefined {
  if (!written) return undefined;
  try {
    return Secret.fromBase32(written).utf8;
  } catch {
    throw new UserError('bad-pin');
  }
}

/** What an account of this type is called where its URI does not say it. */
export const issuerOf = (type: AccountType, written: string): string =>
  written.trim() === '' && type === 'yandex' ? 'Yandex' : written;

/** Steam keys are written as a type of their own, by `encoder=steam`, or as TOTP whose issuer is Steam. */
export function readCodeType(
  type: string,
  parameters: ReadonlyMap<string, string>,
  issuer: string,
): AccountType {
  if (type === 'hotp' || type === 'steam') return type;
  if (type === 'yaotp') return 'yandex';
  if (type !== 'totp') throw new UserError('unsupported-type', { type: cleanText(type, 32) });
  if (parameters.get('encoder')?.toLowerCase() === 'steam') return 'steam';
  const digits = parameters.get('digits');
  const isSteams = issuer.trim().toLowerCase() === 'steam' && (digits === undefined || digits === '5');
  return isSteams ? 'steam' : 'totp';
}

/**
 * Reads one key URI within the limits of this project: at most 4,096 characters, secret of 1 to 128 bytes, digits
 * 6–10 (5 for Steam only), period 5–3600 s, counter up to 2^53−2. Unknown parameters are ignored.
 * @param pin what a person gave besides; it goes before one in the URI
 * @throws UserError bad-uri, uri-too-long, unsupported-type, duplicate-parameter, and those of `readAccount`
 */
export function parseKeyUri(text: string, pin?: string): NewAccount {
  const uri = text.trim();
  if (uri.length > LIMITS.uriCharacters) throw new UserError('uri-too-long', { max: LIMITS.uriCharacters });
  const steam = steamSecret(uri);
  if (steam !== undefined)
    return readAccount({ type: 'steam', issuer: 'Steam', name: '', secret: decodeStrictly(steam) });
  const mobileOtp = readMobileOtpUri(uri, decodeStrictly);
  if (mobileOtp) return readAccount({ ...mobileOtp, type: 'motp', pin });
  const parts = splitKeyUri(uri, decodeStrictly);
  if (!parts) throw new UserError('bad-uri');
  return readOtpauth(parts, pin);
}

function readOtpauth(parts: KeyUriParts, pin: string | undefined): NewAccount {
  const parameters = parametersByName(parts.parameters);
  const { issuer, name } = readLabel(parts.label, parameters.get('issuer'));
  const type = readCodeType(parts.type, parameters, issuer);
  return readAccount({
    type,
    issuer: issuerOf(type, issuer),
    name,
    pin: pin ?? readPinParameter(parameters.get('pin')),
    secret: parameters.get('secret') ?? '',
    algorithm: parameters.get('algorithm'),
    digits: parameters.get('digits'),
    period: parameters.get('period'),
    counter: parameters.get('counter'),
  });
}

/** What stands before the parameters, as far as it can be decoded. */
const labelOf = (uri: string): string => {
  try {
    const mobileOtp = MOBILE_OTP_URI.exec(uri);
    return mobileOtp ? decodeStrictly(mobileOtp[1] ?? '') : (splitKeyUri(uri, decodeStrictly)?.label ?? '');
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
};

/**
 * What a person knows the account by, also where it cannot be read.
 * @returns '' where that is not said, or where a parameter, which may be the secret, may have got into it
 */
export function titleOfKeyUri(text: string): string {
  const label = labelOf(text.trim());
  return /[=&]/u.test(label) ? '' : cleanText(label);
}

function formatMobileOtpUri({ issuer, name, secret }: NewAccount): string {
  return `motp://${encodeURIComponent(issuer)}:${encodeURIComponent(name)}?secret=${hexOf(secret)}`;
}

/** How many digits there are is all that Yandex itself says of a PIN. */
function pinParameters({ pin }: NewAccount): string {
  return pin === undefined ? '' : `&pin_length=${pin.length}&pin=${Secret.fromUTF8(pin).base32}`;
}

/**
 * Writes an account as a key URI with every parameter explicit. `parseKeyUri` gives the same account back; only the URI
 * of Mobile-OTP has no place for the PIN, and no app takes one with more than the secret.
 * The result holds the secret: treat it as one.
 */
export function formatKeyUri(account: NewAccount): string {
  if (account.type === 'motp') return formatMobileOtpUri(account);
  const { issuer, name } = account;
  const scheme = account.type === 'yandex' ? 'yaotp' : account.type;
  const needsPrefix = issuer !== '' || name.includes(':');
  const label = `${needsPrefix ? `${encodeURIComponent(issuer)}:` : ''}${encodeURIComponent(name)}`;
  const moving = account.type === 'hotp' ? `counter=${account.counter}` : `period=${account.period}`;
  const named = issuer ? `&issuer=${encodeURIComponent(issuer)}` : '';
  const parameters = `secret=${account.secret}${named}&algorithm=${account.algorithm}&digits=${account.digits}&${moving}`;
  return `otpauth://${scheme}/${label}?${parameters}${pinParameters(account)}`;
}
