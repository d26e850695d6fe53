import { hmac, passphraseBytes, pbkdf2 } from '../importers/reading/decrypt';
import { formatKeyUri } from '../key-uri';
import { type Bytes, concat, utf8 } from '../vault-file/bytes';
import {
  type DescribedAccount,
  type ExportedAccount,
  type Exporter,
  firstGroup,
  idsByFirstTag,
  jsonBytes,
} from './exporter';
import { randomBytes, sealCbc, toBase64 } from './sealing';

const LOGIN = 1;
const PBKDF2_SHA256 = 0;
/** What the app itself takes today. */
const ROUNDS = 600_000;

/** Bitwarden gives an item without a name one of its own, and refuses a file that seems to hold nothing else. */
const UNNAMED = '?';

const titleOf = ({ issuer, name }: ExportedAccount): string => issuer || name || UNNAMED;

/** Bitwarden knows Steam's codes by a scheme of their own. */
const totpOf = (account: ExportedAccount): string =>
  account.type === 'steam' ? `steam://${account.secret}` : formatKeyUri(account);

function itemOf(account: ExportedAccount, folderId: string | null) {
  const { name, note = null, pinned = false } = account;
  return {
    id: crypto.randomUUID(),
    organizationId: null,
    folderId,
    type: LOGIN,
    reprompt: 0,
    name: titleOf(account),
    notes: note,
    favorite: pinned,
    login: { uris: [], username: name || null, password: null, totp: totpOf(account) },
    collectionIds: null,
  };
}

function contentOf(accounts: readonly ExportedAccount[]) {
  const ids = idsByFirstTag(accounts);
  return {
    encrypted: false,
    folders: [...ids].map(([name, id]) => ({ id, name })),
    items: accounts.map((account) => itemOf(account, firstGroup(account, ids))),
  };
}

interface Keys {
  readonly encryption: Bytes;
  readonly authentication: Bytes;
}

/** HKDF-Expand alone (RFC 5869 §2.3), one block each. @param salt its text is used, and never decoded */
async function deriveKeys(passphrase: Bytes, salt: string): Promise<Keys> {
  const key = await pbkdf2(passphrase, { hash: 'SHA-256', salt: utf8(salt), iterations: ROUNDS });
  const expand = (info: string): Promise<Bytes> => hmac('SHA-256', key, utf8(info), Uint8Array.of(1));
  return { encryption: await expand('enc'), authentication: await expand('mac') };
}

/** `2.` iv `|` text `|` HMAC, each in base64. */
async function sealText(text: Bytes, { encryption, authentication }: Keys): Promise<string> {
  const iv = randomBytes(16);
  const sealed = await sealCbc(encryption, iv, text);
  const sum = await hmac('SHA-256', authentication, concat(iv, sealed));
  return `2.${[iv, sealed, sum].map(toBase64).join('|')}`;
}

/** `steam://` has no issuer: it is Steam's, unless the item is called otherwise than its user. */
function changes({ type, issuer, name }: DescribedAccount): 'issuer'[] {
  const isTold = type === 'steam' ? issuer === 'Steam' || (issuer !== '' && issuer !== name) : issuer || name;
  return isTold ? [] : ['issuer'];
}

/** Bitwarden: the JSON of a person. It takes every key for a time-based one, so counters and PINs are left out. */
export const bitwarden: Exporter = {
  extension: 'json',
  mimeType: 'application/json',
  holds: ({ type }) => type === 'totp' || type === 'steam',
  keeps: { tags: 'first', note: true, pinned: true },
  changes,
  write: (accounts) => jsonBytes(contentOf(accounts)),
};

/** With a password of its own, so that any account of Bitwarden opens it. */
export const bitwardenSealed: Exporter = {
  ...bitwarden,
  write: async (accounts, { passphrase }) => {
    const salt = toBase64(randomBytes(16));
    const keys = await deriveKeys(passphraseBytes(passphrase), salt);
    return jsonBytes({
      encrypted: true,
      passwordProtected: true,
      salt,
      kdfType: PBKDF2_SHA256,
      kdfIterations: ROUNDS,
      encKeyValidation_DO_NOT_EDIT: await sealText(utf8(crypto.randomUUID()), keys),
      data: await sealText(jsonBytes(contentOf(accounts)), keys),
    });
  },
};
