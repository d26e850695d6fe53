import { UserError } from '../errors';
import type { ImportedAccount, Importer } from './importer';
import { secretOfBase64 } from './reading/bytes';
import { Entries } from './reading/entries';
import { entryName, fieldText, readForeign } from './reading/fields';
import { inOrder, member } from './reading/members';
import { hasTable, openSqlite } from './reading/sqlite';

const ORDINARY = 0;
const WORK = 1;

function readRow(row: unknown): ImportedAccount {
  const type = member(row, 'account_type');
  if (type !== ORDINARY && type !== WORK) throw new UserError('unsupported-type', { type: `${type}` });
  const key = fieldText(member(row, 'oath_secret_key'));
  const isSealed = fieldText(member(row, 'encrypted_oath_secret_key')) !== undefined;
  if (key === undefined && isSealed) throw new UserError('unsupported-cipher');
  return readForeign({
    issuer: member(row, 'name'),
    name: member(row, 'username'),
    secret: type === WORK && key !== undefined ? secretOfBase64(key) : key,
    digits: type === WORK ? 8 : 6,
  });
}

/** Microsoft Authenticator: the database `PhoneFactor` of a rooted phone. */
export const microsoftAuthenticatorDb: Importer = {
  format: 'microsoft-authenticator-db',
  recognise: ({ bytes }) => hasTable(bytes, 'accounts', 'account_type', 'oath_secret_key'),
  read: ({ bytes }) => {
    const entries = new Entries();
    const rows = inOrder(openSqlite(bytes).rows('accounts'), (row) => member(row, 'ux_position'));
    for (const [index, row] of rows.entries())
      entries.take(entryName(member(row, 'name'), member(row, 'username'), index), () => readRow(row));
    return entries.finish(microsoftAuthenticatorDb.format);
  },
};
