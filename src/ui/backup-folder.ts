import { isRecord } from '../core/check';
import { UserError } from '../core/errors';
import { backupName, revOf } from './backup-name';

/** How many automatic backups of one vault a folder keeps. */
const MOST_BACKUPS = 10;

interface BackupFile {
  getFile(): Promise<{ text(): Promise<string> }>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

/** What is used of a directory handle (File System Access); a file is there, or is not, but never half written. */
export interface BackupFolder {
  keys(): AsyncIterable<string>;
  getFileHandle(name: string, options?: { create: boolean }): Promise<BackupFile>;
  removeEntry(name: string): Promise<void>;
}

export interface FolderBackup {
  readonly name: string;
  readonly rev: number;
}

export interface SealedBackup {
  readonly file: string;
  readonly vaultId: string;
  readonly rev: number;
}

/** Both parts of a sealed file that are not sealed: JSON, and JSON in base64url (RFC 4648 §5). */
function readHeader(file: string): unknown {
  const outer: unknown = JSON.parse(file);
  if (!isRecord(outer) || typeof outer.header !== 'string') return null;
  return JSON.parse(atob(outer.header.replaceAll('-', '+').replaceAll('_', '/')));
}

/** Whether a file says that it belongs to this vault. It is not believed when it is opened; the seal decides then. */
function isOfVault(file: string, vaultId: string): boolean {
  try {
    const header = readHeader(file);
    return isRecord(header) && header.vaultId === vaultId;
  } catch {
    // A damaged file, or somebody else's under a name of ours: it belongs to nobody, and is left alone.
    return false;
  }
}

export async function readFileIn(folder: BackupFolder, name: string): Promise<string> {
  const handle = await folder.getFileHandle(name);
  return (await handle.getFile()).text();
}

/** The backups of one vault in a folder, the last written first. Several vaults may share a folder. */
export async function backupsIn(folder: BackupFolder, vaultId: string): Promise<readonly FolderBackup[]> {
  const found: FolderBackup[] = [];
  for await (const name of folder.keys()) {
    const rev = revOf(name);
    if (rev !== null && isOfVault(await readFileIn(folder, name), vaultId)) found.push({ name, rev });
  }
  return found.sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** The one with the highest revision; null where there is none. */
export function newestOf(backups: readonly FolderBackup[]): FolderBackup | null {
  return backups.reduce<FolderBackup | null>((best, one) => (best && best.rev >= one.rev ? best : one), null);
}

/**
 * Removes what is too old to keep. A backup with a later revision than ours comes from another browser, and what is
 * in it may be in no other place.
 */
async function prune(folder: BackupFolder, { vaultId, rev }: SealedBackup): Promise<void> {
  const own = (await backupsIn(folder, vaultId)).filter((backup) => backup.rev <= rev);
  for (const { name } of own.slice(MOST_BACKUPS)) await folder.removeEntry(name);
}

/**
 * Writes one backup and reads it back; then the oldest ones go.
 * @throws UserError not-saved where something else was read back; DOMException where the folder is gone or closed
 */
export async function writeBackup(folder: BackupFolder, backup: SealedBackup, at: Date): Promise<void> {
  const name = backupName(at, backup.rev);
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(backup.file);
  await stream.close();
  if ((await readFileIn(folder, name)) !== backup.file) throw new UserError('not-saved');
  await prune(folder, backup);
}
