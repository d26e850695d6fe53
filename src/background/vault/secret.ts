import { portable } from '../../core/account';
import { fitsMigration, formatMigration } from '../../core/google-migration';
import { formatKeyUri } from '../../core/key-uri';
import { hexOf } from '../../core/secret';
import { chosenAccounts, findAccount } from '../../core/vault-accounts';
import type { Arguments, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { authenticated } from './authenticate';

/** An answer that carries a secret, for a person who has just shown a credential. @throws UserError account-gone */
export async function showSecret(
  host: Host,
  { id, credential }: Arguments<'secret'>,
): Promise<Replies['secret']> {
  return authenticated(host, credential, async ({ content }) => {
    const account = findAccount(content, id);
    const { type, secret, pin } = account;
    return {
      // As people type it into another device.
      secret: type === 'motp' ? hexOf(secret) : secret,
      uri: formatKeyUri(account),
      ...(pin === undefined ? {} : { pin }),
    };
  });
}

/** A number that holds the parts of an export together, a signed 32-bit integer. */
const newBatch = (): number => crypto.getRandomValues(new Int32Array(1))[0] ?? 0;

/** Accounts as parts of an export of Google Authenticator, for a person who has just shown a credential. */
export async function exportCodes(
  host: Host,
  { credential, ids }: Arguments<'exportCodes'>,
): Promise<Replies['exportCodes']> {
  return authenticated(host, credential, async ({ content }) => {
    const accounts = chosenAccounts(content, ids);
    const leftOut = accounts.filter((account) => !fitsMigration(account));
    return {
      parts: formatMigration(accounts.filter(fitsMigration), newBatch()),
      leftOut: leftOut.map(({ issuer, name }) => [issuer, name].filter(Boolean).join(': ')),
    };
  });
}

/** Accounts with their secrets, for a person who has just shown a credential: a page writes them for another app. */
export async function exportAccounts(
  host: Host,
  { credential, ids }: Arguments<'exportAccounts'>,
): Promise<Replies['exportAccounts']> {
  return authenticated(host, credential, async ({ content }) => ({
    accounts: chosenAccounts(content, ids).map(portable),
  }));
}
