import { isRecord } from '../core/check';
import { UserError } from '../core/errors';
import { backupName, revOf, uniquePart } from './backup-name';

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
  /** As its header says. */
  readonly rev: number;
}

interface SealedBackup {
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

/**
 * The revision of a file that says it belongs to this vault, otherwise null. It is not believed when it is opened; the
 * seal decides then.
 */
function revIn(file: string, vaultId: string): number | null {
  try {
    const header = readHeader(file);
    const isOfVault = isRecord(header) && header.vaultId === vaultId;
    return isOfVault && typeof header.rev === 'number' ? header.rev : null;
  } catch {
    // A damaged file, or somebody else's under a name of ours: it belongs to nobody, and is left alone.
    return null;
  }
}

function byRevision(a: FolderBackup, b: FolderBackup): number {
  if (a.rev !== b.rev) return b.rev - a.rev;
  return a.name < b.name ? 1 : -1;
}

export async function readFileIn(folder: BackupFolder, name: string): Promise<string> {
  const handle = await folder.getFileHandle(name);
  return (await handle.getFile()).text();
}

/**
 * The backups of one vault in a folder, the latest revision first: clocks are set back, revisions are not. Several
 * vaults may share a folder.
 */
export async function backupsIn(folder: BackupFolder, vaultId: string): Promise<readonly FolderBackup[]> {
  const found: FolderBackup[] = [];
  for await (const name of folder.keys()) {
    if (revOf(name) === null) continue;
    const rev = revIn(await readFileIn(folder, name), vaultId);
    if (rev !== null) found.push({ name, rev });
  }
  return found.sort(byRevision);
}

/**
 * Removes what is too old to keep beside the one just written, of the backups whose content is in it. Any other comes
 * from another browser, and what is in it may be in no other place.
 */
async function prune(folder: BackupFolder, vaultId: string, contained: readonly string[]): Promise<void> {
  const removable = new Set(contained);
  const all = (await backupsIn(folder, vaultId)).filter(({ name }) => removable.has(name));
  for (const { name } of all.slice(MOST_BACKUPS - 1)) await folder.removeEntry(name);
}

/**
 * Writes one backup and reads it back; then the oldest ones go.
 * @param contained the names of backups whose content is in this one
 * @returns the name of the file
 * @throws UserError not-saved where something else was read back; DOMException where the folder is gone or closed
 */
export async function writeBackup(
  folder: BackupFolder,
  backup: SealedBackup,
  at: Date,
  contained: readonly string[],
): Promise<string> {
  const name = backupName(at, backup.rev, uniquePart());
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(backup.file);
  await stream.close();
  if ((await readFileIn(folder, name)) !== backup.file) throw new UserError('not-saved');
  await prune(folder, backup.vaultId, contained);
  return name;
}
