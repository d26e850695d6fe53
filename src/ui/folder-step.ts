import type { ask } from './ask';
import { type BackupFolder, backupsIn, type FolderBackup, readFileIn, writeBackup } from './backup-folder';

/** What this browser remembers of the folder that the person chose. */
export interface FolderMemory {
  /** Whose backup this browser wrote there last, so that nothing has to be sealed to learn it. */
  written(): Promise<WrittenBackup | null>;
  keepWritten(written: WrittenBackup): Promise<void>;
  /** The names of backups whose content is in this vault: written here, taken over, or with nothing new. */
  known(): Promise<readonly string[]>;
  keepKnown(name: string): Promise<void>;
  forgetKnown(): Promise<void>;
  /** Whether changes of other browsers are taken over without a question. */
  takesOver(): Promise<boolean>;
  /** The names of backups that the person did not want to be asked about. */
  later(): Promise<readonly string[]>;
}

export interface WrittenBackup {
  readonly name: string;
  readonly vaultId: string;
  readonly rev: number;
}

export interface Meeting {
  readonly folder: BackupFolder;
  readonly memory: FolderMemory;
  readonly ask: typeof ask;
}

/**
 * Backups that may hold something new, the latest first, whatever their revision: a browser that seldom saves is at a
 * low one, and has changes of its own all the same.
 */
async function newsIn({ folder, memory }: Meeting): Promise<FolderBackup[]> {
  const written = await memory.written();
  if (!written) return [];
  const known = new Set(await memory.known());
  return (await backupsIn(folder, written.vaultId)).filter(({ name }) => !known.has(name));
}

/** Whether the folder lacks something, without sealing anything: that is dear. */
async function isBehind({ folder, memory, ask }: Meeting): Promise<boolean> {
  const { at, changes } = await ask('backupHealth', {});
  const written = await memory.written();
  if (at === null || changes > 0 || !written) return true;
  return (await backupsIn(folder, written.vaultId)).length === 0;
}

/** Whether this vault is not the one of the last backup, or was set back since and lacks what that one has. */
const isSetBack = (written: WrittenBackup | null, { vaultId, rev }: Omit<WrittenBackup, 'name'>): boolean =>
  written !== null && (written.vaultId !== vaultId || written.rev >= rev);

/**
 * Noting a backup is a save of its own and counts as no change, so it does not lead to the next backup. What was
 * changed while the file was written is not in it, and still counts.
 */
async function save(meeting: Meeting): Promise<void> {
  const { folder, memory, ask } = meeting;
  if (!(await isBehind(meeting))) return;
  const backup = await ask('automaticBackup', {});
  if (!backup) return;
  if (isSetBack(await memory.written(), backup)) await memory.forgetKnown();
  const name = await writeBackup(folder, backup, new Date(), await memory.known());
  await memory.keepKnown(name);
  await memory.keepWritten({ name, vaultId: backup.vaultId, rev: backup.rev });
  await ask('backedUp', { opId: crypto.randomUUID(), changes: backup.changes });
}

/**
 * A file that is under another key waits for a credential, and one that is cut off for the rest of it.
 * @returns how many accounts came or changed
 */
async function takeOver({ folder, memory, ask }: Meeting, name: string): Promise<number> {
  const merged = await ask('mergeFolderFile', { file: await readFileIn(folder, name) });
  if (merged?.kind !== 'own') return 0;
  await memory.keepKnown(name);
  return merged.added + merged.changed;
}

async function takeOverAll(meeting: Meeting): Promise<number> {
  if (!(await meeting.memory.takesOver())) return 0;
  let accounts = 0;
  for (const { name } of await newsIn(meeting)) accounts += await takeOver(meeting, name);
  return accounts;
}

/**
 * Takes over what other browsers saved, where the person wants that without a question, and saves what changed here
 * since the last backup. It settles: the merge of two vaults makes a file that changes nothing where it came from, and
 * where nothing changed no file is written.
 * @returns how many accounts were taken over
 * @throws UserError those of the requests, not-saved; DOMException where the folder is gone or closed
 */
export async function keepInStep(meeting: Meeting): Promise<number> {
  try {
    return await takeOverAll(meeting);
  } finally {
    await save(meeting);
  }
}

/** A backup to ask the person about. `isOwn`: it is under this vault's key, so that no credential is needed. */
export interface FolderQuestion {
  readonly backup: FolderBackup;
  readonly isOwn: boolean;
  /** The names of all that the answer is about. */
  readonly names: readonly string[];
}

/** The latest that would change something here or, where none says so, the latest that only a credential opens. */
export async function questionIn(meeting: Meeting): Promise<FolderQuestion | null> {
  const { folder, memory, ask } = meeting;
  const [later, takesOver] = [new Set(await memory.later()), await memory.takesOver()];
  const all = await newsIn(meeting);
  const names = all.map(({ name }) => name);
  let sealed: FolderBackup | null = null;
  for (const backup of all.filter(({ name }) => !later.has(name))) {
    const found = await ask('readFolderFile', { file: await readFileIn(folder, backup.name) });
    if (found?.kind === 'other') sealed ??= backup;
    // Where no question is wanted, the next step takes it over.
    if (found?.kind !== 'own' || takesOver) continue;
    if (found.added + found.changed > 0) return { backup, isOwn: true, names };
    await takeOver(meeting, backup.name);
  }
  return sealed && { backup: sealed, isOwn: false, names };
}
