import { PICTURE } from '../../core/sync/fields';
import { isPackName, type Placed, planPacks, SYNC_QUOTA } from '../../core/sync/packs';
import { isGone, isSameRecord, latestGone, type SyncRecord } from '../../core/sync/record';
import { type RecordKeys, recordKeys, sealRecord } from '../../core/sync/sealed-record';
import { type SyncSettings, withSync } from '../../core/sync/sync-settings';
import type { VaultContent } from '../../core/vault-content';
import type { Host } from '../../platform/host';
import type { OpenVault } from '../vault/vault';
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
import { type TakenIn, takeRecords } from './take-in';

/** What another browser writes at the same time must find room. */
const SLACK_BYTES = 512;
/** So many that were deleted for good are told to browsers that have not heard of it: 8 of the 100 KB. */
const MOST_GONE = 48;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Deletions are small and come first; then what a person has on top. */
function inOrder(records: readonly SyncRecord[], { accounts }: VaultContent): SyncRecord[] {
  const listed = [...accounts].sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.order - b.order);
  const places = new Map(listed.map(({ id }, place) => [id, place]));
  const placeOf = (record: SyncRecord) =>
    isGone(record) ? -1 : (places.get(record.id) ?? Number.MAX_SAFE_INTEGER);
  return [...records].sort((a, b) => placeOf(a) - placeOf(b));
}

/** It is larger than all that is stored of a hundred accounts. */
function withoutPicture(record: SyncRecord): SyncRecord {
  const { [PICTURE]: _picture, ...fields } = record.fields;
  return { ...record, fields };
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

/**
 * Brings the vault and these records together, and saves it with the settings, where anything has changed.
 * @throws UserError those of saving
 */
export async function takeIn(
  host: Host,
  vault: OpenVault,
  { records, settings }: { readonly records: readonly SyncRecord[]; readonly settings: SyncSettings },
): Promise<TakenIn> {
  const isFirst = Object.keys(settings.state.marks).length === 0;
  return takeRecords(host, vault, {
    records,
    device: await ownDevice(host),
    kept: settings,
    keep: (content, kept) => withSync(content, { ...settings, ...kept }),
    // The person cannot be asked about them all.
    loses: (_before, { conflicts }) => isFirst && conflicts.length > 0,
  });
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
  const told = [...latestGone(result.records, MOST_GONE), ...result.unread];
  const all = inOrder(told.map(withoutPicture), result.content);
  const left = await writePacks(host, items, epoch, await outgoing(all, stored, keys));
  await tellOwn(host, items, settings);
  const living = new Set(result.content.accounts.map(({ id }) => id));
  const found = left.filter((id) => living.has(id));
  const later = result.unread.map(({ id }) => id).filter((id) => living.has(id));
  await keepStatus(host, { result: found.length > 0 ? 'full' : 'on', at: host.now(), left: found, later });
}
