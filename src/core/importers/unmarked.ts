import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import { openAndOtp, readAndOtpList } from './andotp';
import { readAuthenticatorPlus } from './authenticator-plus';
import type { Importer } from './importer';
import { passphraseBytes } from './reading/decrypt';
import { beginsWith, type Source } from './reading/source';
import { looksLikeSqlCipher, openSqlCipher } from './reading/sqlcipher';

/** An IV and a tag: the least that any of them has. */
const FEWEST_BYTES = 28;

/** What is surely no backup: its owner should not be asked for a passphrase. */
const OTHER_FILES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b, 0x08],
  [0x53, 0x51, 0x4c, 0x69],
];

/** Of what is encrypted half of the bytes are; a text of another encoding has a few. */
const isBeyondAscii = (byte: number): boolean => byte > 0x7f;
const LEAST_BEYOND_ASCII = 1 / 8;

const isSealed = (source: Source): boolean =>
  source.text === null &&
  source.bytes.length >= FEWEST_BYTES &&
  source.bytes.filter(isBeyondAscii).length >= source.bytes.length * LEAST_BEYOND_ASCII &&
  !OTHER_FILES.some((magic) => beginsWith(source, ...magic));
const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/** Such as a table with umlauts that Windows saved in its own encoding. */
export const isOtherEncoding = ({ text, bytes }: Source): boolean =>
  text === null && bytes.filter(isPrintable).length > bytes.length * (1 - LEAST_BEYOND_ASCII);


/** @returns null for what the passphrase does not open as one @throws UserError password-required, bad-content */
async function openDatabase(bytes: Bytes, passphrase: string | undefined): Promise<Bytes | null> {
  if (!looksLikeSqlCipher(bytes)) return null;
  try {
    return await openSqlCipher(bytes, passphraseBytes(passphrase));
  } catch (error) {
    if (error instanceof UserError && error.code === 'wrong-password') return null;
    throw error;
  }
}

/**
 * Encrypted files without any mark: the database of Authenticator Plus, and the backups of andOTP, which may as well be
 * of whole pages. What opens tells them apart.
 */
export const unmarked: Importer = {
  format: 'unmarked',
  recognise: isSealed,
  read: async ({ bytes }, passphrase) => {
    const database = await openDatabase(bytes, passphrase);
    return database ? readAuthenticatorPlus(database) : readAndOtpList(await openAndOtp(bytes, passphrase));
  },
};
