import { UserError } from '../errors';
import type { ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { entryName, labelText, readForeign, withExtras } from './reading/fields';
import { listAt, member, namesById } from './reading/members';

/** LastPass Authenticator: 1 comes from iOS, 3 from Android; what others hold is not known. */
const VERSIONS: readonly unknown[] = [1, 3];
/** "Other accounts", which the app shows where an account lies in no folder. */
const NO_FOLDER = 0;

const folderOf = (account: unknown): unknown => member(member(account, 'folderData'), 'folderId');

/** A name that was changed stands; where there is none, what was enrolled. */
const issuerOf = (account: unknown): string =>
  labelText(member(account, 'issuerName')) || labelText(member(account, 'originalIssuerName'));
const userOf = (account: unknown): string =>
  labelText(member(account, 'userName')) || labelText(member(account, 'originalUserName'));

/** By place, which counts anew in each folder; the folders in the order of their first account. */
function inOrder(accounts: readonly unknown[]): unknown[] {
  const folders = [...new Set(accounts.map(folderOf))];
  const rankOf = new Map(folders.map((folder, rank) => [folder, rank]));
  const placed = accounts.map((account) => {
    const place = member(member(account, 'folderData'), 'position');
    return {
      account,
      rank: rankOf.get(folderOf(account)) ?? 0,
      place: typeof place === 'number' ? place : Number.MAX_VALUE,
    };
  });
  return placed.sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ account }) => account);
}

function readAccount(account: unknown, folders: ReadonlyMap<unknown, unknown>): ImportedAccount {
  const read = readForeign({
    issuer: issuerOf(account),
    name: userOf(account),
    secret: member(account, 'secret'),
    algorithm: member(account, 'algorithm'),
    digits: member(account, 'digits'),
    period: member(account, 'timeStep'),
  });
  const folder = folderOf(account);
  return withExtras(read, {
    tags: folder === NO_FOLDER ? [] : [folders.get(folder)],
    pinned: member(account, 'isFavorite'),
  });
}

export const lastPassAuthenticator: Importer = {
  format: 'lastpass-authenticator',
  recognise: ({ json }) => {
    const accounts = member(json, 'accounts');
    const isOurs = (one: unknown): boolean =>
      member(one, 'issuerName') !== undefined || member(one, 'timeStep') !== undefined;
    return Array.isArray(accounts) && (typeof member(json, 'version') === 'number' || isOurs(accounts[0]));
  },
  read: ({ json }) => {
    if (!VERSIONS.includes(member(json, 'version'))) throw new UserError('unsupported-version');
    const folders = namesById(json, 'folders');
    const entries = new Entries();
    for (const [index, account] of inOrder(listAt(json, 'accounts')).entries())
      entries.take(entryName(issuerOf(account), userOf(account), index), () => readAccount(account, folders));
    return entries.finish(lastPassAuthenticator.format);
  },
};
