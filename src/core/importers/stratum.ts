import { UserError } from '../errors';
import { readHexSecret } from '../secret';
import { type Bytes, utf8 } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { decryptedJson } from './reading/bytes';
import { argon2, openCbc, openGcm, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { type Extras, entryName, readForeign, withExtras } from './reading/fields';
import { inOrder, listAt, member } from './reading/members';
import { type FoundPicture, Pictures } from './reading/pictures';
import { beginsWith, type Source } from './reading/source';
import { hasTable, openSqlite } from './reading/sqlite';

const STRONG = utf8('AUTHENTICATORPRO');
const LEGACY = utf8('AuthenticatorPro');

const TYPES: ReadonlyMap<unknown, string> = new Map([
  [1, 'hotp'],
  [2, 'totp'],
  [3, 'motp'],
  [4, 'steam'],
  [5, 'yandex'],
]);
const ALGORITHMS: ReadonlyMap<unknown, string> = new Map([
  [0, 'SHA1'],
  [1, 'SHA256'],
  [2, 'SHA512'],
]);

/** A number of a table as its name; what the table lacks stays as it is, and is refused by it. */
const named = (table: ReadonlyMap<unknown, string>, value: unknown): unknown => table.get(value) ?? value;

/** Of the other types the app keeps settings too, and does not look at them. */
function settingsOf(entry: unknown, type: unknown) {
  if (type !== 'totp' && type !== 'hotp') return {};
  return {
    algorithm: named(ALGORITHMS, member(entry, 'Algorithm')),
    digits: member(entry, 'Digits'),
    period: member(entry, 'Period'),
    counter: member(entry, 'Counter'),
  };
}

/** Of Mobile-OTP the text itself, as base32. @throws UserError bad-hex-secret */
function secretOf(entry: unknown, type: unknown): unknown {
  const secret = member(entry, 'Secret');
  return type === 'motp' && typeof secret === 'string' ? readHexSecret(secret) : secret;
}

function readAuthenticator(entry: unknown, extras: Extras): ImportedAccount {
  const type = named(TYPES, member(entry, 'Type'));
  const account = readForeign({
    type,
    issuer: member(entry, 'Issuer'),
    name: member(entry, 'Username'),
    secret: secretOf(entry, type),
    pin: member(entry, 'Pin'),
    ...settingsOf(entry, type),
  });
  return withExtras(account, { ...extras, brand: member(entry, 'Icon') });
}

/** Names of categories by the secret that they are linked to. */
function categoriesOf(json: unknown): ReadonlyMap<unknown, readonly unknown[]> {
  const names = new Map(
    listAt(json, 'Categories').map((one) => [member(one, 'Id'), member(one, 'Name')] as const),
  );
  const bySecret = new Map<unknown, unknown[]>();
  for (const link of listAt(json, 'AuthenticatorCategories')) {
    const secret = member(link, 'AuthenticatorSecret');
    const linked = bySecret.get(secret) ?? [];
    linked.push(names.get(member(link, 'CategoryId')));
    bySecret.set(secret, linked);
  }
  return bySecret;
}

/** Pictures of a person's own by what entries call them: `@` and their id. */
function picturesOf(json: unknown): (icon: unknown) => FoundPicture {
  const pictures = new Pictures();
  const data = new Map(
    listAt(json, 'CustomIcons').map((one) => [member(one, 'Id'), member(one, 'Data')] as const),
  );
  return (icon) => {
    if (typeof icon !== 'string' || !icon.startsWith('@')) return undefined;
    return pictures.take(data.get(icon.slice(1))) ?? null;
  };
}

/**
 * The content of a backup, as it stands in a plain one.
 * @throws UserError bad-content, no-entries, too-many
 */
export function readStratum(json: unknown): Import {
  if (!Array.isArray(member(json, 'Authenticators'))) throw new UserError('bad-content');
  const categories = categoriesOf(json);
  const pictureOf = picturesOf(json);
  const entries = new Entries();
  const ordered = inOrder(listAt(json, 'Authenticators'), (one) => member(one, 'Ranking'));
  for (const [index, entry] of ordered.entries()) {
    const name = entryName(member(entry, 'Issuer'), member(entry, 'Username'), index);
    const tags = categories.get(member(entry, 'Secret')) ?? [];
    entries.take(name, () => readAuthenticator(entry, { tags, picture: pictureOf(member(entry, 'Icon')) }));
  }
  return entries.finish(stratum.format);
}

/** The tables of the app's own database, as the lists of a backup. */
const LISTS = [
  {
    list: 'Authenticators',
    table: 'authenticator',
    names: [
      'Type',
      'Icon',
      'Issuer',
      'Username',
      'Secret',
      'Pin',
      'Algorithm',
      'Digits',
      'Period',
      'Counter',
      'Ranking',
    ],
  },
  { list: 'Categories', table: 'category', names: ['Id', 'Name'] },
  {
    list: 'AuthenticatorCategories',
    table: 'authenticatorcategory',
    names: ['CategoryId', 'AuthenticatorSecret'],
  },
  { list: 'CustomIcons', table: 'customicon', names: ['Id', 'Data'] },
] as const;

/** @throws UserError bad-content, too-many */
function contentOfDatabase(bytes: Bytes): unknown {
  const database = openSqlite(bytes);
  const rowsOf = (table: string) => (database.has(table) ? database.rows(table) : []);
  return Object.fromEntries(
    LISTS.map(({ list, table, names }) => [
      list,
      rowsOf(table).map((row) => Object.fromEntries(names.map((name) => [name, row[name.toLowerCase()]]))),
    ]),
  );
}

const isDatabase = ({ bytes }: Source): boolean =>
  hasTable(bytes, 'authenticator', 'type', 'secret', 'username');

const isStrong = (source: Source): boolean => beginsWith(source, ...STRONG);
const isLegacy = (source: Source): boolean => beginsWith(source, ...LEGACY);

/** Of an encrypted backup. @throws UserError password-required, bad-content, wrong-password */
export async function openStratum(source: Source, passphrase: string | undefined): Promise<unknown> {
  const password = passphraseBytes(passphrase);
  const part = (from: number, to?: number) => source.bytes.slice(from, to);
  if (isStrong(source)) {
    if (source.bytes.length < 60) throw new UserError('bad-content');
    const costs = { variant: 'id', memoryKib: 65_536, passes: 3, lanes: 4 } as const;
    const key = await argon2(password, { ...costs, salt: part(16, 32) });
    return decryptedJson(await openGcm(key, part(32, 44), part(44)));
  }
  const key = await pbkdf2(password, { hash: 'SHA-1', salt: part(16, 36), iterations: 64_000 });
  return decryptedJson(await openCbc(key, part(36, 52), part(52)));
}

/** Stratum, and Authenticator Pro as it was called before: plain, encrypted in two ways, and its database. */
export const stratum: Importer = {
  format: 'stratum',
  recognise: (source) =>
    isStrong(source) ||
    isLegacy(source) ||
    isDatabase(source) ||
    member(source.json, 'Authenticators') !== undefined,
  read: async (source, passphrase) => {
    if (isDatabase(source)) return readStratum(contentOfDatabase(source.bytes));
    const isSealed = isStrong(source) || isLegacy(source);
    return readStratum(isSealed ? await openStratum(source, passphrase) : source.json);
  },
};
