import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import { openAndOtp, readAndOtpList } from './andotp';
import { readAuthenticatorPlus } from './authenticator-plus';
import type { Importer } from './importer';
import { passphraseBytes } from './reading/decrypt';
import type { Source } from './reading/source';
import { looksLikeSqlCipher, openSqlCipher } from './reading/sqlcipher';

/** An IV and a tag: the least that any of them has. */
const FEWEST_BYTES = 28;

/**
 * What is surely no backup, by its first bytes: its owner should not be asked for a passphrase. Shorter marks would
 * stand in encrypted files by chance.
 */
const OTHER_FILES: readonly string[] = [
  ...['\x89PNG', '\xff\xd8\xff', 'GIF8', 'RIFF', 'II*\0', 'MM\0*', '8BPS'],
  ...['OggS', 'fLaC', 'ID3', '%PDF', '\xd0\xcf\x11\xe0', 'SQLi', 'wOFF', 'wOF2'],
  ...['PK\x03\x04', '\x1f\x8b\x08', '7z\xbc\xaf', 'Rar!', '\xfd7zX', 'BZh', '\x7fELF', '\xca\xfe\xba\xbe'],
];
/** Of films and photos of phones, behind four bytes for its length. */
const MEDIA = 'ftyp';

function isOtherFile({ bytes }: Source): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  return start.endsWith(MEDIA) || OTHER_FILES.some((mark) => start.startsWith(mark));
}

/** Of what is encrypted half of the bytes are; a text of another encoding has a few. */
const isBeyondAscii = (byte: number): boolean => byte > 0x7f;
const LEAST_BEYOND_ASCII = 1 / 8;

const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/** Such as a table with umlauts that Windows saved in its own encoding. */
export const isOtherEncoding = ({ text, bytes }: Source): boolean =>
  text === null && bytes.filter(isPrintable).length > bytes.length * (1 - LEAST_BEYOND_ASCII);

const isSealed = (source: Source): boolean =>
  source.text === null &&
  source.bytes.length >= FEWEST_BYTES &&
  source.bytes.filter(isBeyondAscii).length >= source.bytes.length * LEAST_BEYOND_ASCII &&
  !isOtherFile(source);

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
