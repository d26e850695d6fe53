import type { Command } from '../../core/command-types';
import { applyCommand } from '../../core/commands';
import { UserError } from '../../core/errors';
import { readContent, type VaultContent } from '../../core/vault-content';
import * as vaultFile from '../../core/vault-file';
import type { Host } from '../../platform/host';
import { liveKey, lock, type Unlocked } from '../lock/session-key';
import { readCurrent, readStored, type Stored, type StoredVault, writeStored } from '../store/vault-store';
import { dropSkip, dueSkip, noteRecovery, withSkipped } from './recovery';

/** The open vault: the only module that reads and changes it. It keeps nothing between requests. */
export interface OpenVault {
  readonly content: VaultContent;
  readonly stored: StoredVault;
  readonly key: Unlocked;
}

async function openStored(stored: StoredVault, key: Unlocked): Promise<OpenVault> {
  const opened = await vaultFile.openWithKey(stored.file, key.vaultKey);
  // A pointer that names another revision than is in the file.
  if (opened.rev !== stored.rev) throw new UserError('E_TAMPERED');
  return { content: readContent(opened.content), stored, key };
}

/** @throws UserError no-vault, E_NEWER, E_FORMAT: nothing that could be opened */
export async function readPresent(host: Host): Promise<Extract<Stored, { state: 'present' }>> {
  const stored = await readStored(host);
  if (stored.state === 'present') return stored;
  if (stored.state === 'newer') throw new UserError('E_NEWER');
  throw new UserError(stored.state === 'empty' ? 'no-vault' : 'E_FORMAT');
}

/**
 * For a change of the vault key: until the live one is the new one as well, the files are ahead of it, and who reads
 * meanwhile waits.
 */
export const exchanging = <T>(host: Host, task: () => Promise<T>): Promise<T> =>
  host.inTurn('exchange of the key', task);

/** The long way: every copy, the newest first. */
async function openAny(host: Host, key: Unlocked): Promise<OpenVault> {
  const present = await readPresent(host);
  for (const candidate of present.candidates) {
    try {
      const open = await openStored(candidate, key);
      await noteRecovery(host, present, candidate, open.content);
      return open;
    } catch (error) {
      const isOther = error instanceof UserError && error.code === 'E_TAMPERED';
      if (!isOther) throw error;
    }
  }
  await exchanging(host, async () => undefined);
  if ((await liveKey(host)).vaultKey !== key.vaultKey) return openCurrent(host);
  // Another passphrase was set in another place, or somebody exchanged the files: this key opens nothing here.
  await lock(host, 'full');
  throw new UserError('locked');
}

/** The short way follows the pointer; only where that fails are all copies read. */
export async function openCurrent(host: Host): Promise<OpenVault> {
  const key = await liveKey(host);
  try {
    const current = await readCurrent(host, key.rev);
    if (current) return await openStored(current, key);
  } catch (error) {
    // A damaged pointer or newest generation is what the long way is for; a newer vault is nobody's to repair.
    if (error instanceof UserError && error.code === 'E_NEWER') throw error;
  }
  return openAny(host, key);
}

/** The opened vault, for the length of one request. @throws UserError locked, storage-failed */
export async function readVault(host: Host): Promise<VaultContent> {
  return (await openCurrent(host)).content;
}

/**
 * `changeVault`, for a caller that has the lock and the vault open already.
 * @param leastRev as `sealVault` has it
 */
export async function changeOpen(
  host: Host,
  open: OpenVault,
  { opId, command, leastRev }: { opId: string; command: Command; leastRev?: number },
): Promise<unknown> {
  let result: unknown;
  const apply = (whole: VaultContent): VaultContent => {
    const outcome = applyCommand(whole, opId, command, host.now());
    ({ result } = outcome);
    return outcome.content;
  };
  await saveOpen(host, open, apply, leastRev);
  return result;
}

/**
 * Saves what `change` makes of the content, unless it is the very same or says the same. The caller has the lock.
 * @throws UserError storage-failed, storage-full, not-saved, and whatever `change` throws
 */
export async function saveOpen(
  host: Host,
  { content, stored, key }: OpenVault,
  change: (content: VaultContent) => VaultContent,
  leastRev?: number,
): Promise<void> {
  const skip = await dueSkip(host);
  const whole = withSkipped(content, skip, host.now());
  const changed = change(whole);
  if (changed === content) return;
  // What could not be read back must not be written, however it came about.
  const sealed = await vaultFile.sealVault(stored.file, key.vaultKey, readContent(changed), leastRev);
  await writeStored(host, stored, sealed.text);
  if (skip > 0) await dropSkip(host);
  host.announce({ type: 'changed' });
}

/**
 * Carries out one command: read, apply, seal, write, read back, all under the lock. Resolves only when saved.
 * @returns the command's result
 * @throws UserError locked, storage-failed, storage-full, not-saved, and those of `applyCommand`
 */
export async function changeVault(host: Host, opId: string, command: Command): Promise<unknown> {
  return host.exclusive(async () => changeOpen(host, await openCurrent(host), { opId, command }));
}
