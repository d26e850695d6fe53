import { isRecord } from '../../check';
import { UserError } from '../../errors';
import type { ImportedAccount } from '../importer';
import { fromSignedBytes, secretOfBytes } from './bytes';
import { entryName, fieldText, labelText, readForeign, withExtras } from './fields';
import { digitsOf } from './foreign-uri';
import type { Pictures } from './pictures';

/** As FreeOTP and FreeOTP+ keep one account. */
export type FreeOtpToken = Readonly<Record<string, unknown>>;

/** What the key URI said; the label's prefix comes first. It decides whether the codes are Steam's. */
const scannedIssuer = ({ issuerExt, issuerInt }: FreeOtpToken): string =>
  labelText(issuerExt) || labelText(issuerInt);

/** A name that the user gave stands, even an empty one. */
const renamed = (alternative: unknown, original: string): string =>
  typeof alternative === 'string' ? alternative : original;

/** FreeOTP+ shows the alias where the issuer would stand. */
const namesOf = (token: FreeOtpToken): { readonly issuer: string; readonly name: string } => ({
  issuer: labelText(token.alias) || renamed(token.issuerAlt, scannedIssuer(token)),
  name: renamed(token.labelAlt, labelText(token.label)),
});

/** What a person knows the token by, or else its place. */
export function freeOtpName(token: FreeOtpToken, index: number): string {
  const { issuer, name } = namesOf(token);
  return entryName(issuer, name, index);
}

/** The key under which the apps order their tokens. */
export const freeOtpKey = ({ issuerInt, issuerExt, label }: FreeOtpToken): string =>
  [labelText(issuerInt) || labelText(issuerExt), labelText(label)].filter(Boolean).join(':');

/** @throws UserError secret-missing, bad-secret */
function secretOf({ secret }: FreeOtpToken): Uint8Array {
  if (secret === undefined || secret === null) throw new UserError('secret-missing');
  try {
    return fromSignedBytes(secret);
  } catch {
    throw new UserError('bad-secret');
  }
}

/** FreeOTP 1 and FreeOTP+ begin one before the link that was scanned, and a site at 0 knows no code of -1. */
const counterOf = ({ counter }: FreeOtpToken): unknown => (counter === -1 ? 0 : counter);

/** Where the picture is that the user chose, or the one that was scanned; most often a file of the phone. */
const imageOf = ({ image, imageAlt }: FreeOtpToken): unknown => fieldText(imageAlt) ?? fieldText(image);

/**
 * @param pictures those of the file
 * @param secret where it does not stand in the token itself
 * @throws UserError secret-missing, bad-secret, bad-entry, and those of `readForeign`
 */
export function readFreeOtpToken(token: unknown, pictures: Pictures, secret?: Uint8Array): ImportedAccount {
  if (!isRecord(token)) throw new UserError('bad-entry');
  const isTotp = (fieldText(token.type) ?? 'TOTP').toUpperCase() === 'TOTP';
  const type = isTotp && scannedIssuer(token) === 'Steam' ? 'steam' : token.type;
  const account = readForeign({
    type,
    ...namesOf(token),
    secret: secretOfBytes(secret ?? secretOf(token)),
    algorithm: token.algo,
    digits: digitsOf(type, token.digits),
    period: token.period,
    counter: counterOf(token),
  });
  return withExtras(account, {
    tags: [token.category],
    brand: token.iconKey,
    picture: pictures.takeAddress(imageOf(token)),
  });
}

/** Sorts by the app's own list of keys; what is not in it stays behind in the order of the file. */
export function inTokenOrder<T>(
  entries: readonly (readonly [string, T])[],
  order: unknown,
): (readonly [string, T])[] {
  const keys: readonly unknown[] = Array.isArray(order) ? order : [];
  const places = new Map(keys.map((key, place) => [key, place]));
  const placeOf = ([key]: readonly [string, T]): number => places.get(key) ?? keys.length;
  return [...entries].sort((a, b) => placeOf(a) - placeOf(b));
}
