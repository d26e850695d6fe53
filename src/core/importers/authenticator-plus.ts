import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import { namesOf, readGoogleRow, titleOf } from './google-authenticator-db';
import type { Import, ImportedAccount, Importer } from './importer';
import { secretOfHex } from './reading/bytes';
import { passphraseBytes } from './reading/decrypt';
import { Entries } from './reading/entries';
import { readForeign, withExtras } from './reading/fields';
import { openSource, type Source } from './reading/source';
import { looksLikeSqlCipher, openSqlCipher } from './reading/sqlcipher';
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

/** @throws UserError bad-zip, password-required, wrong-password, not-utf8, no-entries, … */
async function readArchive(bytes: Bytes, passphrase: string | undefined): Promise<Import> {
  const zip = await openZip(bytes);
  const { text } = openSource(await zip.read(LIST, passphrase));
  if (text === null) throw new UserError('not-utf8');
  return readUriLines(text, authenticatorPlus.format);
}

const isDatabase = ({ bytes, text }: Source): boolean => text === null && looksLikeSqlCipher(bytes);

/** Authenticator Plus: its archive, and the database that it keeps and synchronises. */
export const authenticatorPlus: Importer = {
  format: 'authenticator-plus',
  recognise: (source) =>
    looksLikeZip(source.bytes) ? namesInFront(source.bytes).includes(LIST) : isDatabase(source),
  read: async ({ bytes }, passphrase) => {
    if (looksLikeZip(bytes)) return readArchive(bytes, passphrase);
    return readAuthenticatorPlus(await openSqlCipher(bytes, passphraseBytes(passphrase)));
  },
};
