import { CheckError, integer, isRecord, list, open, text } from '../check';
import type { VaultContent } from '../vault-content';
import { base64Url } from '../vault-file/bytes';
import { SIZES } from '../vault-file/limits';
import type { Json } from './fields';
import { checkSyncState, type SyncState } from './marks';
import type { SyncConflict } from './sync-vault';

/** A value that gave way to another browser's, until the person has seen it. */
export interface KeptConflict extends SyncConflict {
  /** Unix milliseconds. */
  readonly at: number;
}

/**
 * What a vault holds of the sync that its browser takes part in: of one browser alone, and in no backup. `syncKey` seals
 * what leaves the device (base64url); `epoch` tells it from the keys before it.
 */
export interface SyncSettings {
  readonly syncKey: string;
  readonly epoch: string;
  /** Epochs that were left, the latest last: their keys may be known to somebody. */
  readonly past: readonly string[];
  /** What the others call this browser. */
  readonly name: string;
  readonly state: SyncState;
  readonly conflicts: readonly KeptConflict[];
}

/** The oldest are dropped: who never looks at them does not fill the vault. */
const MOST_CONFLICTS = 50;
const MOST_PAST = 64;

const syncKey = (value: unknown, path = ''): string => {
  base64Url(SIZES.vaultKey)(value, path);
  return String(value);
};
const json = (value: unknown): Json => value as Json;
const conflict = open({
  id: text(64, 1),
  field: text(4096, 1),
  kept: json,
  lost: json,
  at: integer(0, Number.MAX_SAFE_INTEGER),
});
export const checkKey = open({ syncKey, epoch: text(32, 1) });
const check = open({
  syncKey,
  epoch: text(32, 1),
  past: list(text(32, 1), MOST_PAST),
  name: text(64),
  state: checkSyncState,
  conflicts: list(conflict, MOST_CONFLICTS),
});

/** Vaults keep fields that their reader does not know, and this is one. */
type WithSync = VaultContent & { readonly sync?: unknown };

/** @returns null where this browser takes no part, or the settings are of a later version */
export function syncOf(content: WithSync): SyncSettings | null {
  if (!isRecord(content.sync)) return null;
  try {
    return check(content.sync);
  } catch (error) {
    if (error instanceof CheckError) return null;
    throw error;
  }
}

export function withSync(content: VaultContent, sync: SyncSettings): VaultContent {
  const conflicts = sync.conflicts.slice(-MOST_CONFLICTS);
  return { ...content, sync: { ...sync, conflicts } } as VaultContent;
}

/** The settings with another key; the one before is not gone back to. */
export function withKey(sync: SyncSettings, key: Pick<SyncSettings, 'syncKey' | 'epoch'>): SyncSettings {
  const left = sync.epoch === key.epoch ? [] : [sync.epoch];
  const past = [...sync.past.filter((epoch) => epoch !== key.epoch), ...left].slice(-MOST_PAST);
  return { ...sync, ...key, past };
}

export function withoutSync(content: WithSync): VaultContent {
  const { sync: _sync, ...rest } = content;
  return rest;
}
