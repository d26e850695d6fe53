import { isRecord } from '../check';
import { UserError } from '../errors';
import { type Bytes, concat } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { firstThatOpens } from './reading/attempts';
import { decryptedJson, fromBase64, fromHex } from './reading/bytes';
import { openGcm, passphraseBytes, scryptKey } from './reading/decrypt';
import { Entries } from './reading/entries';
import { bareAlgorithm, entryName, readForeign, withExtras } from './reading/fields';
import { listAt, member, namesById } from './reading/members';
import { Pictures } from './reading/pictures';

const NEWEST_FILE = 1;
const NEWEST_VAULT = 3;
/** Of a slot: 0 is a bare key, 2 a key that the phone holds. */
const PASSPHRASE_SLOT = 1;
/** The app writes one or two; each costs a derivation. */
const MOST_SLOTS = 8;
const KEY_BYTES = 32;

/** Newer than what is known, where it is a version at all. @throws UserError bad-content, unsupported-version */
function checkVersion(version: unknown, newest: number): void {
  if (!Number.isSafeInteger(version) || Number(version) < 1) throw new UserError('bad-content');
  if (Number(version) > newest) throw new UserError('unsupported-version');
}

/** The nonce and the tag lie beside the text. @throws UserError bad-content, wrong-password */
function openApart(key: Bytes, sealed: Bytes, parameters: unknown): Promise<Bytes> {
  const tag = fromHex(member(parameters, 'tag'));
  if (tag.length !== 16) throw new UserError('bad-content');
  return openGcm(key, fromHex(member(parameters, 'nonce')), concat(sealed, tag));
}

/** @returns the master key @throws UserError wrong-password, bad-content, kdf-limits */
async function openSlot(slot: unknown, passphrase: Bytes): Promise<Bytes> {
  const [n, r, p] = [member(slot, 'n'), member(slot, 'r'), member(slot, 'p')];
  const wrapped = fromHex(member(slot, 'key'));
  const key = await scryptKey(passphrase, { n, r, p, salt: fromHex(member(slot, 'salt')) });
  const master = await openApart(key, wrapped, member(slot, 'key_params'));
  if (master.length !== KEY_BYTES) throw new UserError('bad-content');
  return master;
}

/** @throws UserError password-required, wrong-password, bad-content, kdf-limits */
async function openMasterKey(header: unknown, passphrase: string | undefined): Promise<Bytes> {
  const typed = passphraseBytes(passphrase);
  const usable = listAt(header, 'slots').filter((slot) => member(slot, 'type') === PASSPHRASE_SLOT);
  if (usable.length > MOST_SLOTS) throw new UserError('kdf-limits');
  return firstThatOpens(usable, (slot) => openSlot(slot, typed));
}

/** @returns the vault inside @throws UserError password-required, wrong-password, bad-content, kdf-limits */
async function openAegisVault(file: unknown, passphrase: string | undefined): Promise<unknown> {
  const header = member(file, 'header');
  const master = await openMasterKey(header, passphrase);
  return decryptedJson(await openApart(master, fromBase64(member(file, 'db')), member(header, 'params')));
}

/** The app once wrote MD5 where it computed SHA-1; it is Mobile-OTP's alone. */
const algorithmOf = (type: unknown, written: unknown): unknown =>
  bareAlgorithm(written) === 'MD5' && type !== 'motp' ? 'SHA1' : written;

/** @throws UserError bad-entry, and those of `readForeign` */
function readEntry(
  entry: unknown,
  names: ReadonlyMap<unknown, unknown>,
  pictures: Pictures,
): ImportedAccount {
  const info = member(entry, 'info');
  if (!isRecord(info)) throw new UserError('bad-entry');
  const account = readForeign({
    type: member(entry, 'type'),
    issuer: member(entry, 'issuer'),
    name: member(entry, 'name'),
    secret: member(info, 'secret'),
    pin: member(info, 'pin'),
    algorithm: algorithmOf(member(entry, 'type'), member(info, 'algo')),
    digits: member(info, 'digits'),
    period: member(info, 'period'),
    counter: member(info, 'counter'),
  });
  const groups = member(entry, 'groups');
  const tags = Array.isArray(groups) ? groups.map((id) => names.get(id)) : [member(entry, 'group')];
  return withExtras(account, {
    tags,
    note: member(entry, 'note'),
    pinned: member(entry, 'favorite'),
    picture: pictures.take(member(entry, 'icon')),
  });
}

/**
 * The vault of a plain file, or of an opened one.
 * @throws UserError bad-content, unsupported-version, too-many, no-entries
 */
export function readAegisVault(vault: unknown): Import {
  if (!isRecord(vault)) throw new UserError('bad-content');
  checkVersion(member(vault, 'version'), NEWEST_VAULT);
  const list = member(vault, 'entries');
  if (!Array.isArray(list)) throw new UserError('bad-content');
  const names = namesById(vault, 'groups', { id: 'uuid' });
  const entries = new Entries();
  const pictures = new Pictures();
  for (const [index, entry] of list.entries()) {
    const name = entryName(member(entry, 'issuer'), member(entry, 'name'), index);
    entries.take(name, () => readEntry(entry, names, pictures));
  }
  return entries.finish(aegis.format);
}

/** Aegis: its JSON export, plain (`db` is an object) or encrypted (`db` is text). */
export const aegis: Importer = {
  format: 'aegis',
  recognise: ({ json }) =>
    isRecord(json) && ['header', 'db', 'version'].every((name) => Object.hasOwn(json, name)),
  read: async ({ json }, passphrase) => {
    checkVersion(member(json, 'version'), NEWEST_FILE);
    const db = member(json, 'db');
    return readAegisVault(typeof db === 'string' ? await openAegisVault(json, passphrase) : db);
  },
};
