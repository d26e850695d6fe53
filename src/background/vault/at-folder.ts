import { integer, open, text } from '../../core/check';
import { losesValue } from '../../core/merge';
import type { SyncRecord } from '../../core/sync/record';
import { keptOf, toldIn, withKept } from '../../core/sync/sync-settings';
import { syncVault } from '../../core/sync/sync-vault';
import type { VaultContent } from '../../core/vault-content';
import type { Host } from '../../platform/host';
import { type TakenIn, takeRecords } from '../sync/take-in';
import type { OpenVault } from './vault';

/**
 * Browsers that meet at a folder tell each other in their backups how every field came about, as the browser's sync does
 * with its records; the merge is the sync's own.
 */

/** Who this browser is among them, and how far it has counted; on its own disk alone. */
const SELF = 'folder.self';
const checkSelf = open({ id: text(32, 1), clock: integer(0, Number.MAX_SAFE_INTEGER) });
type Self = ReturnType<typeof checkSelf>;

async function readSelf(host: Host): Promise<Self | null> {
  const { [SELF]: value } = await host.local.get([SELF]);
  return value === undefined ? null : checkSelf(value);
}

/**
 * A vault that does not know of all that was told in this name was set back to an earlier state, or is a copy: it goes by
 * another name from then on, so that no two values have one stamp.
 */
async function nameFor(host: Host, content: VaultContent, records: readonly SyncRecord[]): Promise<string> {
  const self = await readSelf(host);
  if (!self) return newName();
  const told = records.map(({ known }) => (Object.hasOwn(known, self.id) ? (known[self.id] ?? 0) : 0));
  return Math.max(self.clock, ...told) > keptOf(content).state.clock ? newName() : self.id;
}

const newName = (): string => crypto.randomUUID().slice(0, 8);

/** Who changes nothing, where a merge is only looked at, or a backup read as it stands. */
export const SOMEBODY = '-';

/** Of a backup that tells it; null of one that does not. @param now Unix milliseconds */
export function recordsOf(theirs: VaultContent, now: number): readonly SyncRecord[] | null {
  const state = toldIn(theirs);
  return state && syncVault({ content: theirs, state, records: [], device: SOMEBODY, now }).records;
}

interface Meeting {
  readonly records: readonly SyncRecord[];
  /** As `sealVault` has it. */
  readonly leastRev?: number;
}

/**
 * Takes in what a backup tells; with no records, only notes what has changed here, for the next backup to tell.
 * @throws UserError those of saving
 */
export async function meetAtFolder(
  host: Host,
  vault: OpenVault,
  { records, leastRev }: Meeting,
): Promise<TakenIn> {
  const device = await nameFor(host, vault.content, records);
  const taken = await takeRecords(host, vault, {
    records,
    device,
    kept: keptOf(vault.content),
    keep: withKept,
    loses: (before, { content }) => losesValue(before, content),
    ...(leastRev === undefined ? {} : { leastRev }),
  });
  await host.local.set({ [SELF]: { id: device, clock: taken.state.clock } satisfies Self });
  return taken;
}
