import { findAccount, listedAccounts } from '../../core/commands';
import { fitsMigration, formatMigration } from '../../core/google-migration';
import { formatKeyUri } from '../../core/key-uri';
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
    return { secret: account.secret, uri: formatKeyUri(account) };
  });
}

/** A number that holds the parts of an export together, a signed 32-bit integer. */
const newBatch = (): number => crypto.getRandomValues(new Int32Array(1))[0] ?? 0;

/** Every account as a part of an export of Google Authenticator, for a person who has just shown a credential. */
export async function exportCodes(
  host: Host,
  { credential }: Arguments<'exportCodes'>,
): Promise<Replies['exportCodes']> {
  return authenticated(host, credential, async ({ content }) => {
    const accounts = listedAccounts(content);
    const leftOut = accounts.filter((account) => !fitsMigration(account));
    return {
      parts: formatMigration(accounts.filter(fitsMigration), newBatch()),
      leftOut: leftOut.map(({ issuer, name }) => [issuer, name].filter(Boolean).join(': ')),
    };
  });
}
