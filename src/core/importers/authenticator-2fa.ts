import { isRecord } from '../check';
import { UserError } from '../errors';
import type { Import, ImportedAccount, Importer } from './importer';
import { decryptedJson, fromBase64 } from './reading/bytes';
import { openGcm, passphraseBytes, pbkdf2 } from './reading/decrypt';
import { Entries } from './reading/entries';
import { entryName, readForeign } from './reading/fields';
import { inOrder, member } from './reading/members';

const NEWEST = 1;

/** The file and the vault in it have versions of their own. @throws UserError bad-content, unsupported-version */
function checkVersion(version: unknown): void {
  if (!Number.isSafeInteger(version) || Number(version) < 1) throw new UserError('bad-content');
  if (Number(version) > NEWEST) throw new UserError('unsupported-version');
}

/**
 * Opens the vault of a backup.
 * @throws UserError password-required, wrong-password, bad-content, unsupported-version, unsupported-kdf,
 *   unsupported-cipher, kdf-limits
 */
export async function openAuthenticator2fa(vault: unknown, passphrase: string | undefined): Promise<unknown> {
  const [kdf, cipher] = [member(vault, 'kdf'), member(vault, 'cipher')];
  if (!isRecord(kdf) || !isRecord(cipher)) throw new UserError('bad-content');
  checkVersion(member(vault, 'version'));
  const isKnown = member(kdf, 'name') === 'PBKDF2' && member(kdf, 'hash') === 'SHA-256';
  if (!isKnown) throw new UserError('unsupported-kdf');
  if (member(cipher, 'name') !== 'AES-GCM') throw new UserError('unsupported-cipher');
  const typed = passphraseBytes(passphrase);
  const [salt, iv] = [fromBase64(member(kdf, 'salt')), fromBase64(member(cipher, 'iv'))];
  const sealed = fromBase64(member(cipher, 'data'));
  const key = await pbkdf2(typed, { hash: 'SHA-256', salt, iterations: member(kdf, 'iterations') });
  return decryptedJson(await openGcm(key, iv, sealed));
}

/** @throws UserError bad-entry, and those of `readForeign` */
function readAccount(account: unknown): ImportedAccount {
  if (!isRecord(account)) throw new UserError('bad-entry');
  return readForeign({
    type: member(account, 'type'),
    issuer: member(account, 'issuer'),
    name: member(account, 'label'),
    secret: member(account, 'secret'),
    algorithm: member(account, 'algorithm'),
    digits: member(account, 'digits'),
    period: member(account, 'period'),
    counter: member(account, 'counter'),
  });
}

/** What was opened: accounts beside the settings. @throws UserError bad-content, too-many, no-entries */
export function readAuthenticator2fa(opened: unknown): Import {
  const accounts = member(opened, 'accounts');
  if (!Array.isArray(accounts)) throw new UserError('bad-content');
  const entries = new Entries();
  const ordered = inOrder<unknown>(accounts, (account) => member(account, 'sortOrder'));
  for (const [index, account] of ordered.entries()) {
    const name = entryName(member(account, 'issuer'), member(account, 'label'), index);
    entries.take(name, () => readAccount(account));
  }
  return entries.finish(authenticator2fa.format);
}

/** Authenticator - 2FA, the browser extension: its encrypted backup. Its plain export is a list of URIs. */
export const authenticator2fa: Importer = {
  format: 'authenticator-2fa',
  recognise: ({ json }) => member(json, 'app') === '2fa-authenticator',
  read: async ({ json }, passphrase) => {
    checkVersion(member(json, 'version'));
    return readAuthenticator2fa(await openAuthenticator2fa(member(json, 'vault'), passphrase));
  },
};
