import type { AccountType, NewAccount } from '../../account';
import { UserError } from '../../errors';
import {
  issuerOf,
  type KeyUriParts,
  parametersByName,
  readCodeType,
  readLabel,
  readMobileOtpUri,
  readPinParameter,
  splitKeyUri,
  steamSecret,
} from '../../key-uri';
import { fieldText, labelText, readForeign } from './fields';

/** Some apps put notes and pictures into the URI; a QR code would hold less. */
const LONGEST_URI = 512 * 1024;

/** In files of other apps a malformed escape is text. */
export function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What the container of a URI says: a title and a user, where the URI has no issuer or no account name. */
export interface Container {
  readonly title?: unknown;
  readonly user?: unknown;
}

type Parameters = ReadonlyMap<string, string>;

export interface ForeignUri {
  readonly account: NewAccount;
  /** What the app wrote besides; names in lower case. Empty for `steam://SECRET` and `motp://`. */
  readonly parameters: Parameters;
  /** All that are written, each as a parameter of its own. */
  readonly tags: readonly string[];
}

/** What decides the codes or the name must not say two things. */
const DECISIVE: ReadonlySet<string> = new Set([
  'secret',
  'issuer',
  'algorithm',
  'digits',
  'period',
  'counter',
  'encoder',
  'pin',
]);

/** Of the others that repeat, the first one is taken. @throws UserError duplicate-parameter */
export const foreignParameters = ({ parameters }: KeyUriParts): Parameters =>
  parametersByName(parameters, (name) => !DECISIVE.has(name));

/** `&steam` without a value, or `otp_type=steam`: other ways to write `encoder=steam`, and of a TOTP as that is. */
const saysSteam = (type: string, parameters: Parameters): boolean =>
  type === 'totp' && (parameters.has('steam') || parameters.get('otp_type')?.toLowerCase() === 'steam');

/** Another number of digits than Steam's is no Steam code, whatever its issuer is called. */
function typeOf(type: string, parameters: Parameters, issuer: string): AccountType {
  if (saysSteam(type, parameters)) return 'steam';
  const said = new Map([...parameters].filter(([, value]) => fieldText(value) !== undefined));
  return readCodeType(type, said, issuer);
}

/** Apps that tell Steam's codes by a name or a parameter keep the six digits that all others have. */
const STEAM_DIGITS_ELSEWHERE = '6';

/** Of an entry that is Steam's by more than its own type. */
export function digitsOf(type: unknown, written: unknown): unknown {
  return type === 'steam' && fieldText(written) === STEAM_DIGITS_ELSEWHERE ? undefined : written;
}

/**
 * A key URI as apps export it: everything that `parseKeyUri` takes, and the spellings that only files have (those of
 * the apps: missing labels, `null` as a value, other names of algorithms, three ways to write Steam).
 * @throws UserError bad-uri, uri-too-long, unsupported-type, duplicate-parameter, and those of `readForeign`
 */
export function readForeignUri(text: string, { title, user }: Container = {}): ForeignUri {
  const uri = text.trim();
  if (uri.length > LONGEST_URI) throw new UserError('uri-too-long', { max: LONGEST_URI });
  const bare = (account: NewAccount): ForeignUri => ({ account, parameters: new Map(), tags: [] });
  const steam = steamSecret(uri);
  if (steam !== undefined) {
    const named = { issuer: labelText(title) || 'Steam', name: labelText(user) };
    return bare(readForeign({ type: 'steam', ...named, secret: decodeLeniently(steam) }));
  }
  const mobileOtp = readMobileOtpUri(uri, decodeLeniently);
  if (mobileOtp) {
    const named = { issuer: mobileOtp.issuer || title, name: mobileOtp.name || user };
    return bare(readForeign({ type: 'motp', ...named, secret: mobileOtp.secret, pin: undefined }));
  }
  const parts = splitKeyUri(uri, decodeLeniently);
  if (!parts) throw new UserError('bad-uri');
  const parameters = foreignParameters(parts);
  const label = readLabel(parts.label, fieldText(parameters.get('issuer')));
  const issuer = label.issuer.trim() || labelText(title);
  const type = typeOf(parts.type, parameters, issuer);
  const account = readForeign({
    type,
    issuer: issuerOf(type, issuer),
    pin: readPinParameter(fieldText(parameters.get('pin'))),
    name: label.name.trim() || labelText(user),
    secret: parameters.get('secret'),
    algorithm: parameters.get('algorithm'),
    digits: digitsOf(type, parameters.get('digits')),
    period: parameters.get('period'),
    counter: parameters.get('counter'),
  });
  const tags = parts.parameters.filter(([name]) => name === 'tags').map(([, value]) => value);
  return { account, parameters, tags };
}

/** Whether a text is meant as a key URI of any app, supported or not. */
export const looksLikeForeignUri = (text: string): boolean => /^\s*(?:otpauth|steam|motp):/iu.test(text);

/**
 * The TOTP field of a password manager: a key URI, `steam://SECRET`, or a bare base32 secret with blanks.
 * @throws UserError those of `readForeignUri`
 */
export function readTotpField(value: string, container: Container): NewAccount {
  if (looksLikeForeignUri(value)) return readForeignUri(value, container).account;
  return readForeign({ issuer: container.title, name: container.user, secret: value });
}
