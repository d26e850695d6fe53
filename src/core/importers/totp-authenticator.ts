import { UserError } from '../errors';
import { utf8 } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { decryptedJson, fromBase64, secretOfBase64, secretOfHex } from './reading/bytes';
import { digest, openCbc } from './reading/decrypt';
import { Entries } from './reading/entries';
import { entryName, fieldText, labelText, readForeign, withExtras } from './reading/fields';
import { androidStrings, parseXml } from './reading/markup';
import { member } from './reading/members';
import type { Source } from './reading/source';

/** What the app encrypts with where its user chose none. */
const FIXED_PASSWORD = 'TotpAuthenticator';
const ZERO_IV = new Uint8Array(16);
const PREFERENCE = 'STATIC_TOTP_CODES_LIST';

/** More than one block: no entry is as short as that. */
const FEWEST_LETTERS = 24;

/** @throws UserError bad-secret */
function secretOf(key: unknown, base: unknown): unknown {
  const written = fieldText(base) ?? '32';
  if (fieldText(key) === undefined || written === '32') return key;
  if (written === '16') return secretOfHex(key);
  if (written === '64') return secretOfBase64(key);
  throw new UserError('bad-secret');
}

function readItem(item: unknown, issuer: string): ImportedAccount {
  const account = readForeign({
    issuer,
    name: member(item, 'name'),
    secret: secretOf(member(item, 'key'), member(item, 'base')),
    digits: member(item, 'digits'),
    period: member(item, 'period'),
  });
  return withExtras(account, { pinned: member(item, 'isFavorite') });
}

/**
 * The list that the app keeps, as it stands in its preferences and in its backups.
 * @throws UserError bad-content, no-entries, too-many
 */
export function readTotpAuthenticator(list: unknown): Import {
  if (!Array.isArray(list)) throw new UserError('bad-content');
  const entries = new Entries();
  for (const [index, item] of list.entries()) {
    const said = labelText(member(item, 'issuer'));
    const issuer = said === 'Unknown' ? '' : said;
    entries.take(entryName(issuer, member(item, 'name'), index), () => readItem(item, issuer));
  }
  return entries.finish(totpAuthenticator.format);
}

/** The list is the name of a member whose value says nothing. @throws UserError wrong-password */
function listIn(json: unknown): unknown {
  const [list] = typeof json === 'object' && json !== null ? Object.keys(json) : [];
  return decryptedJson(utf8(list ?? ''));
}

/** @throws UserError bad-content, wrong-password */
export async function openTotpAuthenticator(text: string, password: string): Promise<unknown> {
  const key = await digest('SHA-256', utf8(password));
  return listIn(decryptedJson(await openCbc(key, ZERO_IV, fromBase64(text))));
}

/** Backups are always encrypted, at least with a password that nobody knows of. */
async function open(text: string, passphrase: string | undefined): Promise<unknown> {
  try {
    return await openTotpAuthenticator(text, passphrase || FIXED_PASSWORD);
  } catch (error) {
    const isWrong = error instanceof UserError && error.code === 'wrong-password';
    throw isWrong && !passphrase ? new UserError('password-required') : error;
  }
}

/** @throws UserError bad-content, xml-dtd, too-many */
async function listOfPreferences(text: string): Promise<unknown> {
  const list = androidStrings(await parseXml(text))?.get(PREFERENCE);
  try {
    return JSON.parse(list ?? '');
  } catch {
    throw new UserError('bad-content');
  }
}

const isPreferences = ({ text }: Source): boolean =>
  /^\s*<(?:\?xml|map)/u.test(text ?? '') && (text ?? '').includes(PREFERENCE);

/** Base64 of whole blocks, and of nothing else. */
function isBackup({ text }: Source): boolean {
  if (text === null || !/^[A-Za-z0-9+/=\s]+$/u.test(text)) return false;
  const letters = text.replace(/[\s=]/gu, '').length;
  return letters >= FEWEST_LETTERS && Math.floor((letters * 3) / 4) % 16 === 0;
}

/** TOTP Authenticator (BinaryBoot): its backup, and its preferences of a rooted phone. */
export const totpAuthenticator: Importer = {
  format: 'totp-authenticator',
  recognise: (source) => isPreferences(source) || isBackup(source),
  read: async (source, passphrase) => {
    const text = source.text ?? '';
    return readTotpAuthenticator(
      isPreferences(source) ? await listOfPreferences(text) : await open(text, passphrase),
    );
  },
};
