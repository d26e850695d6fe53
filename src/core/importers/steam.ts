import { isRecord } from '../check';
import { UserError } from '../errors';
import type { Bytes } from '../vault-file/bytes';
import type { ImportedAccount, Importer } from './importer';
import { decryptedJson, fromBase64, secretOfBase64 } from './reading/bytes';
import { openCbc, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { fieldText, labelText, readForeign } from './reading/fields';
import { listAt, member } from './reading/members';
import { openSource, type Source } from './reading/source';

const ITERATIONS = 50_000;
/** Each key of a manifest is tried on each file, as names of files are not known here. */
const MOST_KEYS = 64;

/** The session and the other secrets of an account stay behind: they act on a Steam account, and make no codes. */
function readGuard(guard: unknown): ImportedAccount {
  const secret = member(guard, 'shared_secret');
  return readForeign({
    type: 'steam',
    issuer: 'Steam',
    name: member(guard, 'account_name'),
    secret: fieldText(secret) === undefined ? undefined : secretOfBase64(secret),
  });
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
  listAt(manifest, 'entries')
    .filter((entry) => fieldText(member(entry, 'encryption_iv')) !== undefined)
    .slice(0, MOST_KEYS);

async function openWith(entry: unknown, password: Bytes, sealed: Bytes): Promise<unknown> {
  const salt = fromBase64(member(entry, 'encryption_salt'));
  const iv = fromBase64(member(entry, 'encryption_iv'));
  const key = await pbkdf2(password, { hash: 'SHA-1', salt, iterations: ITERATIONS });
  const json = decryptedJson(await openCbc(key, iv, sealed));
  if (!isGuard(json)) throw new UserError('wrong-password');
  return json;
}

/** @throws UserError wrong-password, where no key of the manifest opens it, and bad-content */
async function openGuard(manifest: unknown, password: Bytes, sealed: Bytes): Promise<unknown> {
  for (const entry of keysIn(manifest)) {
    try {
      return await openWith(entry, password, sealed);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'wrong-password') throw error;
    }
  }
  throw new UserError('wrong-password');
}

interface Chosen {
  readonly manifest: unknown;
  readonly sealed: readonly Bytes[];
}

/** The manifest and the encrypted files among all that were chosen, whichever of them is the first. */
function chosenIn(source: Source): Chosen | null {
  const others = source.others.map((bytes) => openSource(bytes));
  if (isManifest(source.json)) {
    const sealed = others.map(sealedOf).filter((one) => one !== null);
    return { manifest: source.json, sealed };
  }
  const manifest = others.find(({ json }) => isManifest(json))?.json;
  const sealed = sealedOf(source);
  return manifest !== undefined && sealed ? { manifest, sealed: [sealed] } : null;
}

/** @throws UserError companion-missing, password-required, wrong-password, bad-content */
async function openChosen({ manifest, sealed }: Chosen, passphrase: string | undefined): Promise<unknown[]> {
  if (sealed.length === 0) throw new UserError('companion-missing');
  const password = passphraseBytes(passphrase);
  const opened: unknown[] = [];
  for (const one of sealed) opened.push(await openGuard(manifest, password, one));
  return opened;
}

/**
 * Steam Guard of the phone app, and the files of Steam Desktop Authenticator: plain ones, and encrypted ones together
 * with their manifest. Without it an encrypted file cannot be told from other base64.
 */
export const steam: Importer = {
  format: 'steam',
  recognise: (source) => isGuard(source.json) || chosenIn(source) !== null,
  read: async (source, passphrase) => {
    const chosen = isGuard(source.json) ? null : chosenIn(source);
    const files = chosen ? await openChosen(chosen, passphrase) : [source.json];
    const entries = new Entries();
    for (const guard of files.flatMap(guardsIn))
      entries.take(labelText(member(guard, 'account_name')) || 'Steam', () => readGuard(guard));
    return entries.finish(steam.format);
  },
};
