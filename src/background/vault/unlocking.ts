import { applyCommand, listedAccounts } from '../../core/commands';
import { UserError } from '../../core/errors';
import { readSettings } from '../../core/settings';
import { EMPTY_CONTENT, readContent, readOutsideContent, type VaultContent } from '../../core/vault-content';
import * as vaultFile from '../../core/vault-file';
import type { Credential } from '../../messages';
import type { Host } from '../../platform/host';
import { dueLock } from '../lock/lock-policy';
import { keepQuickWay, openByPin } from '../lock/pin';
import { keepKey, lock } from '../lock/session-key';
import { tryCredential } from '../lock/wrong-tries';
import { dropUnreadable, keepDamaged } from '../store/vault-raw';
import {
  finishReplacing,
  mendMirror,
  readStored,
  type Stored,
  type StoredVault,
  writeStored,
} from '../store/vault-store';
import { readCredential } from './credential';
import { judge, keepNotice } from './recovery';
import { readPresent } from './vault';

/** From a passphrase, a key or a file to an open vault. */
const SHORTEST_PASSPHRASE = 10;
/** A rollback of this many saves or more: counting that far ahead would leave the site's own window. */
const MOST_SKIPPED_CODES = 10;

/** @throws UserError passphrase-too-short */
export function requireLength(passphrase: string): void {
  const characters = Array.from(passphrase.normalize('NFKC')).length;
  if (characters < SHORTEST_PASSPHRASE)
    throw new UserError('passphrase-too-short', { min: SHORTEST_PASSPHRASE });
}

type Session = Pick<vaultFile.OpenedVault, 'vaultId' | 'vaultKey' | 'slotId' | 'rev'>;

async function keepOpen(host: Host, content: VaultContent, opened: Session): Promise<void> {
  const { vaultId, vaultKey, slotId, rev } = opened;
  const session = { vaultId, vaultKey, slotId, rev };
  await keepKey(host, session, readSettings(content).lock);
  await keepQuickWay(host, content, session, host.now());
}

/**
 * Makes a new vault, saves it and leaves it unlocked.
 * @throws UserError passphrase-too-short, vault-exists, storage-failed, storage-full, not-saved
 */
export async function createVault(host: Host, passphrase: string): Promise<{ kdf: 'argon2id' | 'pbkdf2' }> {
  requireLength(passphrase);
  return host.exclusive(async () => {
    if ((await readStored(host)).state !== 'empty') throw new UserError('vault-exists');
    const slotId = vaultFile.newSlotId();
    const now = host.now();
    const content = { ...EMPTY_CONTENT, savedAt: now, slotsInfo: [{ slotId, label: '', createdAt: now }] };
    const created = await vaultFile.createVault(content, passphrase, { slotId });
    await writeStored(host, null, created.text);
    await keepOpen(host, content, created);
    return { kdf: created.kdf };
  });
}

/**
 * Takes over a sealed backup as the vault, where there is none or a damaged one. The file is opened first: what does
 * not open is not saved, and what was damaged is kept aside.
 * @throws UserError vault-exists, the codes of `openVault`, storage-failed, storage-full, not-saved
 */
export async function restoreVault(
  host: Host,
  file: string,
  credential: Credential,
): Promise<{ accounts: number }> {
  return host.exclusive(async () => {
    const { state } = await readStored(host);
    if (state !== 'empty' && state !== 'damaged') throw new UserError('vault-exists');
    const opened = await vaultFile.openVault(file, readCredential(credential));
    const content = readOutsideContent(opened.content);
    if (state === 'damaged') await keepDamaged(host);
    await writeStored(host, null, file);
    if (state === 'damaged') await dropUnreadable(host);
    await keepOpen(host, content, opened);
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

/**
 * A slot of an older cost is wrapped anew: it is the same passphrase, so nobody is asked. Counters that a lost save may
 * have counted up are skipped, so that no code is shown twice. @returns null where there is nothing to mend
 */
async function mended(
  host: Host,
  { opened, used, content }: Found,
  lostSaves: number,
  credential: vaultFile.Credential,
): Promise<{ text: string; slotId: string; content: VaultContent } | null> {
  const skipped = Math.min(lostSaves, MOST_SKIPPED_CODES);
  const hasCounters = skipped > 0 && content.accounts.some(({ type }) => type === 'hotp');
  const isWeak = opened.weakKdf && credential.type === 'passphrase';
  if (!hasCounters && !isWeak) return null;
  const now = host.now();
  const counted = hasCounters
    ? applyCommand(content, crypto.randomUUID(), { type: 'skip-counters', by: skipped }, now).content
    : content;
  if (!isWeak) {
    const { text } = await vaultFile.sealVault(used.file, opened.vaultKey, counted);
    return { text, slotId: opened.slotId, content: counted };
  }
  const slotId = vaultFile.newSlotId();
  const renamed = counted.slotsInfo.map((one) => (one.slotId === opened.slotId ? { ...one, slotId } : one));
  const next = { ...counted, slotsInfo: renamed };
  const { passphrase } = credential;
  const change = { remove: [opened.slotId], add: [{ id: slotId, type: 'passphrase', passphrase }] } as const;
  const { text } = await vaultFile.changeSlots(used.file, opened.vaultKey, next, change);
  return { text, slotId, content: next };
}

/** What can be put right is put right now; where it cannot, the vault opens all the same and the next save does it. */
async function mend(
  host: Host,
  found: Found,
  lostSaves: number,
  credential: vaultFile.Credential,
): Promise<Found> {
  try {
    const better = await mended(host, found, lostSaves, credential);
    if (!better) {
      await mendMirror(host, found.used);
      return found;
    }
    await writeStored(host, found.used, better.text);
    const { slotId, content } = better;
    return { ...found, opened: { ...found.opened, slotId }, content };
  } catch (error) {
    if (error instanceof UserError) return found;
    throw error;
  }
}

async function unlockBySlot(host: Host, credential: vaultFile.Credential): Promise<void> {
  const present = await readPresent(host);
  const found = await openNewest(host, present, credential);
  if (present.purge) await finishReplacing(host);
  const notice = judge(present, found.used, found.content);
  const { opened, content } = await mend(host, found, notice?.lostSaves ?? 0, credential);
  if (notice) await keepNotice(host, notice);
  await keepOpen(host, content, opened);
}

async function unlockByPin(host: Host, pin: string): Promise<void> {
  const { opened, unlockedAt } = await openByPin(host, pin);
  const present = await readPresent(host);
  const { content } = await vaultFile.openWithKey(present.candidates[0].file, opened.vaultKey);
  const policy = readSettings(readContent(content)).lock;
  const now = host.now();
  if (dueLock({ unlockedAt, usedAt: now, seenAt: unlockedAt, policy }, now)) {
    await lock(host, 'full');
    throw new UserError('pin-gone');
  }
  await keepKey(host, opened, policy, unlockedAt);
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
  await host.exclusive(() =>
    credential.type === 'pin'
      ? unlockByPin(host, credential.pin)
      : unlockBySlot(host, readCredential(credential)),
  );
}
