import { UserError } from '../errors';
import { cleanText } from '../outside-text';
import { utf8 } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { decryptedJson, fromBase64, secretOfBase64 } from './reading/bytes';
import { argon2, openGcm, passphraseBytes } from './reading/decrypt';
import { Entries } from './reading/entries';
import { fieldText, labelText, withExtras } from './reading/fields';
import { decodeLeniently, readForeignUri } from './reading/foreign-uri';
import { listAt, member } from './reading/members';

const SALT_BYTES = 16;
const IV_BYTES = 12;
const COSTS = { variant: 'id', memoryKib: 19_456, passes: 2, lanes: 1 } as const;
const ADDITIONAL_DATA = utf8('proton.authenticator.export.v1');

/** What a URI may be by the type beside it: a TOTP whose issuer is Steam is one of Steam's. */
const TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['totp', ['totp', 'steam']],
  ['steam', ['steam']],
]);

const STEAM_URI = /^\s*steam:\/\/(.*?)\s*$/iu;
/** As people type it, in one case; a key of Steam's length in base64 is never without the other. */
const BASE32 = /^(?:[A-Z2-7]+|[a-z2-7]+)=*$/u;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/** Steam itself has its keys in base64, and the app writes what came so as it came, slashes and all. @throws UserError bad-secret */
function steamUri(uri: string): string {
  const written = STEAM_URI.exec(uri)?.[1];
  if (written === undefined) return uri;
  const secret = decodeLeniently(written);
  return BASE32.test(secret) || !BASE64.test(secret) ? uri : `steam://${secretOfBase64(secret)}`;
}

function readEntry(entry: unknown): ImportedAccount {
  const content = member(entry, 'content');
  const type = fieldText(member(content, 'entry_type'))?.toLowerCase() ?? 'totp';
  const possible = TYPES.get(type);
  if (!possible) throw new UserError('unsupported-type', { type: cleanText(type, 32) });
  const uri = member(content, 'uri');
  if (typeof uri !== 'string') throw new UserError('bad-entry');
  const { account } = readForeignUri(type === 'steam' ? steamUri(uri) : uri);
  if (!possible.includes(account.type)) throw new UserError('bad-entry');
  // The name repeats the issuer where there is no account name.
  const name = cleanText(labelText(member(content, 'name')));
  const own = account.name || (name === account.issuer ? '' : name);
  return withExtras({ ...account, name: own }, { note: member(entry, 'note') });
}

/**
 * The content of an export, as it stands in a plain one.
 * @throws UserError bad-content, unsupported-version, no-entries, too-many
 */
export function readProtonAuthenticator(json: unknown): Import {
  if (!Array.isArray(member(json, 'entries'))) throw new UserError('bad-content');
  if (member(json, 'version') !== 1) throw new UserError('unsupported-version');
  const entries = new Entries();
  for (const [index, entry] of listAt(json, 'entries').entries()) {
    const name = labelText(member(member(entry, 'content'), 'name'));
    entries.take(name || `${index + 1}`, () => readEntry(entry));
  }
  return entries.finish(protonAuthenticator.format);
}

/** @throws UserError unsupported-version, password-required, bad-content, wrong-password */
export async function openProtonAuthenticator(
  json: unknown,
  passphrase: string | undefined,
): Promise<unknown> {
  if (member(json, 'version') !== 1) throw new UserError('unsupported-version');
  const password = passphraseBytes(passphrase);
  const salt = fromBase64(member(json, 'salt'));
  const sealed = fromBase64(member(json, 'content'));
  if (salt.length !== SALT_BYTES) throw new UserError('bad-content');
  const key = await argon2(password, { ...COSTS, salt });
  return decryptedJson(
    await openGcm(key, sealed.slice(0, IV_BYTES), sealed.slice(IV_BYTES), ADDITIONAL_DATA),
  );
}

const isSealed = (json: unknown): boolean => {
  const has = (name: string) => member(json, name) !== undefined;
  return has('version') && has('salt') && has('content') && !has('entries');
};

/** Proton Authenticator, plain or encrypted. */
export const protonAuthenticator: Importer = {
  format: 'proton-authenticator',
  recognise: ({ json }) =>
    isSealed(json) || (member(json, 'version') !== undefined && Array.isArray(member(json, 'entries'))),
  read: async ({ json }, passphrase) =>
    readProtonAuthenticator(isSealed(json) ? await openProtonAuthenticator(json, passphrase) : json),
};
