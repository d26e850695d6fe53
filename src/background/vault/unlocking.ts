import { UserError } from '../../core/errors';
import type { PassphraseStrength } from '../../core/policy';
import { readSettings } from '../../core/settings';
import { withoutSync } from '../../core/sync/sync-settings';
import { listedAccounts } from '../../core/vault-accounts';
import {
  EMPTY_CONTENT,
  readContent,
  readOutsideContent,
  type SlotInfo,
  type VaultContent,
} from '../../core/vault-content';
import * as vaultFile from '../../core/vault-file';
import type { Credential } from '../../messages';
import type { Host } from '../../platform/host';
import { dueLock } from '../lock/lock-policy';
import { keepQuickWay, openByPin } from '../lock/pin';
import { keepKeySince, lock, readLastLock, readSeen } from '../lock/session-key';
import { tryCredential } from '../lock/wrong-tries';
import { lockOf } from '../policy';
import { dropUnreadable, keepDamaged } from '../store/vault-raw';
import {
  finishReplacing,
  lastKnownRev,
  mendMirror,
  readStored,
  type Stored,
  type StoredVault,
  writeStored,
} from '../store/vault-store';
import { withCredential } from './credential';
import { noteNewer } from './newer';
import { dropSkip, dueSkip, noteRecovery, withSkipped } from './recovery';
import { readPresent } from './vault';

/** From a passphrase, a key or a file to an open vault. */
const SHORTEST_PASSPHRASE = 10;
/** More than anybody saves; a revision near the end of all numbers would leave no room for the next save. */
const MOST_SAVES = 2 ** 40;

/** @throws UserError passphrase-too-short */
export function requireLength(passphrase: string): void {
  const characters = Array.from(passphrase.normalize('NFKC')).length;
  if (characters < SHORTEST_PASSPHRASE)
    throw new UserError('passphrase-too-short', { min: SHORTEST_PASSPHRASE });
}

type Session = Pick<vaultFile.OpenedVault, 'vaultId' | 'vaultKey' | 'slotId' | 'rev'>;

async function keepOpen(
  host: Host,
  lastLock: string,
  content: VaultContent,
  { vaultId, vaultKey, slotId, rev }: Session,
): Promise<void> {
  const session = { vaultId, vaultKey, slotId, rev };
  const unlockedAt = host.now();
  await keepKeySince(host, lastLock, session, { policy: readSettings(content).lock, unlockedAt });
  await keepQuickWay(host, content, session, unlockedAt);
}

/** What is noted of a passphrase. */
export const passphraseInfo = (
  slotId: string,
  createdAt: number,
  strength: PassphraseStrength | undefined,
): SlotInfo => ({ slotId, label: '', createdAt, ...(strength === undefined ? {} : { strength }) });

/**
 * Makes a new vault, saves it and leaves it unlocked. `strength`: of the passphrase, as a page has judged it.
 * @throws UserError passphrase-too-short, vault-exists, storage-failed, storage-full, not-saved
 */
export async function createVault(
  host: Host,
  passphrase: string,
  strength?: PassphraseStrength,
): Promise<{ kdf: 'argon2id' | 'pbkdf2' }> {
  requireLength(passphrase);
  return host.exclusive(async () => {
    const lastLock = await readLastLock(host);
    if ((await readStored(host)).state !== 'empty') throw new UserError('vault-exists');
    const slotId = vaultFile.newSlotId();
    const now = host.now();
    const content = { ...EMPTY_CONTENT, savedAt: now, slotsInfo: [passphraseInfo(slotId, now, strength)] };
    const created = await vaultFile.createVault(content, passphrase, { slotId });
    await writeStored(host, null, created.text);
    await keepOpen(host, lastLock, content, created);
    return { kdf: created.kdf };
  });
}

/**
 * Takes over a sealed backup as the vault, where there is none or a damaged one. The file is opened first: what does
 * not open is not saved, and what was damaged is kept aside. HOTP codes that the damaged one may have shown are skipped.
 * @throws UserError vault-exists, the codes of `openVault`, storage-failed, storage-full, not-saved
 */
export async function restoreVault(
  host: Host,
  file: string,
  credential: Credential,
): Promise<{ accounts: number }> {
  return host.exclusive(async () => {
    const lastLock = await readLastLock(host);
    const { state } = await readStored(host);
    if (state !== 'empty' && state !== 'damaged') throw new UserError('vault-exists');
    const opened = await withCredential(credential, (own) => vaultFile.openVault(file, own));
    const { vaultId, rev, vaultKey } = opened;
    const read = withoutSync(readOutsideContent(opened.content));
    if (rev > MOST_SAVES) throw new UserError('bad-content');
    const content = withSkipped(read, (await lastKnownRev(host, vaultId)) - rev, host.now());
    // Sealed anew: what is not taken over is not to lie on the disk either.
    const sealed = await vaultFile.sealVault(file, vaultKey, content);
    if (state === 'damaged') await keepDamaged(host);
    await writeStored(host, null, sealed.text);
    if (state === 'damaged') await dropUnreadable(host);
    await keepOpen(host, lastLock, content, { ...opened, rev: sealed.rev });
    return { accounts: listedAccounts(content).length };
  });
}

type Present = Extract<Stored, { state: 'present' }>;

interface Found {
  readonly opened: vaultFile.OpenedVault;
  readonly used: StoredVault;
  readonly content: VaultContent;
}

/** The newest copy that the credential opens. While a change of passphrase is unfinished, only copies of the new one. */
async function openNewest(host: Host, present: Present, credential: vaultFile.Credential): Promise<Found> {
  const files = present.candidates.map(({ file }) => file);
  try {
    const opened = await tryCredential(host, () => vaultFile.openFirst(files, credential));
    const used = present.candidates[opened.refused.length] ?? present.candidates[0];
    return { opened, used, content: readContent(opened.content) };
  } catch (error) {
    const isRefused = error instanceof UserError && error.code === 'E_UNLOCK';
    if (isRefused && present.purge && credential.type === 'passphrase')
      throw new UserError('passphrase-changed');
    throw error;
  }
}

/** A slot of an older cost is wrapped anew: it is the same passphrase, so nobody is asked. Null: nothing to mend. */
async function rewrapped(
  { opened, used, content }: Found,
  credential: vaultFile.Credential,
): Promise<{ text: string; slotId: string; content: VaultContent } | null> {
  if (!opened.weakKdf || credential.type !== 'passphrase') return null;
  const slotId = vaultFile.newSlotId();
  const renamed = content.slotsInfo.map((one) => (one.slotId === opened.slotId ? { ...one, slotId } : one));
  const next = { ...content, slotsInfo: renamed };
  const { passphrase } = credential;
  const change = { remove: [opened.slotId], add: [{ id: slotId, type: 'passphrase', passphrase }] } as const;
  const { text } = await vaultFile.changeSlots(used.file, opened.vaultKey, next, change);
  return { text, slotId, content: next };
}

/** What of a slot or of counters is not as it should be, as the next revision. Null: nothing. */
async function mended(
  host: Host,
  found: Found,
  credential: vaultFile.Credential,
): ReturnType<typeof rewrapped> {
  const content = withSkipped(found.content, await dueSkip(host), host.now());
  const better = await rewrapped({ ...found, content }, credential);
  if (better || content === found.content) return better;
  const { vaultKey, slotId } = found.opened;
  const { text } = await vaultFile.sealVault(found.used.file, vaultKey, content);
  return { text, slotId, content };
}

/** What can be put right is put right now; where it cannot, the vault opens all the same and the next time does it. */
async function mend(host: Host, found: Found, credential: vaultFile.Credential): Promise<Found> {
  try {
    const better = await mended(host, found, credential);
    if (!better) {
      await mendMirror(host, found.used);
      return found;
    }
    await writeStored(host, found.used, better.text);
    await dropSkip(host);
    const { slotId, content } = better;
    return { ...found, opened: { ...found.opened, slotId }, content };
  } catch (error) {
    if (error instanceof UserError) return found;
    throw error;
  }
}

async function unlockBySlot(host: Host, lastLock: string, credential: vaultFile.Credential): Promise<void> {
  const present = await readPresent(host);
  const found = await openNewest(host, present, credential);
  if (present.purge) await finishReplacing(host);
  // Before anything is mended: then the disk would tell no more that something was lost.
  await noteRecovery(host, present, found.used, found.content);
  const { opened, content } = await mend(host, found, credential);
  await keepOpen(host, lastLock, content, opened);
}

/** As `openNewest`, for whom has the key. @throws UserError of the newest copy where none opens */
async function openNewestByKey(present: Present, vaultKey: string): Promise<Pick<Found, 'used' | 'content'>> {
  const refusals: UserError[] = [];
  for (const used of present.candidates) {
    const opened = await vaultFile.openWithKey(used.file, vaultKey).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      refusals.push(error);
      return null;
    });
    if (opened) return { used, content: readContent(opened.content) };
  }
  throw refusals[0] ?? new UserError('E_FORMAT');
}

async function unlockByPin(host: Host, lastLock: string, pin: string): Promise<void> {
  const { opened, unlockedAt } = await openByPin(host, pin);
  const present = await readPresent(host);
  const { used, content } = await openNewestByKey(present, opened.vaultKey);
  const policy = readSettings(content).lock;
  const now = host.now();
  const held = await lockOf(host, content);
  const seenAt = Math.max(unlockedAt, await readSeen(host));
  if (dueLock({ unlockedAt, usedAt: now, seenAt, policy: held }, now)) {
    await lock(host, 'full');
    throw new UserError('pin-gone');
  }
  await noteRecovery(host, present, used, content);
  await keepKeySince(host, lastLock, { ...opened, rev: used.rev }, { policy, unlockedAt });
}

/**
 * Opens the newest generation that the credential opens, and keeps its key.
 * @throws UserError no-vault, E_UNLOCK (wrong passphrase), wait, wrong-pin, pin-gone, passphrase-changed, the other
 *   codes of `openVault`, storage-failed
 */
export async function unlock(
  host: Host,
  credential: Credential | { readonly type: 'pin'; readonly pin: string },
): Promise<void> {
  await host.exclusive(async () => {
    const lastLock = await readLastLock(host);
    try {
      if (credential.type === 'pin') await unlockByPin(host, lastLock, credential.pin);
      else await withCredential(credential, (own) => unlockBySlot(host, lastLock, own));
    } catch (error) {
      if (error instanceof UserError && error.code === 'E_NEWER') await noteNewer(host);
      throw error;
    }
  });
}
