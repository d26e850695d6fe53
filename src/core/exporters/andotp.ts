import { kindOf } from '../account';
import { secretOfBytes } from '../importers/reading/bytes';
import { passphraseBytes, pbkdf2 } from '../importers/reading/decrypt';
import { hexOf } from '../secret';
import { type Bytes, concat, utf8 } from '../vault-file/bytes';
import { type ExportedAccount, type Exporter, jsonBytes } from './exporter';
import { randomBytes, sealGcm } from './sealing';

/** The most that the app itself writes. */
const ROUNDS = 160_000;

/** RFC 4648 §6 pads to groups of eight. */
const padded = (base32: string): string => base32.padEnd(Math.ceil(base32.length / 8) * 8, '=');

/** Of Mobile-OTP the text of the secret, and nothing of its settings. */
const keyOf = ({ type, secret, algorithm }: ExportedAccount) =>
  type === 'motp'
    ? { secret: padded(secretOfBytes(utf8(hexOf(secret)))), algorithm: 'SHA1' }
    : { secret: padded(secret), algorithm };

function itemOf(account: ExportedAccount) {
  const { issuer, name, digits, tags = [] } = account;
  const { type, ...moving } = kindOf(account);
  return {
    ...keyOf(account),
    issuer,
    label: name,
    digits,
    type: type.toUpperCase(),
    thumbnail: 'Default',
    last_used: 0,
    used_frequency: 0,
    ...(type === 'motp' ? {} : moving),
    tags,
  };
}

function bigEndian(count: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, count);
  return bytes;
}

/** andOTP: its backup. */
export const andOtp: Exporter = {
  extension: 'json',
  mimeType: 'application/json',
  holds: ({ type }) => type !== 'yandex',
  keeps: { tags: 'all', note: false, pinned: false },
  // The app once wrote the issuer before the name as well, so that readers take it away.
  changes: ({ issuer, name }) => (issuer !== '' && name.startsWith(`${issuer}:`) ? ['name'] : []),
  write: (accounts) => jsonBytes(accounts.map(itemOf)),
};

/** The newer kind of its encryption: count, salt, IV, text, tag. */
export const andOtpSealed: Exporter = {
  ...andOtp,
  extension: 'json.aes',
  mimeType: 'application/octet-stream',
  write: async (accounts, { passphrase }) => {
    const [salt, iv] = [randomBytes(12), randomBytes(12)];
    const key = await pbkdf2(passphraseBytes(passphrase), { hash: 'SHA-1', salt, iterations: ROUNDS });
    const sealed = await sealGcm(key, iv, jsonBytes(accounts.map(itemOf)));
    return concat(bigEndian(ROUNDS), salt, iv, sealed);
  },
};
