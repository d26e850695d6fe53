import type { NewAccount, Site } from '../account';
import { UserError } from '../errors';
import { looksLikeKeyUri } from '../key-uri';
import { readKeyUriList } from './key-uri-list';
import { isSealedVault, readSealedVault } from './sealed-vault';

/** An account of a file; our own backups carry where it is filled and whether it is pinned as well. */
export type ImportedAccount = NewAccount & { readonly sites?: readonly Site[]; readonly pinned?: boolean };

export interface Import {
  readonly format: string;
  readonly accounts: readonly ImportedAccount[];
  /** Entries that were not taken, with the error code as reason; nothing is ever turned into a default. */
  readonly skipped: readonly { readonly reason: string; readonly name: string }[];
}

const MOST_BYTES = 8 * 1024 * 1024;

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('bad-content');
  }
}

/**
 * Reads a backup file of any known format, recognised by its content.
 * @param bytes at most 8 MiB
 * @throws UserError too-big, password-required, wrong-password, bad-content, too-many, no-entries
 */
export async function readImport(bytes: Uint8Array, passphrase?: string): Promise<Import> {
  if (bytes.length > MOST_BYTES) throw new UserError('too-big', { max: MOST_BYTES / 1024 / 1024 });
  const text = decodeUtf8(bytes);
  const whole = text.trim();
  if (isSealedVault(whole)) return readSealedVault(whole, passphrase);
  if (text.split('\n').some(looksLikeKeyUri)) return readKeyUriList(text);
  throw new UserError('bad-content');
}
