import { UserError } from '../../core/errors';
import { type PassphraseStrength, STRENGTHS } from '../../core/policy';
import { recordKeys } from '../../core/sync/sealed-record';
import {
  checkKey,
  isUnderOther,
  type SyncKey,
  type SyncSettings,
  withKey,
} from '../../core/sync/sync-settings';
import * as vaultFile from '../../core/vault-file';
import { encodeBase64Url } from '../../core/vault-file/bytes';
import type { Credential } from '../../messages';
import type { Host } from '../../platform/host';
import { passphraseStrength } from '../policy';
import { withCredential } from '../vault/credential';
import { type OpenVault, openCurrent } from '../vault/vault';
import { meet, takeIn } from './meet';
import { ownDevice } from './status';
import { type Door, type Items, readItems, recordsIn, requireRoom, writeDoor } from './store';

const random = (bytes: number): string => encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

export const newSyncKey = (): SyncKey => ({ syncKey: random(32), epoch: random(8), past: [] });

interface OpenDoor {
  readonly key: SyncKey;
  /** Of the passphrase that opens it, as it was judged where it was chosen; undefined where nobody has. */
  readonly strength: PassphraseStrength | undefined;
}

/** @throws UserError E_UNLOCK and others of `openVault`; E_FORMAT for a door that holds something else */
export async function openDoor({ device, file, epoch }: Door, credential: Credential): Promise<OpenDoor> {
  const { content } = await withCredential(credential, (own) => vaultFile.openVault(file, own));
  const key = readKey(content);
  // The name of the key outside is nobody's word.
  if (key.epoch !== epoch) throw new UserError('E_FORMAT');
  const { strength } = Object(content);
  return { key: { ...key, door: { device, file } }, strength: STRENGTHS.find((known) => known === strength) };
}

function readKey(content: unknown): SyncKey {
  try {
    const { syncKey, epoch, past = [] } = checkKey(content);
    return { syncKey, epoch, past };
  } catch {
    throw new UserError('E_FORMAT');
  }
}

/** Who joins learns as well which keys were left, so that nobody has it take one of them. */
const behind = ({ content }: OpenVault, { syncKey, epoch, past }: SyncKey) => ({
  ...{ syncKey, epoch, past },
  strength: passphraseStrength(content),
});

/**
 * Under the ways into this vault that travel: its passphrases and its recovery key; or as it was made before.
 * @throws UserError sync-full where the vault has more ways in than fit
 */
async function sealDoor(host: Host, vault: OpenVault, sync: SyncKey): Promise<Door> {
  const { stored, key } = vault;
  const seal = async () => ({
    device: await ownDevice(host),
    file: await vaultFile.sealBackup(stored.file, key.vaultKey, behind(vault, sync)),
  });
  const door = { epoch: sync.epoch, ...(sync.door ?? (await seal())) };
  requireRoom(door);
  return door;
}

/** @throws UserError sync-full, sync-unavailable */
export async function makeDoor(host: Host, vault: OpenVault, sync: SyncKey): Promise<void> {
  await writeDoor(host, await sealDoor(host, vault, sync));
}

/** The ways in of a sealed file that travel. */
async function waysInto(file: string): Promise<readonly vaultFile.SlotView[]> {
  const found = await vaultFile.inspectVault(file);
  const slots = found.ok ? found.slots : [];
  return slots.filter(({ type, id }) => type !== 'webauthn-prf' && id !== '');
}

const isPassphrase = ({ type }: vaultFile.SlotView): boolean => type === 'passphrase';

/** Whether a way in was taken away since. A passphrase that has another slot instead was wrapped anew at a higher cost. */
async function opensTooMuch({ file }: Door, { stored }: OpenVault): Promise<boolean> {
  const [there, here] = [await waysInto(file), await waysInto(stored.file)];
  const gone = there.filter(({ id }) => here.every((one) => one.id !== id));
  return !gone.every(isPassphrase) || here.filter(isPassphrase).length < there.filter(isPassphrase).length;
}

const namesOf = (ways: readonly vaultFile.SlotView[]): string =>
  ways
    .map(({ id }) => id)
    .sort()
    .join();

interface Kept {
  readonly items: Items;
  readonly settings: SyncSettings;
  readonly door: Door;
}

/**
 * Sees to it that nobody gets at the key by what opens the vault no more: after a new passphrase in any browser, or where
 * the browser that made the door had a way in taken away, there is a new key. A new way in, or one that was wrapped anew,
 * opens the door that its browser made.
 * @returns whether there is a new key, and all was written anew
 * @throws UserError sync-unavailable, sync-full
 */
export async function keepDoor(host: Host, vault: OpenVault, kept: Kept): Promise<boolean> {
  const { door, settings } = kept;
  const isOwn = door.device === (await ownDevice(host));
  if (isUnderOther(settings, vault.key.vaultKey) || (isOwn && (await opensTooMuch(door, vault)))) {
    await rotate(host, vault, kept);
    return true;
  }
  if (!isOwn || settings.door) return false;
  const [there, here] = [await waysInto(door.file), await waysInto(vault.stored.file)];
  if (namesOf(there) !== namesOf(here)) await makeDoor(host, vault, settings);
  return false;
}

interface Rotation extends Omit<Kept, 'door'> {
  /** The one that opens the door, and nothing else does: another browser out of this vault has the vault's key. */
  readonly passphrase?: string;
}

/**
 * A new key, and everything sealed anew under it: who has the old one reads nothing of what comes. The other browsers
 * ask for the passphrase of this vault before they take part again.
 *
 * What is stored is taken in and saved together with the new key before anything of it is written over, and a door is
 * there all the while. Where this ends in between, the next attempt finds the door of a key that was left, and goes on
 * from there.
 * @throws UserError sync-unavailable, sync-full, and those of saving
 */
export async function rotate(
  host: Host,
  vault: OpenVault,
  { items, settings, passphrase }: Rotation,
): Promise<void> {
  const { syncKey, epoch } = settings;
  const stored = await recordsIn(items, await recordKeys(syncKey, epoch), epoch);
  const records = stored.flatMap(({ record }) => record ?? []);
  const next = await withDoorFor(
    host,
    vault,
    withKey(settings, newSyncKey(), vault.key.vaultKey),
    passphrase,
  );
  const door = await sealDoor(host, vault, next);
  const { state, conflicts } = await takeIn(host, vault, { records, settings: next });
  await writeDoor(host, door);
  const saved = { ...next, state, conflicts };
  await meet(host, await openCurrent(host), { items: await readItems(host), settings: saved, more: records });
}

async function withDoorFor(
  host: Host,
  vault: OpenVault,
  next: SyncSettings,
  passphrase: string | undefined,
): Promise<SyncSettings> {
  if (passphrase === undefined) return next;
  const { text: file } = await vaultFile.createVault(behind(vault, next), passphrase);
  return { ...next, door: { device: await ownDevice(host), file } };
}
