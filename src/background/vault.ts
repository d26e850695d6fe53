import { applyCommand, type Command, listedAccounts } from '../core/commands';
import { UserError } from '../core/errors';
import { EMPTY_CONTENT, readContent, type VaultContent } from '../core/vault-content';
import * as vaultFile from '../core/vault-file';
import type { Host } from '../platform/host';
import { keepKey, liveKey, type Unlocked } from './session-key';
import { readCurrent, readStored, type StoredVault, writeStored } from './vault-store';

/** The keeper of the vault: the only module that opens, changes and seals it. It keeps nothing between requests. */
const SHORTEST_PASSPHRASE = 10;

/** @throws UserError passphrase-too-short */
function requireLength(passphrase: string): void {
  const characters = Array.from(passphrase.normalize('NFKC')).length;
  if (characters < SHORTEST_PASSPHRASE)
    throw new UserError('passphrase-too-short', { min: SHORTEST_PASSPHRASE });
}

async function requireEmpty(host: Host): Promise<void> {
  const stored = await readStored(host);
  if (stored.state !== 'empty') throw new UserError('vault-exists');
}

/**
 * Makes a new vault, saves it and leaves it unlocked.
 * @throws UserError passphrase-too-short, vault-exists, storage-failed, not-saved
 */
export async function createVault(host: Host, passphrase: string): Promise<{ kdf: 'argon2id' | 'pbkdf2' }> {
  requireLength(passphrase);
  return host.exclusive(async () => {
    await requireEmpty(host);
    const created = await vaultFile.createVault(EMPTY_CONTENT, passphrase);
    await writeStored(host, null, created.text);
    await keepKey(host, created);
    return { kdf: created.kdf };
  });
}

/**
 * Takes over a sealed backup as the vault, where there is none yet. The file is opened first: what does not open
 * is not saved.
 * @throws UserError vault-exists, the codes of `openVault`, storage-failed, not-saved
 */
export async function restoreVault(
  host: Host,
  file: string,
  passphrase: string,
): Promise<{ accounts: number }> {
  return host.exclusive(async () => {
    await requireEmpty(host);
    const opened = await vaultFile.openVault(file, { type: 'passphrase', passphrase });
    const content = readContent(opened.content);
    await writeStored(host, null, file);
    await keepKey(host, opened);
    return { accounts: listedAccounts(content).length };
  });
}

/**
 * Opens the newest generation that the passphrase opens, and keeps its key.
 * @throws UserError no-vault, E_UNLOCK (wrong passphrase) and the other codes of `openVault`, storage-failed
 */
export async function unlock(host: Host, passphrase: string): Promise<void> {
  const stored = await readStored(host);
  if (stored.state === 'empty') throw new UserError('no-vault');
  if (stored.state === 'newer') throw new UserError('E_NEWER');
  if (stored.state === 'damaged') throw new UserError('E_FORMAT');
  const files = stored.candidates.map(({ file }) => file);
  const opened = await vaultFile.openFirst(files, { type: 'passphrase', passphrase });
  readContent(opened.content);
  await keepKey(host, opened);
}

interface OpenVault {
  readonly content: VaultContent;
  readonly stored: StoredVault;
  readonly key: Unlocked;
}

async function openStored(stored: StoredVault, key: Unlocked): Promise<OpenVault> {
  const opened = await vaultFile.openWithKey(stored.file, key.vaultKey);
  return { content: readContent(opened.content), stored, key };
}

async function openCurrent(host: Host): Promise<OpenVault> {
  const key = await liveKey(host);
  try {
    const current = await readCurrent(host, key.rev);
    if (current) return await openStored(current, key);
  } catch (error) {
    // A damaged pointer or newest generation: the long way below looks at both, and says so if neither opens.
    if (error instanceof UserError && error.code === 'E_NEWER') throw error;
  }
  const stored = await readStored(host);
  if (stored.state === 'newer') throw new UserError('E_NEWER');
  if (stored.state !== 'present') throw new UserError('storage-failed');
  const [newest, older] = stored.candidates;
  return openStored(newest, key).catch((error: unknown) => {
    const isNewer = error instanceof UserError && error.code === 'E_NEWER';
    if (older && !isNewer) return openStored(older, key);
    throw error;
  });
}

/** The opened vault, for the length of one request. @throws UserError locked, storage-failed, E_TAMPERED */
export async function readVault(host: Host): Promise<VaultContent> {
  return (await openCurrent(host)).content;
}

/** The sealed file as it lies on disk: it is its own backup. @throws UserError locked, storage-failed */
export async function readSealed(host: Host): Promise<string> {
  return (await openCurrent(host)).stored.file;
}

/**
 * Carries out one command: read, apply, seal, write, read back, all under the lock. Resolves only when saved.
 * @returns the command's result
 * @throws UserError locked, storage-failed, not-saved, and those of `applyCommand`
 */
export async function changeVault(host: Host, opId: string, command: Command): Promise<unknown> {
  return host.exclusive(async () => {
    const { content, stored, key } = await openCurrent(host);
    const outcome = applyCommand(content, opId, command, host.now());
    if (outcome.content === content) return outcome.result;
    const sealed = await vaultFile.sealVault(stored.file, key.vaultKey, outcome.content);
    await writeStored(host, stored, sealed.text);
    host.announce({ type: 'changed' });
    return outcome.result;
  });
}
