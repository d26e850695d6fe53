/** One-time passwords in the attributes of a KeePass entry: four generations of apps and plugins wrote four ways. */
import type { NewAccount } from '../../account';
import { UserError } from '../../errors';
import { parametersByName, splitKeyUri } from '../../key-uri';
import { utf8 } from '../../vault-file/bytes';
import type { ImportedAccount } from '../importer';
import { secretOfBase64, secretOfBytes, secretOfHex } from './bytes';
import type { Entries } from './entries';
import { fieldText, readForeign } from './fields';
import { type Container, decodeLeniently, readTotpField } from './foreign-uri';

type Attributes = ReadonlyMap<string, string>;
type Decode = (text: string) => string;

/** How KeePass 2.47+ names what a secret is written in; `TimeOtp-Secret` alone is the text itself. */
const ENCODINGS: readonly (readonly [suffix: string, decode: Decode])[] = [
  ['', (text) => secretOfBytes(utf8(text))],
  ['-Hex', secretOfHex],
  ['-Base32', (text) => text],
  ['-Base64', secretOfBase64],
];

/** Every attribute that is read, spelled as KeePass does. */
export const KEEPASS_ATTRIBUTES: readonly string[] = [
  'otp',
  ...['TimeOtp', 'HmacOtp'].flatMap((kind) => ENCODINGS.map(([suffix]) => `${kind}-Secret${suffix}`)),
  'TimeOtp-Algorithm',
  'TimeOtp-Length',
  'TimeOtp-Period',
  'HmacOtp-Counter',
  'TOTP Seed',
  'TOTP Settings',
];

const named = ({ title, user }: Container) => ({ issuer: title, name: user });

/** The base32 of a built-in secret. @returns undefined where none of its attributes has a value @throws UserError bad-secret */
function builtInSecret(attributes: Attributes, kind: 'TimeOtp' | 'HmacOtp'): string | undefined {
  for (const [suffix, decode] of ENCODINGS) {
    const value = attributes.get(`${kind}-Secret${suffix}`);
    if (value !== undefined && fieldText(value) !== undefined) return decode(value);
  }
  return undefined;
}

function readTimeOtp(attributes: Attributes, container: Container): NewAccount | null {
  const secret = builtInSecret(attributes, 'TimeOtp');
  if (secret === undefined) return null;
  return readForeign({
    ...named(container),
    secret,
    algorithm: attributes.get('TimeOtp-Algorithm'),
    digits: attributes.get('TimeOtp-Length'),
    period: attributes.get('TimeOtp-Period'),
  });
}

function readHmacOtp(attributes: Attributes, container: Container): NewAccount | null {
  const secret = builtInSecret(attributes, 'HmacOtp');
  if (secret === undefined) return null;
  return readForeign({
    ...named(container),
    type: 'hotp',
    secret,
    counter: attributes.get('HmacOtp-Counter'),
  });
}

/** KeeTrayTOTP and older KeePassXC: `period;digits`, or `period;S` for Steam; a third part is a time server. */
function readTrayTotp(attributes: Attributes, container: Container): NewAccount | null {
  const secret = attributes.get('TOTP Seed');
  if (fieldText(secret) === undefined) return null;
  const [period, digits] = (attributes.get('TOTP Settings') ?? '').split(';');
  const kind = digits?.trim().toUpperCase() === 'S' ? { type: 'steam' } : { digits };
  return readForeign({ ...named(container), secret, period, ...kind });
}

function keeOtpSecret(key: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base32':
      return key;
    case 'hex':
      return secretOfHex(key);
    case 'base64':
      return secretOfBase64(key);
    case 'utf8':
      return secretOfBytes(utf8(key));
    default:
      throw new UserError('bad-secret');
  }
}

/** KeeOtp: `key=SECRET&size=8&step=25&otpHashMode=Sha256`, like the parameters of a key URI; `+` and `#` stand for themselves. */
function readKeeOtp(text: string, container: Container): NewAccount {
  const query = text.trim().replaceAll('+', '%2B').replaceAll('#', '%23');
  const parts = splitKeyUri(`otpauth://totp/?${query}`, decodeLeniently);
  if (!parts) throw new UserError('bad-uri');
  const parameters = parametersByName(parts.parameters);
  return readForeign({
    ...named(container),
    type: parameters.get('type'),
    secret: keeOtpSecret(parameters.get('key') ?? '', fieldText(parameters.get('encoding')) ?? 'Base32'),
    algorithm: parameters.get('otphashmode'),
    digits: parameters.get('size'),
    period: parameters.get('step'),
    counter: parameters.get('counter'),
  });
}

const isKeeOtp = (text: string): boolean => /^(?:[^:?]*&)?key=/iu.test(text.trim());

function readOtp(attributes: Attributes, container: Container): NewAccount | null {
  const value = attributes.get('otp');
  if (value === undefined || fieldText(value) === undefined) return null;
  return isKeeOtp(value) ? readKeeOtp(value, container) : readTotpField(value, container);
}

const WAYS = [readOtp, readTimeOtp, readHmacOtp, readTrayTotp] as const;

/** An entry, or a row of a table, with its attributes by their names, spelled as in `KEEPASS_ATTRIBUTES`. */
export interface KeePassEntry {
  /** What a person knows it by, should it be skipped. */
  readonly name: string;
  readonly attributes: Attributes;
  /** Title and user name, for what says neither itself. */
  readonly container: Container;
  /** What the format says besides. */
  readonly finish: (account: NewAccount) => ImportedAccount;
}

/**
 * The one-time passwords of a KeePass entry: `otp` (a key URI, KeeOtp's text, or a bare secret), `TimeOtp-*`,
 * `HmacOtp-*`, `TOTP Seed` with `TOTP Settings`. Several apps write the same one in several ways: the first one stands.
 */
export function takeKeePassEntry(entries: Entries, entry: KeePassEntry): void {
  const secrets = new Set<string>();
  for (const read of WAYS)
    entries.take(entry.name, () => {
      const account = read(entry.attributes, entry.container);
      if (!account || secrets.has(account.secret)) return null;
      secrets.add(account.secret);
      return entry.finish(account);
    });
}
