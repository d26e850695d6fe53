import type { AccountType, PortableAccount, RecoveryCount } from '../account';
import { type Bytes, utf8 } from '../vault-file/bytes';

/** What an account takes along; of an account in the vault its fields of these names. */
export type ExportedAccount = PortableAccount;

type WithoutSecrets<T> = T extends unknown ? Omit<T, 'secret' | 'pin' | 'recoveryCodes'> : never;

/** All that decides what a format can carry. */
export type DescribedAccount = WithoutSecrets<ExportedAccount> & { readonly recovery?: RecoveryCount };

/**
 * What a format cannot carry of an account: the account as a whole; its issuer or name as they are; its tags, or all
 * of them but the first; its note, that it is pinned, its sites; its PIN; the icon chosen for it; its recovery codes, for which
 * paper alone has a place.
 */
export type LossKind =
  | 'left-out'
  | 'issuer'
  | 'name'
  | 'tags'
  | 'other-tags'
  | 'note'
  | 'pinned'
  | 'sites'
  | 'pin'
  | 'icon'
  | 'recovery-codes';

/** What is written besides, as far as the format has a place for it. */
interface Kept {
  readonly tags: 'all' | 'first' | 'none';
  readonly note: boolean;
  readonly pinned: boolean;
  readonly sites?: true;
  /** The types whose accounts it holds with their PIN. Where it holds them without, the app asks for it. */
  readonly pins?: readonly AccountType[];
  readonly picture?: true;
  /** The bundled icon or the letter that was chosen: known to us alone. */
  readonly bundledIcon?: true;
  readonly recoveryCodes?: true;
}

export interface WriteOptions {
  /** As typed; needed by the sealed formats alone. */
  readonly passphrase?: string | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

/** What decides which accounts go along, and how much of each. */
export interface Carrier {
  /** Whether the app computes the same codes from it. What it cannot hold exactly is left out, and never changed. */
  readonly holds: (account: DescribedAccount) => boolean;
  readonly keeps: Kept;
  /** Whoever reads it takes codes of any kind: a person, or Counterfoil. */
  readonly anyKind?: true;
  /** Which of the texts that the account goes by come out otherwise. */
  readonly changes?: (account: DescribedAccount) => readonly ('issuer' | 'name')[];
}

/** One format of one app: a file of its own beside this one, named in `index.ts`. */
export interface Exporter extends Carrier {
  /** As the app expects it, without the dot. */
  readonly extension: string;
  readonly mimeType: string;
  /**
   * @param accounts those that the format holds
   * @throws UserError password-required, where the format is sealed
   */
  readonly write: (accounts: readonly ExportedAccount[], options: WriteOptions) => Bytes | Promise<Bytes>;
}

export const jsonBytes = (value: unknown): Bytes => utf8(JSON.stringify(value));

/** Fresh ids for tags, each tag once, where a format has groups or folders that entries refer to. */
export const idsByTag = (tags: readonly string[]): ReadonlyMap<string, string> =>
  new Map([...new Set(tags)].map((tag) => [tag, crypto.randomUUID()]));

/** Those of `idsByTag` where an entry is in one group at most. */
export const idsByFirstTag = (accounts: readonly ExportedAccount[]): ReadonlyMap<string, string> =>
  idsByTag(accounts.flatMap(({ tags = [] }) => tags.slice(0, 1)));

/** The id of the first tag's group; null for an account without tags. */
export const firstGroup = ({ tags = [] }: ExportedAccount, ids: ReadonlyMap<string, string>): string | null =>
  ids.get(tags[0] ?? '') ?? null;
