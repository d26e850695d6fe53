import { type CodeKind, LIMITS, type NewAccount } from './account';
import { readAccount } from './account-fields';
import { UserError } from './errors';
import { cleanText } from './outside-text';

/**
 * Key URIs: `otpauth://TYPE/LABEL?PARAMETERS`, the de-facto format of the Google Authenticator wiki ("Key Uri
 * Format"), and `steam://SECRET`. Taken apart by hand: `URL` would normalise labels that hold `#`, `@` or blanks.
 */
const KEY_URI = /^otpauth:\/\/([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/isu;
const STEAM_URI = /^steam:\/\/([^/?#]+)\/?$/iu;

/** Whether a text is meant as a key URI (and not, say, a web address in a QR code). */
export function looksLikeKeyUri(text: string): boolean {
  return /^\s*(?:otpauth|steam):\/\//iu.test(text);
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

/** @returns null for what is no `otpauth://` URI @throws UserError those of `decode` */
export function splitKeyUri(uri: string, decode: Decode): KeyUriParts | null {
  const parts = KEY_URI.exec(uri);
  if (!parts) return null;
  const [, type = '', label = '', query = ''] = parts;
  const pairs = withoutFragment(query).split('&').filter(Boolean);
  return {
    type: type.toLowerCase(),
    label: decode(label),
    parameters: pairs.map((pair) => readParameter(pair, decode)),
  };
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

/** Steam keys are written as a type of their own, by `encoder=steam`, or as TOTP whose issuer is Steam. */
export function readCodeType(
  type: string,
  parameters: ReadonlyMap<string, string>,
  issuer: string,
): CodeKind['type'] {
  if (type === 'hotp' || type === 'steam') return type;
  if (type !== 'totp') throw new UserError('unsupported-type', { type: cleanText(type, 32) });
  if (parameters.get('encoder')?.toLowerCase() === 'steam') return 'steam';
  const digits = parameters.get('digits');
  const isSteams = issuer.trim().toLowerCase() === 'steam' && (digits === undefined || digits === '5');
  return isSteams ? 'steam' : 'totp';
}

/**
 * Reads one key URI within the limits of this project: at most 4,096 characters, secret of 1 to 128 bytes, digits
 * 6–10 (5 for Steam only), period 5–3600 s, counter up to 2^53−2. Unknown parameters are ignored.
 * @throws UserError bad-uri, uri-too-long, unsupported-type, duplicate-parameter, and those of `readAccount`
 */
export function parseKeyUri(text: string): NewAccount {
  const uri = text.trim();
  if (uri.length > LIMITS.uriCharacters) throw new UserError('uri-too-long', { max: LIMITS.uriCharacters });
  const steam = steamSecret(uri);
  if (steam !== undefined)
    return readAccount({ type: 'steam', issuer: 'Steam', name: '', secret: decodeStrictly(steam) });
  const parts = splitKeyUri(uri, decodeStrictly);
  if (!parts) throw new UserError('bad-uri');
  const parameters = parametersByName(parts.parameters);
  const { issuer, name } = readLabel(parts.label, parameters.get('issuer'));
  return readAccount({
    type: readCodeType(parts.type, parameters, issuer),
    issuer,
    name,
    secret: parameters.get('secret') ?? '',
    algorithm: parameters.get('algorithm'),
    digits: parameters.get('digits'),
    period: parameters.get('period'),
    counter: parameters.get('counter'),
  });
}

/**
 * Writes an account as a key URI with every parameter explicit. `parseKeyUri` gives the same account back.
 * The result holds the secret: treat it as one.
 */
export function formatKeyUri(account: NewAccount): string {
  const { issuer, name } = account;
  const needsPrefix = issuer !== '' || name.includes(':');
  const label = `${needsPrefix ? `${encodeURIComponent(issuer)}:` : ''}${encodeURIComponent(name)}`;
  const moving = account.type === 'hotp' ? `counter=${account.counter}` : `period=${account.period}`;
  const named = issuer ? `&issuer=${encodeURIComponent(issuer)}` : '';
  const parameters = `secret=${account.secret}${named}&algorithm=${account.algorithm}&digits=${account.digits}&${moving}`;
  return `otpauth://${account.type}/${label}?${parameters}`;
}
