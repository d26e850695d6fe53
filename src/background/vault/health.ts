import { findings } from '../../core/health';
import type { Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { hasWeakPassphrase, policyOf } from '../policy';
import { viewSecurity } from './slots';
import { readUses } from './uses';
import { readVault } from './vault';

/** What of the vault could be better, with the names of the accounts. @throws UserError locked, storage-failed */
export async function viewHealth(host: Host): Promise<Replies['health']> {
  const [content, uses, { slots }, policy] = await Promise.all([
    readVault(host),
    readUses(host),
    viewSecurity(host),
    policyOf(host),
  ]);
  const isPassphraseWeak = hasWeakPassphrase(policy, content);
  const names = new Map(content.accounts.map(({ id, issuer, name }) => [id, { id, issuer, name }]));
  return findings(content, { uses, waysIn: slots.length, isPassphraseWeak, now: host.now() }).map(
    (finding) => {
      if (!('ids' in finding)) return { kind: finding.kind, accounts: [] };
      return { kind: finding.kind, accounts: finding.ids.flatMap((id) => names.get(id) ?? []) };
    },
  );
}
