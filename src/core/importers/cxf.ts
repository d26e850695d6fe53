import { LIMITS } from '../account';
import { UserError } from '../errors';
import type { Importer } from './importer';
import { Entries } from './reading/entries';
import { entryName, labelText, readForeign, withExtras } from './reading/fields';
import { listAt, member } from './reading/members';

/** FIDO Credential Exchange Format 1.0: a header with accounts, or one account alone, as Apple hands it over. */
const FORMAT = 'cxf';
const NEWEST_MAJOR = 1;

type Titles = Map<unknown, unknown[]>;

/** The titles of collections by the items that they name, the outer ones first. */
function titlesByItem(collections: readonly unknown[], found: Titles = new Map()): Titles {
  for (const collection of collections) {
    for (const linked of listAt(collection, 'items')) {
      const id = member(linked, 'item');
      const titles = found.get(id) ?? [];
      // One more than an account holds: that some are left out is seen.
      if (titles.length <= LIMITS.tags) titles.push(member(collection, 'title'));
      found.set(id, titles);
    }
    titlesByItem(listAt(collection, 'subCollections'), found);
  }
  return found;
}

const credentialsOf = (item: unknown, type: string): unknown[] =>
  listAt(item, 'credentials').filter((one) => member(one, 'type') === type);

/** The value of a field that the format lets a person edit. */
function fieldOf(item: unknown, type: string, name: string): unknown {
  const [credential] = credentialsOf(item, type);
  return member(member(credential, name), 'value');
}

/** Everything of an item but its credentials, read once however many it has. */
function describe(item: unknown, collections: readonly unknown[]) {
  return {
    title: labelText(member(item, 'title')),
    user: labelText(fieldOf(item, 'basic-auth', 'username')),
    tags: [...collections, ...listAt(item, 'tags')],
    note: fieldOf(item, 'note', 'content'),
    pinned: member(item, 'favorite'),
  };
}

function readAccount(entries: Entries, account: unknown): void {
  const titles = titlesByItem(listAt(account, 'collections'));
  for (const [index, item] of listAt(account, 'items').entries()) {
    const about = describe(item, titles.get(member(item, 'id')) ?? []);
    for (const totp of credentialsOf(item, 'totp')) {
      const issuer = labelText(member(totp, 'issuer')) || about.title;
      const name = labelText(member(totp, 'username')) || about.user;
      entries.take(entryName(issuer, name, index), () =>
        withExtras(
          readForeign({
            issuer,
            name,
            secret: member(totp, 'secret'),
            algorithm: member(totp, 'algorithm'),
            digits: member(totp, 'digits'),
            period: member(totp, 'period'),
          }),
          about,
        ),
      );
    }
  }
}

export const cxf: Importer = {
  format: FORMAT,
  recognise: ({ json }) => {
    const major = member(member(json, 'version'), 'major');
    const isHeader = member(json, 'exporterRpId') !== undefined || typeof major === 'number';
    return isHeader || listAt(json, 'items').some((item) => Array.isArray(member(item, 'credentials')));
  },
  read: ({ json }) => {
    const major = member(member(json, 'version'), 'major');
    if (typeof major === 'number' && major > NEWEST_MAJOR) throw new UserError('unsupported-version');
    const accounts = member(json, 'accounts') ?? [json];
    if (!Array.isArray(accounts)) throw new UserError('bad-content');
    const entries = new Entries();
    for (const account of accounts) readAccount(entries, account);
    return entries.finish(FORMAT);
  },
};
