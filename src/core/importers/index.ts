import { isRecord } from '../check';
import { UserError } from '../errors';
import { missingParts } from '../migration-parts';
import type { Bytes } from '../vault-file/bytes';
import { aegis } from './aegis';
import { andOtp } from './andotp';
import { isArchive, readArchive } from './archive';
import { authenticator2fa } from './authenticator-2fa';
import { authenticatorExtension } from './authenticator-extension';
import { authenticatorPlus } from './authenticator-plus';
import { authy } from './authy';
import { battleNet } from './battlenet';
import { bitwarden } from './bitwarden';
import { csv } from './csv';
import { cxf } from './cxf';
import { duo } from './duo';
import { enpass } from './enpass';
import { ente } from './ente';
import { freeOtp } from './freeotp';
import { freeOtpPlus } from './freeotp-plus';
import { googleAuthenticatorDb } from './google-authenticator-db';
import { html } from './html';
import type { Import, Importer } from './importer';
import { kdbx } from './kdbx';
import { keeper } from './keeper';
import { lastPassAuthenticator } from './lastpass-authenticator';
import { microsoftAuthenticatorDb } from './microsoft-authenticator-db';
import { onePux } from './one-pux';
import { otpAuthIos } from './otpauth-ios';
import { otpClient } from './otpclient';
import { protonAuthenticator } from './proton-authenticator';
import { protonPass } from './proton-pass';
import { raivo } from './raivo';
import { member } from './reading/members';
import { openSource, type Source } from './reading/source';
import { looksLikeZip } from './reading/zip';
import { sealedVault } from './sealed-vault';
import { steam } from './steam';
import { stratum } from './stratum';
import { totpAuthenticator } from './totp-authenticator';
import { twoFas } from './two-fas';
import { isOtherEncoding, unmarked } from './unmarked';
import { uriList } from './uri-list';

export type { Import, ImportedAccount, PrintedCode, SkippedEntry } from './importer';

/**
 * In the order of asking: what is told by its first bytes, then JSON by its members, then text; at last what has no
 * mark at all.
 */
const IMPORTERS: readonly Importer[] = [
  onePux,
  protonPass,
  stratum,
  microsoftAuthenticatorDb,
  googleAuthenticatorDb,
  kdbx,
  otpClient,
  freeOtp,
  otpAuthIos,
  sealedVault,
  twoFas,
  aegis,
  authenticator2fa,
  authenticatorExtension,
  raivo,
  bitwarden,
  lastPassAuthenticator,
  keeper,
  enpass,
  ente,
  protonAuthenticator,
  cxf,
  steam,
  duo,
  freeOtpPlus,
  authy,
  battleNet,
  totpAuthenticator,
  html,
  csv,
  uriList,
  authenticatorPlus,
  andOtp,
  unmarked,
];

const importerOf = (source: Source): Importer | undefined =>
  IMPORTERS.find(({ recognise }) => recognise(source));

const MOST_BYTES = 8 * 1024 * 1024;

const isEmpty = (list: unknown): boolean =>
  Array.isArray(list) ? list.length === 0 : isRecord(list) && Object.keys(list).length === 0;

/** Several formats are told by their entries; where those lie in a list, its name is one of few. */
const hasEmptyList = (json: unknown): boolean =>
  (Array.isArray(json) && json.length === 0) ||
  ['items', 'accounts'].some((name) => isEmpty(member(json, name)));

/** What is wrong with a file that no importer knows. */
function unknownFile(source: Source): UserError {
  const { bytes, text, json } = source;
  if (bytes.length === 0 || text?.trim() === '') return new UserError('empty');
  if (hasEmptyList(json)) return new UserError('no-entries');
  if (isOtherEncoding(source)) return new UserError('not-utf8');
  return new UserError('bad-content');
}

/** Exports of password managers take attached files along, which can be left away. */
function tooBig(bytes: Uint8Array): UserError {
  if (looksLikeZip(bytes)) return new UserError('archive-too-big');
  return new UserError('too-big', { max: MOST_BYTES / 1024 / 1024 });
}

/** @throws UserError those of the importer; bad-content and others where there is none */
async function readSource(source: Source, passphrase: string | undefined): Promise<Import> {
  const importer = importerOf(source);
  if (importer) return importer.read(source, passphrase);
  if (isArchive(source)) return readArchive(source, passphrase, importerOf);
  throw unknownFile(source);
}

/** What is missing of an export of Google Authenticator is missing of the file as a whole, and not of a member alone. */
function withMissingParts(read: Import): Import {
  const missing = missingParts(read.parts ?? []).map((name) => ({ name, reason: 'missing-part' as const }));
  return { ...read, skipped: [...read.skipped, ...missing] };
}

/**
 * Reads a backup file of any known format, recognised by its content.
 * @param bytes at most 8 MiB
 * @param others files that were chosen with it, for formats that lie in two
 * @throws UserError too-big, archive-too-big, password-required, wrong-password, bad-content, too-many, no-entries,
 *   unsupported-version, kdf-limits and others that say what is wrong with the file
 */
export async function readImport(
  bytes: Uint8Array,
  passphrase?: string,
  others: readonly Uint8Array[] = [],
): Promise<Import> {
  const own = (one: Uint8Array): Bytes => Uint8Array.from(one);
  if (bytes.length > MOST_BYTES) throw tooBig(bytes);
  const source = openSource(own(bytes), others.map(own));
  return withMissingParts(await readSource(source, passphrase));
}
