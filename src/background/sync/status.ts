import { integer, list, oneOf, open, text } from '../../core/check';
import { isSameJson } from '../../core/same-json';
import type { Host } from '../../platform/host';

/** Who this browser is among the person's; on its own disk alone, so that a copied vault is no copied browser. */
const DEVICE = 'sync.device';
const STATUS = 'sync.status';
/** It took part once. */
const LEFT = 'sync.left';
/**
 * How the last attempt ended. `gone`: another browser turned it off, or what was stored is lost; `rotated`: another
 * browser took a new key, or began at the same time, and its passphrase is asked for; `unavailable`: the browser gives
 * no sync storage.
 */
export const SYNC_STATES = ['on', 'full', 'gone', 'rotated', 'unavailable'] as const;
export type SyncResult = (typeof SYNC_STATES)[number];

export interface SyncStatus {
  readonly result: SyncResult;
  /** When it went well last, Unix milliseconds; 0: never. */
  readonly at: number;
  /** Ids of accounts that found no room. */
  readonly left: readonly string[];
  /** Ids of accounts that a later version has changed elsewhere: they stay as they are here, and do not sync. */
  readonly later: readonly string[];
}

const status = open({
  result: oneOf(...SYNC_STATES),
  at: integer(0, Number.MAX_SAFE_INTEGER),
  left: list(text(64), 4000),
  later: list(text(64), 4000),
});
export const NO_STATUS: SyncStatus = { result: 'on', at: 0, left: [], later: [] };

export async function readStatus(host: Host): Promise<SyncStatus> {
  const { [STATUS]: value } = await host.local.get([STATUS]);
  return value === undefined ? NO_STATUS : status(value);
}

export async function keepStatus(host: Host, next: SyncStatus): Promise<void> {
  if (isSameJson(await readStatus(host), next)) return;
  await host.local.set({ [STATUS]: next });
  host.announce({ type: 'synced' });
}

/** Made the first time that it is asked for. */
export async function ownDevice(host: Host): Promise<string> {
  const { [DEVICE]: value } = await host.local.get([DEVICE]);
  if (typeof value === 'string') return text(32, 1)(value);
  const id = crypto.randomUUID().slice(0, 8);
  await host.local.set({ [DEVICE]: id });
  return id;
}

/** Told without opening the vault, which most people's browsers need not do for this. */
export async function partOf(host: Host): Promise<'taken' | 'left' | 'none'> {
  const { [DEVICE]: device, [LEFT]: left } = await host.local.get([DEVICE, LEFT]);
  if (device !== undefined) return 'taken';
  return left === undefined ? 'none' : 'left';
}

export async function forgetSync(host: Host): Promise<void> {
  await host.local.set({ [LEFT]: true });
  await host.local.remove([DEVICE, STATUS]);
}
