import { argon2, passphraseBytes } from '../importers/reading/decrypt';
import { formatKeyUri } from '../key-uri';
import { concat, utf8 } from '../vault-file/bytes';
import { type DescribedAccount, type ExportedAccount, type Exporter, jsonBytes } from './exporter';
import { randomBytes, sealGcm, toBase64 } from './sealing';

const COSTS = { variant: 'id', memoryKib: 19_456, passes: 2, lanes: 1 } as const;
const ADDITIONAL_DATA = utf8('proton.authenticator.export.v1');
const STEAM = 'Steam';
const MOST_DIGITS = 9;

/** The name repeats the issuer where there is no account name. */
function entryOf(account: ExportedAccount) {
  const { issuer, name, secret, note = null } = account;
  const content =
    account.type === 'steam'
      ? { uri: `steam://${secret}`, entry_type: 'Steam', name: name || STEAM }
      : { uri: formatKeyUri(account), entry_type: 'Totp', name: name || issuer };
  return { id: crypto.randomUUID(), content, note };
}

const contentOf = (accounts: readonly ExportedAccount[]) => ({ version: 1, entries: accounts.map(entryOf) });

/**
 * `steam://` has no issuer, so that it is always Steam; and a name of Steam is taken for its repetition. Of a label the
 * app takes what follows the last colon for the name.
 */
function changes({ type, issuer, name }: DescribedAccount): ('issuer' | 'name')[] {
  if (type !== 'steam') return name.includes(':') ? ['name'] : [];
  return [...(issuer === STEAM ? [] : ['issuer' as const]), ...(name === STEAM ? ['name' as const] : [])];
}

/** Proton Authenticator: its export. It has no counters and no PINs. */
export const protonAuthenticator: Exporter = {
  extension: 'json',
  mimeType: 'application/json',
  holds: ({ type, digits }) => (type === 'totp' || type === 'steam') && digits <= MOST_DIGITS,
  keeps: { tags: 'none', note: true, pinned: false },
  changes,
  write: (accounts) => jsonBytes(contentOf(accounts)),
};

export const protonAuthenticatorSealed: Exporter = {
  ...protonAuthenticator,
  write: async (accounts, { passphrase }) => {
    const salt = randomBytes(16);
    const key = await argon2(passphraseBytes(passphrase), { ...COSTS, salt });
    const iv = randomBytes(12);
    const sealed = await sealGcm(key, iv, jsonBytes(contentOf(accounts)), ADDITIONAL_DATA);
    return jsonBytes({ version: 1, salt: toBase64(salt), content: toBase64(concat(iv, sealed)) });
  },
};
