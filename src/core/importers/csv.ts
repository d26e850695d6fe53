import { UserError } from '../errors';
import type { Importer } from './importer';
import { withoutPlaceholder } from './proton-pass';
import { columnName, csvRows, headerOf } from './reading/csv-rows';
import { Entries } from './reading/entries';
import { entryName, withExtras } from './reading/fields';
import { looksLikeForeignUri } from './reading/foreign-uri';
import { KEEPASS_ATTRIBUTES, takeKeePassEntry } from './reading/keepass-attributes';

/**
 * Tables of password managers (RFC 4180): Bitwarden, Bitwarden Authenticator, KeePassXC, KeePass, 1Password, Apple
 * Passwords, LastPass, Dashlane, Proton Pass, Zoho Vault. The names in the first line say what a column is, never its
 * place; each list is in the order of precedence.
 */
const COLUMNS = {
  /** Key URIs before bare secrets. */
  otp: ['login_totp', 'totp', 'otpauth', 'otpurl', 'otpsecret'],
  title: ['title', 'name', 'password name', 'secret name'],
  user: ['login_username', 'username', 'user name', 'username2', 'username3', 'email'],
  password: ['login_password', 'password'],
  group: ['folder', 'collections', 'group', 'grouping', 'category', 'vault', 'folder name'],
  favourite: ['favorite', 'fav'],
  note: ['notes', 'note', 'extra'],
} as const;

/** 1Password writes several into one cell. */
const TAGS = 'tags';
/** Zoho Vault writes user and password into one cell, each in a line of its own. */
const SECRET_DATA = 'secretdata';

const OTP_COLUMNS: ReadonlySet<string> = new Set([
  ...COLUMNS.otp,
  ...KEEPASS_ATTRIBUTES.map((name) => name.toLowerCase()),
]);

/** Two known columns tell a table from other text: one of codes and any other, or user name and password. */
function isHeader(names: readonly string[]): boolean {
  const has = (column: readonly string[]): boolean => column.some((name) => names.includes(name));
  const isNamed = has(COLUMNS.title) || has(COLUMNS.user);
  return (
    isNamed && (names.some((name) => OTP_COLUMNS.has(name)) || (has(COLUMNS.password) && has(COLUMNS.user)))
  );
}

/** Whatever says a one-time password, as if it were an attribute of a KeePass entry; the last one with a value stands. */
const ATTRIBUTES: readonly (readonly [attribute: string, column: string])[] = [
  ...KEEPASS_ATTRIBUTES.map((name) => [name, name.toLowerCase()] as const),
  ...[...COLUMNS.otp].reverse().map((name) => ['otp', name] as const),
];

class Table {
  /** The first of columns with one name. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #attributes: typeof ATTRIBUTES;

  constructor(header: readonly string[]) {
    this.#places = new Map(header.map((cell, place) => [columnName(cell), place] as const).reverse());
    this.#attributes = ATTRIBUTES.filter(([, column]) => this.#places.has(column));
  }

  /** Rows may be longer or shorter than the header. */
  #cell(cells: readonly string[], column: string): string {
    const place = this.#places.get(column);
    return place === undefined ? '' : (cells[place] ?? '').trim();
  }

  #first(cells: readonly string[], columns: readonly string[]): string {
    return columns.map((column) => this.#cell(cells, column)).find(Boolean) ?? '';
  }

  #user(cells: readonly string[]): string {
    const [, inData = ''] = /^user ?name:(.*)$/imu.exec(this.#cell(cells, SECRET_DATA)) ?? [];
    return this.#first(cells, COLUMNS.user) || inData.trim();
  }

  take(entries: Entries, cells: readonly string[], index: number): void {
    const values = this.#attributes.map(([name, column]) => [name, this.#cell(cells, column)] as const);
    const attributes = new Map(values.filter(([, value]) => value !== ''));
    if (attributes.size === 0) return;
    const container = { title: this.#first(cells, COLUMNS.title), user: this.#user(cells) };
    takeKeePassEntry(entries, {
      name: entryName(container.title, container.user, index),
      attributes,
      container,
      finish: (account) =>
        withExtras(withoutPlaceholder(account, container.title, container.user), {
          tags: [this.#first(cells, COLUMNS.group), ...this.#cell(cells, TAGS).split(';')],
          note: this.#first(cells, COLUMNS.note),
          pinned: /^(?:1|true|yes)$/iu.test(this.#first(cells, COLUMNS.favourite)),
        }),
    });
  }
}

/** A table of passwords, and no list of URIs with commas in them. */
function isTable(text: string | null): boolean {
  const names = headerOf(text);
  return isHeader(names) && !names.some(looksLikeForeignUri);
}

const hasCodes = (text: string): boolean => headerOf(text).some((name) => OTP_COLUMNS.has(name));

function takeTable(entries: Entries, text: string): void {
  let table: Table | undefined;
  let index = 0;
  for (const cells of csvRows(text)) {
    if (table) table.take(entries, cells, index++);
    else table = new Table(cells);
  }
}

export const csv: Importer = {
  format: 'csv',
  recognise: ({ text }) => isTable(text),
  read: ({ text }) => {
    if (text === null || !hasCodes(text)) throw new UserError('no-otp-column');
    const entries = new Entries();
    takeTable(entries, text);
    return entries.finish(csv.format);
  },
};
