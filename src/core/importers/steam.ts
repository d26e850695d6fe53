import { isRecord } from '../check';
import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import type { Import, ImportedAccount, Importer } from './importer';
import { firstThatOpens } from './reading/attempts';
import { decryptedJson, fromBase64, secretOfBase64 } from './reading/bytes';
import { openCbc, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { fieldText, labelText, readForeign } from './reading/fields';
import { listAt, member } from './reading/members';
import { openSource, type Source } from './reading/source';
import { totpAuthenticator } from './totp-authenticator';

const ITERATIONS = 50_000;
/** Each key of a manifest is tried on each file, as names of files are not known here. */
const MOST_KEYS = 64;

/** They act on a Steam account, and make no codes; so does the session, which ends by itself. */
const OTHER_SECRETS = ['identity_secret', 'revocation_code'];

/** The other secrets of an account stay behind, and their owner is told. */
function readGuard(guard: unknown): ImportedAccount {
  const secret = member(guard, 'shared_secret');
  const account = readForeign({
    type: 'steam',
    issuer: 'Steam',
    name: member(guard, 'account_name'),
    secret: fieldText(secret) === undefined ? undefined : secretOfBase64(secret),
  });
  const hasMore = OTHER_SECRETS.some((name) => fieldText(member(guard, name)) !== undefined);
  return hasMore ? { ...account, hasMoreSecrets: true } : account;
}

const hasSecret = (json: unknown): boolean => member(json, 'shared_secret') !== undefined;

/** The accounts of a file: one, or in newer versions of the app several by their numbers. */
function guardsIn(json: unknown): readonly unknown[] {
  if (hasSecret(json)) return [json];
  const accounts = member(json, 'accounts');
  return isRecord(accounts) ? Object.values(accounts) : [];
}

const isGuard = (json: unknown): boolean => guardsIn(json).some(hasSecret);

/** What Steam Desktop Authenticator keeps beside its files: a salt and an IV for each of them. */
const isManifest = (json: unknown): boolean =>
  listAt(json, 'entries').some((entry) => member(entry, 'encryption_iv') !== undefined);

/** An encrypted file is base64 of whole blocks, and nothing else tells it from other base64. */
function sealedOf({ text }: Source): Bytes | null {
  if (text === null || !/^[A-Za-z0-9+/=\s]{24,}$/u.test(text)) return null;
  try {
    const sealed = fromBase64(text);
    return sealed.length % 16 === 0 ? sealed : null;
  } catch {
    return null;
  }
}

/** Keys that encryption was never switched on for are null in a manifest. */
const keysIn = (manifest: unknown): readonly unknown[] =>
  listAt(manifest, 'entries').filter((entry) => fieldText(member(entry, 'encryption_iv')) !== undefined);

/** @throws UserError bad-content, wrong-password */
async function openWith(entry: unknown, password: Bytes, sealed: Bytes): Promise<unknown> {
  const salt = fromBase64(member(entry, 'encryption_salt'));
  const iv = fromBase64(member(entry, 'encryption_iv'));
  const key = await pbkdf2(password, { hash: 'SHA-1', salt, iterations: ITERATIONS });
  const json = decryptedJson(await openCbc(key, iv, sealed));
  if (!isGuard(json)) throw new UserError('wrong-password');
  return json;
}

/** An encrypted file, and the keys of the manifest that was chosen with it. */
interface SealedGuard {
  readonly sealed: Bytes;
  readonly keys: readonly unknown[];
}

function sealedGuardIn(source: Source): SealedGuard | null {
  const sealed = sealedOf(source);
  if (!sealed) return null;
  const keys = source.others.map((bytes) => keysIn(openSource(bytes).json)).find(({ length }) => length > 0);
  return keys ? { sealed, keys } : null;
}

/** @throws UserError password-required, wrong-password, bad-content, kdf-limits (more keys than are tried) */
async function openGuard({ sealed, keys }: SealedGuard, passphrase: string | undefined): Promise<unknown> {
  const password = passphraseBytes(passphrase);
  return firstThatOpens([...keys.entries()], async ([index, entry]) => {
    if (index >= MOST_KEYS) throw new UserError('kdf-limits');
    return openWith(entry, password, sealed);
  });
}

function readGuards(json: unknown): Import {
  const entries = new Entries();
  for (const guard of guardsIn(json))
    entries.take(labelText(member(guard, 'account_name')) || 'Steam', () => readGuard(guard));
  return entries.finish(steam.format);
}

/** Nothing but its key tells an encrypted file from a backup of another app. @throws UserError as `openGuard` */
async function readSealed(
  source: Source,
  guard: SealedGuard,
  passphrase: string | undefined,
): Promise<Import> {
  try {
    return readGuards(await openGuard(guard, passphrase));
  } catch (failure) {
    return asAnother(source, passphrase, failure);
  }
}

/** @throws UserError the failure, where it is no backup of the other app either */
async function asAnother(source: Source, passphrase: string | undefined, failure: unknown): Promise<Import> {
  try {
    return await totpAuthenticator.read(source, passphrase);
  } catch (error) {
    throw error instanceof UserError ? failure : error;
  }
}

/** Each file of the folder is read by itself: the manifest adds nothing of its own. @throws UserError companion-missing */
function readManifest({ others }: Source): Import {
  const isGuardFile = (other: Source): boolean => isGuard(other.json) || sealedOf(other) !== null;
  if (!others.some((bytes) => isGuardFile(openSource(bytes)))) throw new UserError('companion-missing');
  return { format: steam.format, accounts: [], skipped: [] };
}

/**
 * Steam Guard of the phone app, and the files of Steam Desktop Authenticator: plain ones, and encrypted ones together
 * with their manifest. Without it an encrypted file cannot be told from other base64.
 */
export const steam: Importer = {
  format: 'steam',
  recognise: (source) => isGuard(source.json) || isManifest(source.json) || sealedGuardIn(source) !== null,
  read: async (source, passphrase) => {
    if (isGuard(source.json)) return readGuards(source.json);
    const guard = sealedGuardIn(source);
    return guard ? readSealed(source, guard, passphrase) : readManifest(source);
  },
};
