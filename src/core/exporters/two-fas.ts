import { hasPin, kindOf } from '../account';
import { passphraseBytes, pbkdf2 } from '../importers/reading/decrypt';
import { PLAIN_ICON } from '../importers/two-fas';
import { type Bytes, utf8 } from '../vault-file/bytes';
import {
  type DescribedAccount,
  type ExportedAccount,
  type Exporter,
  firstGroup,
  idsByFirstTag,
  jsonBytes,
} from './exporter';
import { randomBytes, sealGcm, toBase64 } from './sealing';

/** On iOS any other period silently becomes 30 seconds, and any other number of digits 6. */
const PERIODS: readonly number[] = [10, 30, 60, 90];
const MOST_DIGITS = 8;
/** A counter has 32 bits in the app. */
const MOST_COUNTER = 2 ** 31 - 1;

const ROUNDS = 10_000;
const SALT_BYTES = 256;
const REFERENCE_CHARACTERS = 256;

function holds(account: DescribedAccount): boolean {
  if (account.digits > MOST_DIGITS || hasPin(account.type)) return false;
  return account.type === 'hotp' ? account.counter <= MOST_COUNTER : PERIODS.includes(account.period);
}

/** The app shows the name of the service; the issuer beside it says where it came from. */
function serviceOf(account: ExportedAccount, groupId: string | null, position: number, now: number) {
  const { issuer, name, secret, algorithm, digits } = account;
  const { type, ...moving } = kindOf(account);
  const named = { label: name, account: name, issuer };
  return {
    name: issuer,
    secret,
    updatedAt: now,
    otp: { ...named, digits, algorithm, ...moving, tokenType: type.toUpperCase(), source: 'Manual' },
    order: { position },
    icon: { selected: 'IconCollection', iconCollection: { id: PLAIN_ICON } },
    ...(groupId === null ? {} : { groupId }),
  };
}

function contentOf(accounts: readonly ExportedAccount[], now: number) {
  const ids = idsByFirstTag(accounts);
  const services = accounts.map((account, index) => serviceOf(account, firstGroup(account, ids), index, now));
  const groups = [...ids].map(([name, id]) => ({ id, name, isExpanded: true, updatedAt: now }));
  return { services, groups };
}

/** The app's versions are members that it expects; these wrote schema 4. */
const headerOf = (now: number) => ({
  updatedAt: now,
  schemaVersion: 4,
  appVersionCode: 5_000_029,
  appVersionName: '5.4.8',
  appOrigin: 'android',
});

/** Text with its tag, salt and IV, joined by colons. */
async function sealText(key: Bytes, salt: Bytes, text: Bytes): Promise<string> {
  const iv = randomBytes(12);
  return [await sealGcm(key, iv, text), salt, iv].map(toBase64).join(':');
}

/** 2FAS: its backups. */
export const twoFas: Exporter = {
  extension: '2fas',
  mimeType: 'application/octet-stream',
  holds,
  keeps: { tags: 'first', note: false, pinned: false },
  write: (accounts, { now }) => jsonBytes({ ...contentOf(accounts, now), ...headerOf(now) }),
};

/** The names of the groups lie outside the encryption: the format has no place for them inside. */
export const twoFasSealed: Exporter = {
  ...twoFas,
  write: async (accounts, { passphrase, now }) => {
    const salt = randomBytes(SALT_BYTES);
    const key = await pbkdf2(passphraseBytes(passphrase), { hash: 'SHA-256', salt, iterations: ROUNDS });
    const { services, groups } = contentOf(accounts, now);
    // By its presence the app knows an encrypted file, and by its opening the passphrase.
    const reference = utf8(toBase64(randomBytes(REFERENCE_CHARACTERS)).slice(0, REFERENCE_CHARACTERS));
    return jsonBytes({
      services: [],
      groups,
      ...headerOf(now),
      servicesEncrypted: await sealText(key, salt, jsonBytes(services)),
      reference: await sealText(key, salt, reference),
    });
  },
};
