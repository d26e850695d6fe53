import { findAccount } from '../../core/commands';
import { formatKeyUri } from '../../core/key-uri';
import type { Arguments, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { authenticated } from './authenticate';

/** The one answer that carries a secret, for a person who has just shown a credential. @throws UserError account-gone */
export async function showSecret(
  host: Host,
  { id, credential }: Arguments<'secret'>,
): Promise<Replies['secret']> {
  return authenticated(host, credential, async ({ content }) => {
    const account = findAccount(content, id);
    return { secret: account.secret, uri: formatKeyUri(account) };
  });
}
