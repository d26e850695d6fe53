import { UserError } from '../errors';
import type { ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { entryName, withExtras } from './reading/fields';
import { looksLikeForeignUri } from './reading/foreign-uri';
import { KEEPASS_ATTRIBUTES, readKeePassAttributes } from './reading/keepass-attributes';

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
  group: ['folder', 'group', 'grouping', 'category', 'vault', 'folder name'],
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

const columnName = (cell: string): string => cell.trim().toLowerCase();

/** The names in the first line, in lower case. No app's header is longer. */
function headerOf(text: string | null): string[] {
  const [, line = ''] = /^\s*([^\r\n]{1,4096})/u.exec(text ?? '') ?? [];
  return line.split(',').map((cell) => columnName(cell.trim().replace(/^"(.*)"$/u, '$1')));
}

/** Two known columns tell a table from other text: one of codes and any other, or user name and password. */
function isHeader(names: readonly string[]): boolean {
  const has = (column: readonly string[]): boolean => column.some((name) => names.includes(name));
  const isNamed = has(COLUMNS.title) || has(COLUMNS.user);
  return (
    isNamed && (names.some((name) => OTP_COLUMNS.has(name)) || (has(COLUMNS.password) && has(COLUMNS.user)))
  );
}

/** One line of the table: rows may be longer or shorter than the header. */
class Row {
  readonly #header: readonly string[];
  readonly #cells: readonly string[];

  constructor(header: readonly string[], cells: readonly string[]) {
    this.#header = header;
    this.#cells = cells;
  }

  cell(name: string): string {
    return (this.#cells[this.#header.indexOf(name)] ?? '').trim();
  }

  first(column: readonly string[]): string {
    return column.map((name) => this.cell(name)).find(Boolean) ?? '';
  }

  get title(): string {
    return this.first(COLUMNS.title);
  }

  get user(): string {
    const [, inData = ''] = /^user ?name:(.*)$/imu.exec(this.cell(SECRET_DATA)) ?? [];
    return this.first(COLUMNS.user) || inData.trim();
  }

  /** Whatever says a one-time password, as if it were the attributes of a KeePass entry; KeePassXC exports those. */
  get attributes(): ReadonlyMap<string, string> {
    const attributes = new Map(KEEPASS_ATTRIBUTES.map((name) => [name, this.cell(name.toLowerCase())]));
    const otp = this.first(COLUMNS.otp);
    return otp ? attributes.set('otp', otp) : attributes;
  }
}

function readRow(row: Row): ImportedAccount | null {
  const account = readKeePassAttributes(row.attributes, { title: row.title, user: row.user });
  if (!account) return null;
  return withExtras(account, {
    tags: [row.first(COLUMNS.group), ...row.cell(TAGS).split(';')],
    note: row.first(COLUMNS.note),
    pinned: /^(?:1|true|yes)$/iu.test(row.first(COLUMNS.favourite)),
  });
}

/**
 * Hands on row by row: an array of millions of rows is never built.
 * @throws UserError truncated (a quote that is not closed), bad-content (text behind a closing quote)
 */
async function eachRow(text: string, take: (cells: readonly string[]) => void): Promise<void> {
  const { parse } = (await import('papaparse')).default;
  // Told nothing, it would guess one line end, and take rows with another for one.
  parse<string[]>(text.replaceAll(/\r\n?/gu, '\n'), {
    delimiter: ',',
    newline: '\n',
    skipEmptyLines: 'greedy',
    step: ({ data, errors }) => {
      const [damage] = errors;
      if (damage) throw new UserError(damage.code === 'MissingQuotes' ? 'truncated' : 'bad-content');
      take(data);
    },
  });
}

export const csv: Importer = {
  format: 'csv',
  recognise: ({ text }) => {
    const names = headerOf(text);
    return isHeader(names) && !names.some(looksLikeForeignUri);
  },
  read: async ({ text }) => {
    if (!headerOf(text).some((name) => OTP_COLUMNS.has(name))) throw new UserError('no-otp-column');
    const entries = new Entries();
    let header: readonly string[] | undefined;
    let index = 0;
    await eachRow(text ?? '', (cells) => {
      if (!header) {
        header = cells.map(columnName);
        return;
      }
      const row = new Row(header, cells);
      entries.take(entryName(row.title, row.user, index), () => readRow(row));
      index += 1;
    });
    return entries.finish(csv.format);
  },
};
