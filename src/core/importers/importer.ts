import type { PortableAccount } from '../account';
import type { ErrorCode } from '../errors';
import type { MigrationPart } from '../migration-parts';
import type { Source } from './reading/source';

/** An account of a file, with what the format says of it besides; only our own backups carry sites. */
export type ImportedAccount = PortableAccount & {
  /**
   * The file of its icon as another app has it, of any kind and size: it is shown only after it was drawn anew. Null:
   * it has an icon there which cannot be taken along.
   */
  readonly picture?: Uint8Array | null;
  /** Its note there is longer than a vault keeps. */
  readonly isNoteCut?: true;
  /** It has more tags there than a vault keeps, or longer ones. */
  readonly areTagsCut?: true;
  /** It lies in the trash of the other app, whose exports hold that as well. */
  readonly isTrashed?: true;
  /** The file holds other secrets of it, which make no codes and stay there. */
  readonly hasMoreSecrets?: true;
};

/** An entry that was not taken: nothing is ever turned into a default. `name` is for people. */
export interface SkippedEntry {
  readonly reason: ErrorCode;
  readonly name: string;
}

/** A QR code of a page, with what stands beside it and not in it. */
export interface PrintedCode {
  /** Of any kind; whoever has eyes reads it (`scan/`). */
  readonly picture: Uint8Array;
  readonly note?: string;
  readonly pinned?: true;
}

export interface Import {
  readonly format: string;
  readonly accounts: readonly ImportedAccount[];
  readonly skipped: readonly SkippedEntry[];
  /** The codes of exports of Google Authenticator that it holds: others of a batch may lie in other files. */
  readonly parts?: readonly MigrationPart[];
  /** Pictures in the file, which may be QR codes. */
  readonly pictures?: readonly PrintedCode[];
}

/** One format of one app: a file of its own beside this one, named in `index.ts`. */
export interface Importer {
  /** The name in reports and in `account.source`. */
  readonly format: string;
  /** By content, never by the name of the file; says yes to damaged and newer files of the format as well. */
  readonly recognise: (source: Source) => boolean;
  /**
   * @param passphrase as typed; undefined where nobody was asked yet
   * @throws UserError password-required, wrong-password, bad-content, no-entries, unsupported-version, kdf-limits, …
   */
  readonly read: (source: Source, passphrase: string | undefined) => Import | Promise<Import>;
}
