import { UserError } from '../errors';
import { readLabel } from '../key-uri';
import type { ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { entryName, labelText, readForeign } from './reading/fields';
import { hasTable, openSqlite, type SqliteRow } from './reading/sqlite';

const TYPES: ReadonlyMap<unknown, string> = new Map([
  [0, 'totp'],
  [1, 'hotp'],
]);

/** Issuer and name of a row: `email` is the label, and `original_name` the one before it was edited. */
export function namesOf(row: SqliteRow): { readonly issuer: string; readonly name: string } {
  const label = readLabel(labelText(row.email), labelText(row.issuer));
  return { ...label, issuer: label.issuer || readLabel(labelText(row.original_name), undefined).issuer };
}

/** @throws UserError unsupported-cipher, unsupported-type, and those of `readForeign` */
export function readGoogleRow(row: SqliteRow): ImportedAccount {
  if (Number(row.isencrypted ?? 0) !== 0) throw new UserError('unsupported-cipher');
  const type = TYPES.get(row.type) ?? row.type;
  const { issuer, name } = namesOf(row);
  return readForeign({ type, issuer, name, secret: row.secret, counter: row.counter });
}

/** What a person knows a row by. */
export function titleOf(row: SqliteRow, index: number): string {
  const { issuer, name } = namesOf(row);
  return entryName(issuer, name, index);
}

/** Google Authenticator up to 5.00: the database of a rooted phone. Later ones encrypt it with a key of the phone. */
export const googleAuthenticatorDb: Importer = {
  format: 'google-authenticator-db',
  recognise: ({ bytes }) => hasTable(bytes, 'accounts', 'email', 'secret'),
  read: ({ bytes }) => {
    const entries = new Entries();
    for (const [index, row] of openSqlite(bytes).rows('accounts').entries())
      entries.take(titleOf(row, index), () => readGoogleRow(row));
    return entries.finish(googleAuthenticatorDb.format);
  },
};
