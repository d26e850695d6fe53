import type { Account } from '../../core/account';
import { findings } from '../../core/health';
import { savableOrigin } from '../../core/match';
import { openConflicts, syncOf } from '../../core/sync/sync-settings';
import type { GrantView, Replies } from '../../messages';
import type { Host } from '../../platform/host';
import { passphraseHealth, policyOf } from '../policy';
import { readStatus, type SyncResult } from '../sync/status';
import { viewSecurity } from './slots';
import { readUses } from './uses';
import { readVault } from './vault';

/** What does not mend itself. */
const STOPPED: ReadonlySet<SyncResult> = new Set(['full', 'gone', 'rotated']);

function concerned({
  id,
  issuer,
  name,
  sites,
}: Account): Replies['health']['found'][number]['accounts'][number] {
  const site = sites.find(({ origin }) => savableOrigin(origin) === origin)?.origin;
  return { id, issuer, name, ...(site === undefined ? {} : { site }) };
}

/**
 * What of the vault could be better, with the names of the accounts.
 * @param grants all of this browser
 * @throws UserError locked, storage-failed
 */
export async function viewHealth(host: Host, grants: readonly GrantView[]): Promise<Replies['health']> {
  const [content, uses, { slots }, policy, { result }] = await Promise.all([
    readVault(host),
    readUses(host),
    viewSecurity(host),
    policyOf(host),
    readStatus(host),
  ]);
  const known = new Map(content.accounts.map((one) => [one.id, concerned(one)]));
  const passphrase = passphraseHealth(policy, content);
  const found = findings(content, {
    uses,
    waysIn: slots.length,
    passphrase,
    isSyncStopped: syncOf(content) !== null && STOPPED.has(result),
    hasSyncConflicts: openConflicts(content).length > 0,
    hasUnusedGrant: grants.some(({ accounts }) => accounts.length === 0),
    now: host.now(),
  });
  return {
    found: found.map((finding) => {
      if (!('ids' in finding)) return { kind: finding.kind, accounts: [] };
      return { kind: finding.kind, accounts: finding.ids.flatMap((id) => known.get(id) ?? []) };
    }),
    isEmpty: content.accounts.every(({ trashedAt }) => trashedAt !== undefined),
    isPassphraseJudged: passphrase !== 'unknown',
    grants: grants.length,
  };
}
