import { CheckError, either, integer, isRecord, list, open, optional, text } from '../check';
import type { VaultContent } from '../vault-content';
import { base64Url } from '../vault-file/bytes';
import { SIZES } from '../vault-file/limits';
import type { SyncConflict } from './conflicts';
import { digestOf } from './digest';
import type { Json } from './fields';
import { checkSyncState, NOT_SYNCED, type SyncState } from './marks';
import { SYNC_QUOTA } from './packs';
import { readState, writeState } from './state-wire';

/** A value that gave way to another browser's, until the person has seen it. */
export interface KeptConflict extends SyncConflict {
  /** Unix milliseconds; no two of one field have the same. */
  readonly at: number;
}

/** One field may give way several times before anybody looks. */
export const isSameConflict =
  (of: Pick<KeptConflict, 'id' | 'field' | 'at'>) =>
  (one: KeptConflict): boolean =>
    one.id === of.id && one.field === of.field && one.at === of.at;

/** `conflict` put to those of before, at this instant, or where its field has one of then, a moment after that. */
export function withConflict(
  before: readonly KeptConflict[],
  conflict: SyncConflict,
  at: number,
): readonly KeptConflict[] {
  const kept = { ...conflict, at };
  return before.some(isSameConflict(kept)) ? withConflict(before, conflict, at + 1) : [...before, kept];
}

/**
 * What a vault holds of the sync that its browser takes part in: of one browser alone, and in no backup. `syncKey` seals
 * what leaves the device (base64url); `epoch` tells it from the keys before it.
 */
export interface SyncSettings {
  readonly syncKey: string;
  readonly epoch: string;
  /** Epochs that were left, here or where it joined, the latest last: their keys may be known to somebody. */
  readonly past: readonly string[];
  /** What tells the vault's own key from another, as it was when this one came: a new passphrase makes a new one. */
  readonly under?: string | undefined;
  /** The door as it is put back, where it is not made of this vault: another browser's, or one for a passphrase alone. */
  readonly door?: { readonly device: string; readonly file: string } | undefined;
  /** What the others call this browser. */
  readonly name: string;
  readonly state: SyncState;
  readonly conflicts: readonly KeptConflict[];
}

/** The key that a group of browsers shares, what tells it from others, and the epochs that were left for it. */
export type SyncKey = Pick<SyncSettings, 'syncKey' | 'epoch' | 'past' | 'door'>;

/** The oldest are dropped: who never looks at them does not fill the vault. */
const MOST_CONFLICTS = 50;
const MOST_PAST = 64;

const syncKey = (value: unknown, path = ''): string => {
  base64Url(SIZES.vaultKey)(value, path);
  return String(value);
};
const json = (value: unknown): Json => value as Json;
export const checkConflict = open({
  id: text(64, 1),
  field: text(4096, 1),
  kept: json,
  lost: json,
  at: integer(0, Number.MAX_SAFE_INTEGER),
});
/** Vaults that were saved before have it as it is used. */
const checkState = either(readState, checkSyncState);
const epochs = list(text(32, 1), MOST_PAST);
/** Without `past` where an earlier version wrote it. */
export const checkKey = open({ syncKey, epoch: text(32, 1), past: optional(epochs) });
const check = open({
  syncKey,
  epoch: text(32, 1),
  past: epochs,
  under: optional(text(16)),
  door: optional(open({ device: text(32, 1), file: text(SYNC_QUOTA.itemBytes, 1) })),
  name: text(64),
  state: checkState,
  conflicts: list(checkConflict, MOST_CONFLICTS),
});

/** Vaults keep fields that their reader does not know, and these are two. */
type WithSync = VaultContent & { readonly sync?: unknown; readonly syncBefore?: unknown };

/** @returns null for what this version did not write */
function readOwn<T>(value: unknown, read: (value: unknown) => T): T | null {
  if (!isRecord(value)) return null;
  try {
    return read(value);
  } catch (error) {
    if (error instanceof CheckError) return null;
    throw error;
  }
}

/** @returns null where this browser takes no part, or the settings are of a later version */
export const syncOf = (content: WithSync): SyncSettings | null => readOwn(content.sync, check);

/** As it is stored. */
const stored = <T extends Kept>({ state, conflicts, ...rest }: T) => ({
  ...{ ...rest, state: writeState(state), conflicts: conflicts.slice(-MOST_CONFLICTS) },
});

export function withSync(content: VaultContent, sync: SyncSettings): VaultContent {
  const { syncBefore: _before, ...rest } = content as WithSync;
  return { ...rest, sync: stored(sync) } as VaultContent;
}

/** The settings with another key; the one before is not gone back to, nor are those that were left for this one. */
export function withKey(sync: SyncSettings, key: SyncKey, vaultKey: string): SyncSettings {
  const { door: _before, ...rest } = sync;
  return { ...rest, ...key, past: left(sync, key), under: digestOf(vaultKey) };
}

/** Whether the passphrase is another since: who knows the one before, and has an older file, has this key as well. */
export const isUnderOther = ({ under }: SyncSettings, vaultKey: string): boolean =>
  under !== digestOf(vaultKey);

/** The epochs that are over with a new key. */
function left(
  { past, epoch }: Pick<SyncSettings, 'past' | 'epoch'>,
  next: Omit<SyncKey, 'syncKey'>,
): string[] {
  const over = new Set([...next.past, ...past, epoch]);
  return [...over].filter((one) => one !== next.epoch).slice(-MOST_PAST);
}

/** What a browser that takes no part knows: of the time when it did, and of others whose backups it has taken over. */
export type SyncBefore = Pick<SyncSettings, 'state' | 'past' | 'conflicts'>;

const NOTHING_BEFORE: SyncBefore = { state: NOT_SYNCED, past: [], conflicts: [] };
const checkBefore = open({
  state: checkState,
  past: epochs,
  conflicts: optional(list(checkConflict, MOST_CONFLICTS)),
});

const beforeOf = (content: WithSync): SyncBefore => ({
  ...NOTHING_BEFORE,
  ...readOwn(content.syncBefore, checkBefore),
});

/** What is known of the meetings with other browsers, by the browser's sync or at a folder. */
export type Kept = Pick<SyncSettings, 'state' | 'conflicts'>;

export const keptOf = (content: WithSync): Kept => syncOf(content) ?? beforeOf(content);

export function withKept(content: WithSync, { state, conflicts }: Kept): VaultContent {
  const sync = syncOf(content);
  if (sync) return withSync(content, { ...sync, state, conflicts });
  return { ...content, syncBefore: stored({ ...beforeOf(content), state, conflicts }) } as VaultContent;
}

/** Those that a person can still settle: their account is there. */
export function openConflicts(content: VaultContent): readonly KeptConflict[] {
  const ids = new Set(content.accounts.map(({ id }) => id));
  return keptOf(content).conflicts.filter(({ id }) => ids.has(id));
}

/** Takes part, for the first time or again: with what is known of the time before. */
export function joined(
  content: WithSync,
  key: SyncKey,
  of: { vaultKey: string; name: string },
): SyncSettings {
  const before = syncOf(content) ?? { ...key, ...beforeOf(content) };
  return withKey({ ...before, name: of.name }, key, of.vaultKey);
}

/** The epochs that this browser has to do with, or had. */
export function epochsOf(content: WithSync): readonly string[] {
  const sync = syncOf(content);
  return sync ? [...sync.past, sync.epoch] : beforeOf(content).past;
}

/** Whether a key was left for another one. Of the one that it had last, a browser that left knows no such thing. */
export function isOver(content: WithSync, epoch: string): boolean {
  return epochsOf(content).slice(0, -1).includes(epoch);
}

/**
 * Without a part in it. What was known stays: where it is turned on again, what changed here meanwhile must not look
 * older than what others remember.
 */
export function leftSync(content: WithSync): VaultContent {
  const sync = syncOf(content);
  const { sync: _sync, ...rest } = content;
  if (!sync) return rest;
  const { state, conflicts } = sync;
  const past = left(sync, { epoch: '', past: [] });
  return { ...rest, syncBefore: stored({ state, conflicts, past }) } as VaultContent;
}

/** As it leaves this browser, for another or for later. */
export function withoutSync(content: WithSync): VaultContent {
  const { sync: _sync, syncBefore: _before, ...rest } = content;
  return rest;
}

/** What a backup tells of how its accounts came about; null in one that was saved without. */
export const toldIn = (content: WithSync): SyncState | null =>
  readOwn(content.syncBefore, checkBefore)?.state ?? null;

/** As it leaves this browser for those that take over its backups; nothing but a merge looks at what is told. */
export function withTold(content: WithSync): VaultContent {
  const told = stored({ ...NOTHING_BEFORE, state: keptOf(content).state });
  return { ...withoutSync(content), syncBefore: told } as VaultContent;
}
