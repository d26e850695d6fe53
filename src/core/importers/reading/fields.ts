import { type CodeKind, LIMITS, type NewAccount } from '../../account';
import { readUnnamedAccount } from '../../account-fields';
import { UserError } from '../../errors';
import { cleanLines, cleanText } from '../../outside-text';
import type { ImportedAccount } from '../importer';

/** The fields of an entry as a foreign file has them: of any type, and absent in several ways. */
export interface ForeignFields {
  readonly type?: unknown;
  readonly issuer?: unknown;
  readonly name?: unknown;
  readonly secret: unknown;
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

/** A text for people; '' for whatever is none. */
export const labelText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What a person knows an entry by, should it be skipped; its place in the file where it has no name. */
export const entryName = (issuer: unknown, name: unknown, index: number): string =>
  [issuer, name].map(labelText).filter(Boolean).join(': ') || `${index + 1}`;

function readType(value: unknown): CodeKind['type'] {
  const type = fieldText(value)?.toLowerCase() ?? 'totp';
  if (type === 'totp' || type === 'hotp' || type === 'steam') return type;
  throw new UserError('unsupported-type', { type: cleanText(type, 32) });
}

/** `HmacSHA256`, `SHA-256`, `HMAC-SHA-256` and `Algorithm.sha256` are one. */
export function bareAlgorithm(value: unknown): string | undefined {
  return fieldText(value)
    ?.toUpperCase()
    .replace(/^(?:ALGORITHM\.|HMAC)/u, '')
    .replaceAll('-', '');
}

/**
 * The way from an entry of a foreign file to an account. Absent values take the defaults; a wrong one is the reason to
 * skip the entry. Issuer and name may both be empty: whoever shows the entry gives it a name.
 * @throws UserError unsupported-type, and those of `readUnnamedAccount`
 */
export function readForeign(fields: ForeignFields): NewAccount {
  const type = readType(fields.type);
  const named = { type, issuer: labelText(fields.issuer), name: labelText(fields.name) };
  const secret = fieldText(fields.secret) ?? '';
  // Steam Guard has five characters, 30 seconds and SHA-1, whatever an exporter wrote beside it.
  if (type === 'steam') return readUnnamedAccount({ ...named, secret });
  return readUnnamedAccount({
    ...named,
    secret,
    algorithm: bareAlgorithm(fields.algorithm),
    digits: fieldText(fields.digits),
    period: fieldText(fields.period),
    counter: fieldText(fields.counter),
  });
}

/** What a format says besides; empty parts stay away. */
export interface Extras {
  readonly tags?: readonly unknown[];
  readonly note?: unknown;
  readonly pinned?: unknown;
}

/** @returns the account with clean tags (each once), note and pin */
export function withExtras(account: NewAccount, { tags = [], note, pinned }: Extras): ImportedAccount {
  const clean = [...new Set(tags.map((tag) => cleanText(labelText(tag), LIMITS.tagCodePoints)))].filter(
    Boolean,
  );
  const cleanNote = cleanLines(labelText(note));
  return {
    ...account,
    ...(clean.length > 0 ? { tags: clean.slice(0, LIMITS.tags) } : {}),
    ...(cleanNote ? { note: cleanNote } : {}),
    ...(pinned === true ? { pinned } : {}),
  };
}
