import { ACCOUNT_TYPES, type AccountType, hasPin, LIMITS, type NewAccount } from '../../account';
import { readUnnamedAccount } from '../../account-fields';
import { brandOf, brandOfText } from '../../brands';
import { UserError } from '../../errors';
import { cleanLines, cleanText } from '../../outside-text';
import { isSameJson } from '../../same-json';
import { cleanTags, foreignTags, readTags } from '../../tags';
import type { ImportedAccount } from '../importer';
import type { FoundPicture } from './pictures';

/** The fields of an entry as a foreign file has them: of any type, and absent in several ways. */
export interface ForeignFields {
  readonly type?: unknown;
  readonly issuer?: unknown;
  readonly name?: unknown;
  /** Base32. */
  readonly secret: unknown;
  /** A member of this name, be it undefined, says that the format knows the types that have a PIN. */
  readonly pin?: unknown;
  readonly algorithm?: unknown;
  readonly digits?: unknown;
  readonly period?: unknown;
  readonly counter?: unknown;
}

/** What is neither text nor number passes no check of a field, and is named by none. */
const NEITHER = '?';

/** Undefined for what is absent: a missing member, null, an empty text, the word `null`. */
export function fieldText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return `${value}`;
  if (typeof value !== 'string') return NEITHER;
  const trimmed = value.trim();
  return trimmed === '' || trimmed.toLowerCase() === 'null' ? undefined : trimmed;
}

/** Far more than is kept of any name or note, and little enough to be cleaned once for every entry. */
const LONGEST_LABEL = 4096;
const MOST_LABELS = 256;

/** A text for people; '' for whatever is none. */
export const labelText = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, LONGEST_LABEL) : '';

/** What a person knows an entry by, should it be skipped; its place in the file where it has no name. */
export const entryName = (issuer: unknown, name: unknown, index: number): string =>
  [issuer, name].map(labelText).filter(Boolean).join(': ') || `${index + 1}`;

function readType(fields: ForeignFields): AccountType {
  const written = fieldText(fields.type)?.toLowerCase() ?? 'totp';
  const type = ACCOUNT_TYPES.find((known) => known === written);
  if (!type || (hasPin(type) && !Object.hasOwn(fields, 'pin')))
    throw new UserError('unsupported-type', { type: cleanText(written, 32) });
  return type;
}

/** `HmacSHA256`, `SHA-256`, `HMAC-SHA-256` and `Algorithm.sha256` are one. */
export function bareAlgorithm(value: unknown): string | undefined {
  return fieldText(value)
    ?.toUpperCase()
    .replace(/^(?:ALGORITHM\.|HMAC)/u, '')
    .replaceAll('-', '');
}

const STEAM = { algorithm: 'SHA1', period: 30 } as const;

/** Steam Guard has one algorithm and one period: an entry that says another makes codes that are not Steam's. */
function checkSteam(algorithm: string, period: number): void {
  if (algorithm !== STEAM.algorithm) throw new UserError('bad-algorithm', { algorithm });
  if (period !== STEAM.period) throw new UserError('bad-period', { min: STEAM.period, max: STEAM.period });
}

/**
 * The way from an entry of a foreign file to an account. Absent values take the defaults; a wrong one is the reason to
 * skip the entry. Issuer and name may both be empty: whoever shows the entry gives it a name.
 * @throws UserError unsupported-type, and those of `readUnnamedAccount`
 */
export function readForeign(fields: ForeignFields): NewAccount {
  const account = readUnnamedAccount({
    type: readType(fields),
    issuer: labelText(fields.issuer),
    name: labelText(fields.name),
    secret: fieldText(fields.secret) ?? '',
    pin: fieldText(fields.pin),
    algorithm: bareAlgorithm(fields.algorithm),
    digits: fieldText(fields.digits),
    period: fieldText(fields.period),
    counter: fieldText(fields.counter),
  });
  if (account.type === 'steam') checkSteam(account.algorithm, account.period);
  return account;
}

/** What a format says besides; empty parts stay away. */
export interface Extras {
  readonly tags?: readonly unknown[] | undefined;
  readonly note?: unknown;
  readonly pinned?: unknown;
  /** What the app calls the icon; it counts where no picture does. */
  readonly brand?: unknown;
  readonly picture?: FoundPicture;
}

/** What apps call the icon that stands for whatever they know none of. */
const PLAIN_ICONS: ReadonlySet<string> = new Set([
  'default',
  'domain',
  'manuallyadded',
  'unknown',
  'winauth',
]);

/** A bundled icon where somebody chose it, not where the same one stands there by itself. */
function iconOf({ brand, picture }: Extras, issuer: string): Pick<ImportedAccount, 'icon' | 'picture'> {
  if (picture) return { picture };
  const name = labelText(brand);
  if (name === '') return picture === null ? { picture } : {};
  const [chosen, own] = [brandOfText(name), brandOf(issuer, [])];
  if (chosen !== null) return chosen === own ? {} : { icon: `brand:${chosen}` };
  const isUnknown = own === null && !PLAIN_ICONS.has(name.toLowerCase());
  return picture === null || isUnknown ? { picture: null } : {};
}

/** Whether what stands in the vault for these tags is less than they say. */
const isCut = (labels: readonly string[], taken: readonly string[]): boolean =>
  !isSameJson(readTags(...labels), cleanTags(taken, LIMITS.storedTags));

/** @returns the account with clean tags (each once), note, pin and icon */
export function withExtras(account: NewAccount, extras: Extras): ImportedAccount {
  const { tags = [], note, pinned } = extras;
  const labels = tags.slice(0, MOST_LABELS).map(labelText);
  const clean = foreignTags(labels);
  const lines = cleanLines(labelText(note), LONGEST_LABEL);
  const cleanNote = cleanLines(lines);
  return {
    ...account,
    ...(clean.length > 0 ? { tags: clean } : {}),
    ...(isCut(labels, clean) ? { areTagsCut: true } : {}),
    ...(cleanNote ? { note: cleanNote } : {}),
    ...(lines.length > cleanNote.length ? { isNoteCut: true } : {}),
    ...(pinned === true ? { pinned } : {}),
    ...iconOf(extras, account.issuer),
  };
}
