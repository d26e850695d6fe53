import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import { namesOf, readGoogleRow, titleOf } from './google-authenticator-db';
import type { Import, ImportedAccount, Importer } from './importer';
import { secretOfHex } from './reading/bytes';
import { Entries } from './reading/entries';
import { readForeign, withExtras } from './reading/fields';
import { openSource } from './reading/source';
import { openSqlite, type SqliteRow } from './reading/sqlite';
import { looksLikeZip, namesInFront, openZip } from './reading/zip';
import { readUriLines } from './uri-list';

const LIST = 'Accounts.txt';
/** Battle.net, whose secrets are in hex here. */
const BLIZZARD = 2;
/** The category of whatever has none. */
const NO_CATEGORY = 'All Accounts';

function readBlizzard(row: SqliteRow): ImportedAccount {
  return readForeign({ ...namesOf(row), secret: secretOfHex(row.secret), digits: 8 });
}

function readRow(row: SqliteRow): ImportedAccount {
  const account = row.type === BLIZZARD ? readBlizzard(row) : readGoogleRow(row);
  return withExtras(account, { tags: row.category === NO_CATEGORY ? [] : [row.category] });
}

/**
 * The database without its encryption.
 * @throws UserError bad-content, no-entries, too-many
 */
export function readAuthenticatorPlus(database: Bytes): Import {
  const entries = new Entries();
  for (const [index, row] of openSqlite(database).rows('accounts').entries())
    entries.take(titleOf(row, index), () => readRow(row));
  return entries.finish(authenticatorPlus.format);
}

/** Authenticator Plus: its archive. The database that it keeps and synchronises has no mark. */
export const authenticatorPlus: Importer = {
  format: 'authenticator-plus',
  recognise: ({ bytes }) => looksLikeZip(bytes) && namesInFront(bytes).includes(LIST),
  read: async (source, passphrase) => {
    const zip = await openZip(source);
    const { text } = openSource(await zip.read(LIST, passphrase));
    if (text === null) throw new UserError('not-utf8');
    return readUriLines(text, authenticatorPlus.format);
  },
};
