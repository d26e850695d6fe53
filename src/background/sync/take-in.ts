import { countChange } from '../../core/backup-health';
import { isSameJson } from '../../core/same-json';
import type { SyncRecord } from '../../core/sync/record';
import { type Kept, withConflict } from '../../core/sync/sync-settings';
import { type Synced, syncVault } from '../../core/sync/sync-vault';
import type { VaultContent } from '../../core/vault-content';
import type { Host } from '../../platform/host';
import { keepInHistory } from '../store/vault-history';
import { type OpenVault, saveOpen } from '../vault/vault';

/** What other browsers have made of the accounts, by whatever way it came here. */
export interface Incoming {
  readonly records: readonly SyncRecord[];
  /** This browser, among them. */
  readonly device: string;
  /** Of the meetings before. */
  readonly kept: Kept;
  /** Puts what is to be kept of this one into the vault. */
  readonly keep: (content: VaultContent, kept: Kept) => VaultContent;
  /** Whether more gives way than the conflicts tell: then the vault as it was stays in the history. */
  readonly loses: (before: VaultContent, synced: Synced) => boolean;
  /** As `sealVault` has it; a vault that is not as far is saved in any case. */
  readonly leastRev?: number;
}

/** What came of it; the conflicts are all that nobody has settled. */
export type TakenIn = Omit<Synced, 'conflicts'> & Pick<Kept, 'conflicts'>;

const goesAway = ({ accounts }: VaultContent, after: VaultContent): boolean => {
  const there = new Set(after.accounts.map(({ id }) => id));
  return accounts.some(({ id, trashedAt }) => trashedAt === undefined && !there.has(id));
};

/**
 * Brings the vault and these records together, and saves it with what is known of them, where anything has changed; the
 * vault as it was stays in the history first, where something is lost.
 * @throws UserError those of saving
 */
export async function takeRecords(host: Host, vault: OpenVault, incoming: Incoming): Promise<TakenIn> {
  const { records, device, kept, keep, loses, leastRev = 1 } = incoming;
  const now = host.now();
  const bring = (content: VaultContent) => syncVault({ content, state: kept.state, records, device, now });
  const taken: TakenIn[] = [];
  const expected = bring(vault.content);
  if (goesAway(vault.content, expected.content) || loses(vault.content, expected))
    await keepInHistory(host, vault.stored.file, 'before-merge');
  const change = (content: VaultContent): VaultContent => {
    // Another one where counters skip, after a rollback.
    const result = content === vault.content ? expected : bring(content);
    const isChanged = !isSameJson(result.content.accounts, content.accounts);
    const counted = isChanged ? { ...countChange(result.content), savedAt: now } : result.content;
    const conflicts = result.conflicts.reduce(
      (before, one) => withConflict(before, one, now),
      kept.conflicts,
    );
    taken.push({ ...result, conflicts });
    const next = keep(counted, { state: result.state, conflicts });
    return isSameJson(next, content) && leastRev <= vault.stored.rev ? content : next;
  };
  await saveOpen(host, vault, change, leastRev);
  return taken[0] as TakenIn;
}
