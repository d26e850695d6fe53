import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import { authy } from './authy';
import { battleNet } from './battlenet';
import { freeOtp } from './freeotp';
import { freeOtpPlus } from './freeotp-plus';
import { html } from './html';
import type { Import, Importer } from './importer';
import { kdbx } from './kdbx';
import { otpAuthIos } from './otpauth-ios';
import { openSource, type Source } from './reading/source';
import { sealedVault } from './sealed-vault';
import { uriList } from './uri-list';

export type { Import, ImportedAccount, SkippedEntry } from './importer';

/** In the order of asking: what is told by its first bytes, then JSON by its members, then text. */
const IMPORTERS: readonly Importer[] = [
  kdbx,
  freeOtp,
  otpAuthIos,
  sealedVault,
  freeOtpPlus,
  authy,
  battleNet,
  html,
  uriList,
];

export const FORMATS: readonly string[] = IMPORTERS.map(({ format }) => format);

const MOST_BYTES = 8 * 1024 * 1024;

/** What is wrong with a file that no importer knows. */
function unknownFile({ bytes, text }: Source): UserError {
  if (bytes.length === 0 || text?.trim() === '') return new UserError('empty');
  return new UserError('bad-content');
}

/**
 * Reads a backup file of any known format, recognised by its content.
 * @param bytes at most 8 MiB
 * @param others files that were chosen with it, for formats that lie in two
 * @throws UserError too-big, password-required, wrong-password, bad-content, too-many, no-entries,
 *   unsupported-version, kdf-limits and others that say what is wrong with the file
 */
export async function readImport(
  bytes: Uint8Array,
  passphrase?: string,
  others: readonly Uint8Array[] = [],
): Promise<Import> {
  const own = (one: Uint8Array): Bytes => Uint8Array.from(one);
  if (bytes.length > MOST_BYTES) throw new UserError('too-big', { max: MOST_BYTES / 1024 / 1024 });
  const source = openSource(own(bytes), others.map(own));
  const importer = IMPORTERS.find(({ recognise }) => recognise(source));
  if (!importer) throw unknownFile(source);
  return importer.read(source, passphrase);
}
