import { isRecord } from '../check';
import { UserError } from '../errors';
import { looksLikeMigration, parseMigration } from '../google-migration';
import type { MigrationPart } from '../migration-parts';
import type { Import, ImportedAccount, Importer } from './importer';
import { Entries } from './reading/entries';
import { type Extras, withExtras } from './reading/fields';
import { type ForeignUri, looksLikeForeignUri, readForeignUri } from './reading/foreign-uri';
import { inOrder } from './reading/members';
import { isEmbedded, Pictures } from './reading/pictures';

/**
 * Key URIs one a line: what most apps call a text export (Aegis, Ente Auth, FreeOTP+, Stratum, WinAuth, …), with
 * migration URIs of Google Authenticator among them, empty lines, and comments after `#`.
 */
const isEntry = (line: string): boolean => looksLikeForeignUri(line) || looksLikeMigration(line);

/** Ente Auth once wrote all of them into one line, or a comma behind each; inside a URI it is written `%2C` there. */
const splitLine = (line: string): string[] =>
  line
    .trimEnd()
    .replace(/,$/u, '')
    .split(/,\s*(?=(?:otpauth|steam):\/\/)/iu);

/** What Ente Auth says besides, as JSON in a parameter; null where it does not parse. */
function codeDisplay(uri: ForeignUri): Record<string, unknown> | null {
  try {
    const display: unknown = JSON.parse(uri.parameters.get('codedisplay') ?? 'null');
    return isRecord(display) ? display : null;
  } catch {
    return null;
  }
}

/** WinAuth writes a name or the picture itself as `icon`; FreeOTP writes where a picture is as `image`. */
function iconIn({ parameters }: ForeignUri, pictures: Pictures): Pick<Extras, 'brand' | 'picture'> {
  const icon = parameters.get('icon') ?? '';
  if (isEmbedded(icon)) return { picture: pictures.takeAddress(icon) };
  return { brand: icon, picture: pictures.takeAddress(parameters.get('image')) };
}

/** Key URIs of one file, with what the app wrote into them besides. */
export class UriEntries extends Entries {
  readonly #pictures = new Pictures();
  readonly #places = new Map<ImportedAccount, unknown>();

  /**
   * @param name what a person knows the entry by, should it be skipped
   * @param said what the app wrote beside the URI instead
   */
  takeUri(name: string, text: string, said?: unknown): void {
    this.take(name, () => {
      const uri = readForeignUri(text);
      const display = isRecord(said) ? said : codeDisplay(uri);
      const tags = Array.isArray(display?.tags) ? display.tags : uri.tags;
      const icon = display?.iconID ? { brand: display.iconID } : iconIn(uri, this.#pictures);
      const extras = { tags, note: display?.note, pinned: display?.pinned, ...icon };
      const account = withExtras(uri.account, extras);
      const given: ImportedAccount = display?.trashed === true ? { ...account, isTrashed: true } : account;
      this.#places.set(given, display?.position);
      return given;
    });
  }

  /** As the person arranged them in Ente Auth; nobody moved what has no place, or zero. */
  override finish(format: string): Import {
    const read = super.finish(format);
    return { ...read, accounts: inOrder(read.accounts, (one) => this.#places.get(one) ?? 0) };
  }
}

/** @throws UserError bad-migration */
function takeMigration(entries: Entries, text: string, line: string): MigrationPart {
  const { part, entries: found } = parseMigration(text);
  for (const [index, { title, read }] of found.entries()) entries.take(title || `${line}.${index + 1}`, read);
  return part;
}

/** One code that is damaged does not cost the others of the file. @returns which it is, or why it could not be read */
function tryMigration(entries: Entries, text: string, line: string): MigrationPart | UserError {
  try {
    return takeMigration(entries, text, line);
  } catch (error) {
    if (error instanceof UserError && error.code !== 'too-many') return error;
    throw error;
  }
}

/**
 * All URIs of a text, one a line. An unreadable line is skipped, and named by its number.
 * @throws UserError bad-content (nothing but damaged migration URIs), no-entries, too-many
 */
export function readUriLines(text: string, format: string): Import {
  const entries = new UriEntries();
  const parts: MigrationPart[] = [];
  const damaged: { readonly line: string; readonly error: UserError }[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/u).entries()) {
    const number = `${index + 1}`;
    if (line.trim() === '' || /^\s*#/u.test(line)) continue;
    for (const uri of splitLine(line)) {
      if (!looksLikeMigration(uri)) {
        entries.takeUri(number, uri);
        continue;
      }
      const read = tryMigration(entries, uri, number);
      if (read instanceof UserError) damaged.push({ line: number, error: read });
      else parts.push(read);
    }
  }
  if (entries.isEmpty && damaged.length > 0) throw new UserError('bad-content');
  for (const { line, error } of damaged) entries.skip(line, error.code);
  return { ...entries.finish(format), ...(parts.length > 0 ? { parts } : {}) };
}

export const uriList: Importer = {
  format: 'uri-list',
  recognise: ({ text }) => text?.split(/[\r\n]+/u).some(isEntry) ?? false,
  read: ({ text }) => readUriLines(text ?? '', uriList.format),
};
