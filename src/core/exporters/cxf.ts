import { kindOf } from '../account';
import { encodeBase64Url } from '../vault-file/bytes';
import { type DescribedAccount, type ExportedAccount, type Exporter, jsonBytes } from './exporter';
import { randomBytes } from './sealing';

/** The format has one byte for the seconds. */
const MOST_SECONDS = 255;

const holds = (account: DescribedAccount): boolean =>
  account.type === 'totp' && account.period <= MOST_SECONDS;

const freshId = (): string => encodeBase64Url(randomBytes(16));

function itemOf(account: ExportedAccount) {
  const { issuer, name, secret, algorithm, digits, tags = [], note, pinned = false } = account;
  const { type, ...moving } = kindOf(account);
  const totp = {
    type,
    secret,
    ...moving,
    digits,
    username: name,
    algorithm: algorithm.toLowerCase(),
    issuer,
  };
  const content = { fieldType: 'string', value: note };
  return {
    id: freshId(),
    title: issuer,
    favorite: pinned,
    tags,
    credentials: [totp, ...(note ? [{ type: 'note', content }] : [])],
  };
}

/** FIDO Credential Exchange Format 1.0, not encrypted: each account an item with one credential. */
export const cxf: Exporter = {
  extension: 'json',
  mimeType: 'application/json',
  holds,
  keeps: { tags: 'all', note: true, pinned: true },
  write: (accounts, { now }) => {
    const owner = { id: freshId(), username: '', email: '', collections: [], items: accounts.map(itemOf) };
    return jsonBytes({
      version: { major: 1, minor: 0 },
      exporterRpId: 'counterfoil.example',
      exporterDisplayName: 'Counterfoil',
      timestamp: Math.floor(now / 1000),
      accounts: [owner],
    });
  },
};
