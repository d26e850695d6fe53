import { type Checked, integer, open, text } from '../../core/check';
import { UserError } from '../../core/errors';
import type { ArchiveChange } from '../../platform/archive';
import type { Host } from '../../platform/host';
import { type Copy, isNothing, isWhole, lookAt, type StoredVault } from './vault-copy';
import { anyText, conforming, type HistoryRecord, instant, shelving, type Why } from './vault-history';

/**
 * The copy of the last saved file in IndexedDB, and the highest revision that was ever saved. A second line: where it
 * fails, saving goes on without it, and the next save or unlocking brings it back into step.
 */
const KEY = 'vault';
const checkMirror = open({ file: anyText, writtenAt: instant });
const checkHigh = open({ vaultId: text(64, 1), rev: integer(1, Number.MAX_SAFE_INTEGER), sum: text(64) });

export interface FoundArchive {
  readonly mirror: Copy;
  /** When the mirror's file was saved, Unix milliseconds; 0 where it does not tell. */
  readonly mirroredAt: number;
  readonly high: Checked<typeof checkHigh> | 'damaged' | 'nothing';
}

/** `off` where IndexedDB cannot be read: nothing is known then, and least of all that it is empty. */
export async function readArchive(host: Host): Promise<FoundArchive | 'off'> {
  let stores: readonly [ReadonlyMap<string, unknown>, ReadonlyMap<string, unknown>];
  try {
    stores = await Promise.all([host.archive.read('mirror'), host.archive.read('high')]);
  } catch {
    return 'off';
  }
  const [mirrors, highs] = stores;
  const mirror = conforming(checkMirror, mirrors.get(KEY));
  const isThere = !isNothing(mirrors.get(KEY));
  return {
    mirror: mirror ? await lookAt('mirror', mirror.file) : isThere ? 'damaged' : 'nothing',
    mirroredAt: mirror?.writtenAt ?? 0,
    high: conforming(checkHigh, highs.get(KEY)) ?? (isNothing(highs.get(KEY)) ? 'nothing' : 'damaged'),
  };
}

export type MirrorState = 'in-step' | 'behind' | 'off';

function isInStep({ mirror, high }: FoundArchive, { file, vaultId, rev, sum }: StoredVault): boolean {
  if (!isWhole(mirror) || typeof high === 'string') return false;
  return mirror.file === file && high.vaultId === vaultId && high.rev === rev && high.sum === sum;
}

/** Whether the mirror holds this copy, which is the one in use. */
export async function mirrorState(host: Host, current: StoredVault): Promise<MirrorState> {
  const found = await readArchive(host);
  if (found === 'off') return 'off';
  return isInStep(found, current) ? 'in-step' : 'behind';
}

function mirroring({ file, vaultId, rev, sum }: StoredVault, now: number): ArchiveChange[] {
  return [
    { store: 'mirror', key: KEY, value: { file, writtenAt: now } },
    { store: 'high', key: KEY, value: { vaultId, rev, sum } },
  ];
}

/** Takes the mirror and the mark away. */
export const UNMIRRORING: readonly ArchiveChange[] = [
  { store: 'mirror', key: KEY, value: undefined },
  { store: 'high', key: KEY, value: undefined },
];

/** Nothing leaves the mirror for good: an earlier revision, another vault, or one that was newer and did not open. */
function whyLeft(left: StoredVault, current: StoredVault): Why {
  if (left.vaultId !== current.vaultId) return 'before-restore';
  return left.rev < current.rev ? 'revision' : 'damaged';
}

/** What goes into the history when `current` takes the mirror over. */
function leaving(
  found: FoundArchive,
  current: StoredVault,
  before: StoredVault | null,
): [StoredVault, number][] {
  const { mirror, mirroredAt } = found;
  const copies = [...(isWhole(mirror) ? [mirror] : []), ...(before ? [before] : [])];
  const distinct = copies.filter(
    ({ file }, index) => file !== current.file && copies.findIndex((other) => other.file === file) === index,
  );
  return distinct.map((copy) => [copy, copy === mirror ? mirroredAt : 0]);
}

/**
 * The mirror takes `current` over, and the history what was there before it. Never fails.
 * @param before the copy that `current` was made from, if any
 */
export async function bringIntoStep(
  host: Host,
  current: StoredVault,
  before: StoredVault | null,
): Promise<void> {
  const found = await readArchive(host);
  if (found === 'off' || found.mirror === 'newer') return;
  const now = host.now();
  const records = leaving(found, current, before).map(([copy, savedAt]): HistoryRecord => {
    const { file, rev, vaultId } = copy;
    const why = whyLeft(copy, current);
    return { file, rev, vaultId, why, writtenAt: why === 'revision' ? savedAt || now : now };
  });
  try {
    const history = await host.archive.read('history');
    await host.archive.write([...mirroring(current, now), ...shelving(history, records, now)]);
  } catch {
    // Behind now: `mirrorState` says so, and the next save or unlocking tries again.
  }
}

/**
 * After unlocking, under the writer's lock: a mirror that stayed behind holds `current` again. Never fails.
 * @param current the copy that opened
 */
export async function mendMirror(host: Host, current: StoredVault): Promise<void> {
  if ((await mirrorState(host, current)) === 'behind') await bringIntoStep(host, current, null);
}

/**
 * After a replacement: the mirror holds the new file, and nothing is left of what was before. Read back, because an
 * earlier file that stayed would open with what was replaced.
 * @throws UserError storage-failed, or what IndexedDB rejects with
 */
export async function forgetEarlier(host: Host, current: StoredVault): Promise<void> {
  const history = await host.archive.read('history');
  const emptied = [...history.keys()].map((key) => ({ store: 'history', key, value: undefined }) as const);
  await host.archive.write([...mirroring(current, host.now()), ...emptied]);
  const isEmpty = (await host.archive.read('history')).size === 0;
  if (!isEmpty || (await mirrorState(host, current)) !== 'in-step') throw new UserError('storage-failed');
}
