import { UserError } from '../errors';
import { type Bytes, utf8 } from '../vault-file/bytes';
import type { Import, Importer } from './importer';
import { fromBase64 } from './reading/bytes';
import {
  argon2,
  digest,
  hmac,
  isSameBytes,
  openCbc,
  passphraseBytes,
  pbkdf2,
  within,
} from './reading/decrypt';
import { Entries } from './reading/entries';
import { fieldText, labelText } from './reading/fields';
import { type LoginItem, takeLoginItem } from './reading/login-item';
import { listAt, member, namesById } from './reading/members';
import { openSource } from './reading/source';

/** Bitwarden's JSON, of persons and organisations, plain or with a password, and that of Bitwarden Authenticator. */
const FORMAT = 'bitwarden';

/** What the app itself accepts; less would be no protection, and is no file of the app. */
const COSTS = {
  rounds: [5000, 2_000_000],
  passes: [2, 10],
  mebibytes: [16, 1024],
  lanes: [1, 16],
} as const;

interface Keys {
  readonly encryption: Bytes;
  readonly authentication: Bytes;
}

/** @throws UserError unsupported-kdf, kdf-limits */
async function deriveKey(json: unknown, password: Bytes): Promise<Bytes> {
  const base64Salt = member(json, 'salt');
  if (typeof base64Salt !== 'string') throw new UserError('bad-content');
  // The text of the salt is used, and never decoded.
  const salt = utf8(base64Salt);
  const cost = (name: string, bounds: readonly [number, number]) => within(member(json, name), ...bounds);
  switch (member(json, 'kdfType')) {
    case 0: {
      const iterations = cost('kdfIterations', COSTS.rounds);
      return pbkdf2(password, { hash: 'SHA-256', salt, iterations });
    }
    case 1: {
      const passes = cost('kdfIterations', COSTS.passes);
      const memoryKib = cost('kdfMemory', COSTS.mebibytes) * 1024;
      const costs = { passes, memoryKib, lanes: cost('kdfParallelism', COSTS.lanes) };
      return argon2(password, { variant: 'id', salt: await digest('SHA-256', salt), ...costs });
    }
    default:
      throw new UserError('unsupported-kdf');
  }
}

/** HKDF-Expand alone (RFC 5869 §2.3), one block each. */
async function expandKeys(key: Bytes): Promise<Keys> {
  const expand = (info: string): Promise<Bytes> => hmac('SHA-256', key, utf8(info), Uint8Array.of(1));
  return { encryption: await expand('enc'), authentication: await expand('mac') };
}

/** `2.` iv `|` text `|` HMAC, each in base64. @throws UserError unsupported-cipher, bad-content, wrong-password */
async function openSealed(sealed: unknown, keys: Keys): Promise<Bytes> {
  if (typeof sealed !== 'string') throw new UserError('bad-content');
  if (!sealed.startsWith('2.')) throw new UserError('unsupported-cipher');
  const [iv, text, sum, ...rest] = sealed.slice(2).split('|').map(fromBase64);
  if (!iv || !text || !sum || rest.length > 0) throw new UserError('bad-content');
  if (!isSameBytes(await hmac('SHA-256', keys.authentication, iv, text), sum))
    throw new UserError('wrong-password');
  return openCbc(keys.encryption, iv, text);
}

/** @returns the plain export inside @throws UserError account-restricted, password-required, wrong-password, … */
async function decrypt(json: unknown, passphrase: string | undefined): Promise<unknown> {
  // Sealed with the key of the account on the server: no passphrase opens it.
  if (member(json, 'passwordProtected') !== true) throw new UserError('account-restricted');
  const keys = await expandKeys(await deriveKey(json, passphraseBytes(passphrase)));
  await openSealed(member(json, 'encKeyValidation_DO_NOT_EDIT'), keys);
  return openSource(await openSealed(member(json, 'data'), keys)).json;
}

/** An item without an issuer is called as its user is, because Bitwarden takes none without a name. */
const namesOf = (title: unknown, user: unknown): Pick<LoginItem, 'title' | 'user'> =>
  labelText(title) === labelText(user) ? { title: undefined, user } : { title, user };

/**
 * The plain export: items without a TOTP field are none of ours.
 * @throws UserError bad-content, no-entries, too-many
 */
function readPlain(json: unknown): Import {
  const items = member(json, 'items');
  if (!Array.isArray(items)) throw new UserError('bad-content');
  const folders = namesById(json, 'folders');
  const collections = namesById(json, 'collections');
  const entries = new Entries();
  for (const [index, item] of items.entries()) {
    const login = member(item, 'login');
    const read = {
      ...namesOf(member(item, 'name'), member(login, 'username')),
      totps: [member(login, 'totp')],
      tags: [
        folders.get(member(item, 'folderId')),
        ...listAt(item, 'collectionIds').map((id) => collections.get(id)),
      ],
      note: member(item, 'notes'),
      pinned: member(item, 'favorite'),
      isInTrash: fieldText(member(item, 'deletedDate')) !== undefined,
    };
    takeLoginItem(entries, read, index);
  }
  return entries.finish(FORMAT);
}

/** Some exports lack `encrypted`: items with a number as their type and a name are Bitwarden's alone. */
function looksPlain(json: unknown): boolean {
  const [first] = listAt(json, 'items');
  return typeof member(first, 'type') === 'number' && member(first, 'name') !== undefined;
}

export const bitwarden: Importer = {
  format: FORMAT,
  recognise: ({ json }) => {
    const has = (name: string): boolean => member(json, name) !== undefined;
    return (
      (has('encrypted') && (has('items') || has('passwordProtected') || has('data'))) || looksPlain(json)
    );
  },
  read: async ({ json }, passphrase) =>
    readPlain(member(json, 'encrypted') === true ? await decrypt(json, passphrase) : json),
};
