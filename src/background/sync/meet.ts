import { countChange } from '../../core/backup-health';
import { isSameJson } from '../../core/same-json';
import { isPackName, type Placed, planPacks, SYNC_QUOTA } from '../../core/sync/packs';
import { isGone, isSameRecord, type SyncRecord } from '../../core/sync/record';
import { type RecordKeys, recordKeys, sealRecord } from '../../core/sync/sealed-record';
import { type SyncSettings, withConflict, withSync } from '../../core/sync/sync-settings';
import { type Synced, syncVault } from '../../core/sync/sync-vault';
import type { VaultContent } from '../../core/vault-content';
import type { Host } from '../../platform/host';
import { keepInHistory } from '../store/vault-history';
import { type OpenVault, saveOpen } from '../vault/vault';
import { keepStatus, ownDevice } from './status';
import {
  browsersIn,
  bytesBeside,
  doorIn,
  foreignNotes,
  type Items,
  reach,
  recordsIn,
  type StoredRecord,
  writeBrowser,
} from './store';

/** What another browser writes at the same time must find room. */
const SLACK_BYTES = 512;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Deletions are small and come first; then what a person has on top. */
function inOrder(records: readonly SyncRecord[], { accounts }: VaultContent): SyncRecord[] {
  const listed = [...accounts].sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.order - b.order);
  const places = new Map(listed.map(({ id }, place) => [id, place]));
  const placeOf = (record: SyncRecord) =>
    isGone(record) ? -1 : (places.get(record.id) ?? Number.MAX_SAFE_INTEGER);
  return [...records].sort((a, b) => placeOf(a) - placeOf(b));
}

interface Outgoing {
  readonly placed: Placed[];
  /** The account of each. */
  readonly ids: readonly string[];
}

/** What is stored already stays as it is, byte for byte. */
async function outgoing(
  records: readonly SyncRecord[],
  stored: readonly StoredRecord[],
  keys: RecordKeys,
): Promise<Outgoing> {
  const before = new Map(stored.flatMap((one) => (one.record ? [[one.record.id, one] as const] : [])));
  const placed = await Promise.all(
    records.map(async (record): Promise<Placed> => {
      const there = before.get(record.id);
      if (there?.record && isSameRecord(there.record, record)) return { name: there.name, text: there.text };
      const sealed = await sealRecord(keys, record);
      return there ? { name: there.name, text: sealed } : { text: sealed };
    }),
  );
  const later = stored.filter(({ record }) => record === null);
  return {
    placed: [...later.map(({ name, text: sealed }) => ({ name, text: sealed })), ...placed],
    ids: [...later.map(() => ''), ...records.map(({ id }) => id)],
  };
}

/** @returns the ids that found no room @throws UserError sync-unavailable */
async function writePacks(
  host: Host,
  items: Items,
  epoch: string,
  { placed, ids }: Outgoing,
): Promise<string[]> {
  const room = SYNC_QUOTA.bytes - bytesBeside(items) - SLACK_BYTES;
  const { packs, left } = planPacks(epoch, placed, room);
  const removed = Object.keys(items).filter((name) => isPackName(name) && !Object.hasOwn(packs, name));
  const changed = Object.entries(packs).filter(([name, value]) => items[name] !== value);
  // What is removed makes the room that the others need; this vault has all of it.
  if (removed.length > 0) await reach(() => host.sync.remove(removed));
  if (changed.length > 0) await reach(() => host.sync.set(Object.fromEntries(changed)));
  return left.map((place) => ids[place] ?? '').filter(Boolean);
}

/** Seen by the others, to the day. Who made the door takes away what is left of the keys before. */
async function tellOwn(host: Host, items: Items, { syncKey, name }: SyncSettings): Promise<void> {
  const device = await ownDevice(host);
  const old = doorIn(items)?.device === device ? await foreignNotes(items, syncKey) : [];
  if (old.length > 0) await reach(() => host.sync.remove(old));
  const own = (await browsersIn(items, syncKey)).find(({ id }) => id === device);
  const at = host.now();
  if (own && Math.abs(at - own.at) < DAY_MILLISECONDS) return;
  await writeBrowser(host, syncKey, { id: device, name, at });
}

/** Whether accounts go, or values give way that the person cannot all be asked about. */
function losesAny(before: VaultContent, { content, conflicts }: Synced, { state }: SyncSettings): boolean {
  const there = new Set(content.accounts.map(({ id }) => id));
  const isFirst = Object.keys(state.marks).length === 0;
  return (
    before.accounts.some(({ id, trashedAt }) => trashedAt === undefined && !there.has(id)) ||
    (isFirst && conflicts.length > 0)
  );
}

/** What came of it; the conflicts are all that nobody has settled. */
interface TakenIn extends Omit<Synced, 'conflicts'> {
  readonly conflicts: SyncSettings['conflicts'];
}

/**
 * Brings the vault and these records together, and saves it with the settings, where anything has changed; the vault as
 * it was stays in the history first, where something is lost.
 * @throws UserError those of saving
 */
export async function takeIn(
  host: Host,
  vault: OpenVault,
  { records, settings }: { readonly records: readonly SyncRecord[]; readonly settings: SyncSettings },
): Promise<TakenIn> {
  const device = await ownDevice(host);
  const now = host.now();
  const bring = (content: VaultContent) =>
    syncVault({ content, state: settings.state, records, device, now });
  const taken: TakenIn[] = [];
  const expected = bring(vault.content);
  if (losesAny(vault.content, expected, settings))
    await keepInHistory(host, vault.stored.file, 'before-merge');
  await saveOpen(host, vault, (content) => {
    // Another one where counters skip, after a rollback.
    const result = content === vault.content ? expected : bring(content);
    const isChanged = !isSameJson(result.content.accounts, content.accounts);
    const counted = isChanged ? { ...countChange(result.content), savedAt: now } : result.content;
    const conflicts = result.conflicts.reduce(
      (before, one) => withConflict(before, one, now),
      settings.conflicts,
    );
    taken.push({ ...result, conflicts });
    const next = withSync(counted, { ...settings, state: result.state, conflicts });
    return isSameJson(next, content) ? content : next;
  });
  return taken[0] as TakenIn;
}

interface Meeting {
  readonly items: Items;
  readonly settings: SyncSettings;
  /** Records of the key before, where it was just changed. */
  readonly more?: readonly SyncRecord[];
}

/**
 * Brings the vault and what is stored together, saves the one and writes the other. The caller has the lock.
 * @throws UserError sync-unavailable, and those of saving: then nothing was written
 */
export async function meet(
  host: Host,
  vault: OpenVault,
  { items, settings, more = [] }: Meeting,
): Promise<void> {
  const { syncKey, epoch } = settings;
  const keys = await recordKeys(syncKey, epoch);
  const stored = await recordsIn(items, keys, epoch);
  const records = [...stored.flatMap(({ record }) => record ?? []), ...more];
  const result = await takeIn(host, vault, { records, settings });
  const all = inOrder([...result.records, ...result.unread], result.content);
  const left = await writePacks(host, items, epoch, await outgoing(all, stored, keys));
  await tellOwn(host, items, settings);
  const living = new Set(result.content.accounts.map(({ id }) => id));
  const found = left.filter((id) => living.has(id));
  const later = result.unread.map(({ id }) => id).filter((id) => living.has(id));
  await keepStatus(host, { result: found.length > 0 ? 'full' : 'on', at: host.now(), left: found, later });
}
