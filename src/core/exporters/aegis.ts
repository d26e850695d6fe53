import { kindOf } from '../account';
import { pictureBase64 } from '../account-icon';
import { toHex } from '../importers/reading/bytes';
import { passphraseBytes, scryptKey } from '../importers/reading/decrypt';
import type { Bytes } from '../vault-file/bytes';
import { type ExportedAccount, type Exporter, idsByTag, jsonBytes } from './exporter';
import { randomBytes, sealGcm, toBase64 } from './sealing';

const FILE_VERSION = 1;
const VAULT_VERSION = 3;
const PASSPHRASE_SLOT = 1;
/** What the app itself writes. */
const COSTS = { n: 32_768, r: 8, p: 1 } as const;
const TAG_BYTES = 16;

function iconOf(account: ExportedAccount) {
  const icon = pictureBase64(account);
  return icon === null ? { icon } : { icon, icon_mime: 'image/png' };
}

function entryOf(account: ExportedAccount, ids: ReadonlyMap<string, string>) {
  const { issuer, name, secret, pin, algorithm, digits, tags = [], note = '', pinned = false } = account;
  const { type, ...moving } = kindOf(account);
  return {
    type,
    uuid: crypto.randomUUID(),
    name,
    issuer,
    note,
    favorite: pinned,
    ...iconOf(account),
    info: { secret, algo: algorithm, digits, ...moving, ...(pin === undefined ? {} : { pin }) },
    groups: tags.map((tag) => ids.get(tag)),
  };
}

function vaultOf(accounts: readonly ExportedAccount[]) {
  const ids = idsByTag(accounts.flatMap(({ tags = [] }) => tags));
  return {
    version: VAULT_VERSION,
    entries: accounts.map((account) => entryOf(account, ids)),
    groups: [...ids].map(([name, uuid]) => ({ uuid, name })),
    icons_optimized: true,
  };
}

/** The nonce and the tag lie beside the text. */
async function sealApart(key: Bytes, text: Bytes) {
  const nonce = randomBytes(12);
  const sealed = await sealGcm(key, nonce, text);
  const parameters = { nonce: toHex(nonce), tag: toHex(sealed.subarray(-TAG_BYTES)) };
  return { sealed: sealed.subarray(0, -TAG_BYTES), parameters };
}

/** A slot holds the master key, sealed under the passphrase. */
async function slotOf(master: Bytes, passphrase: Bytes) {
  const salt = randomBytes(32);
  const wrapped = await sealApart(await scryptKey(passphrase, { ...COSTS, salt }), master);
  return {
    type: PASSPHRASE_SLOT,
    uuid: crypto.randomUUID(),
    key: toHex(wrapped.sealed),
    key_params: wrapped.parameters,
    ...COSTS,
    salt: toHex(salt),
    repaired: true,
    is_backup: false,
  };
}

/** Aegis: its JSON export. */
export const aegis: Exporter = {
  extension: 'json',
  mimeType: 'application/json',
  holds: () => true,
  keeps: { tags: 'all', note: true, pinned: true, pins: ['motp', 'yandex'], picture: true },
  write: (accounts) =>
    jsonBytes({ version: FILE_VERSION, header: { slots: null, params: null }, db: vaultOf(accounts) }),
};

export const aegisSealed: Exporter = {
  ...aegis,
  write: async (accounts, { passphrase }) => {
    const master = randomBytes(32);
    const slots = [await slotOf(master, passphraseBytes(passphrase))];
    const { sealed, parameters } = await sealApart(master, jsonBytes(vaultOf(accounts)));
    return jsonBytes({ version: FILE_VERSION, header: { slots, params: parameters }, db: toBase64(sealed) });
  },
};
