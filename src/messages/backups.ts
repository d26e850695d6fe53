import { integer, list, oneOf, optional, shape, text } from '../core/check';
import type { Comparison } from '../core/merge';
import { strength } from './credentials';
import { credential, id, ids, opId, passphrase } from './fields';

/** Sealed files out and in, and what is done when the vault on disk is damaged. */

/** Eight MiB of sealed file in UTF-16 units (it is ASCII). */
const sealedFile = text(8 * 1024 * 1024, 1);
const historyKey = text(128, 1);
/** Whose value stays, where the person chose otherwise than was suggested. */
const choices = list(shape({ id, field: text(64, 1), keep: oneOf('mine', 'theirs') }), 10_000);

export const backupRequests = {
  /** Where there is no vault, or a damaged one, which is set aside: takes over a sealed backup, and unlocks it. */
  restoreVault: shape({ file: sealedFile, credential }),
  /**
   * `passphrase`: seals the file under that one instead of the vault's own ways in. `ids`: of these accounts alone, which
   * is no backup of the vault.
   */
  exportBackup: shape({
    credential,
    passphrase: optional(passphrase),
    strength: optional(strength),
    ids: optional(ids),
  }),
  /** What the folder of automatic backups gets; null where they are off. */
  automaticBackup: shape({}),
  /** What a file of that folder is to this vault; nothing is changed. Null where automatic backups are off. */
  readFolderFile: shape({ file: sealedFile }),
  /**
   * Merges a file that is sealed under this vault's own key, as another browser with the same vault has saved it; it
   * takes no credential, as nobody without one can make such a file. Any other is only named. Once or often is the same.
   */
  mergeFolderFile: shape({ file: sealedFile }),
  /** They are switched on with a credential and off without. */
  setAutomaticBackups: shape({ opId, credential: optional(credential) }),
  /** A backup has reached a place that was read back. `changes`: how many it holds that the one before did not. */
  backedUp: shape({ opId, changes: integer(0, Number.MAX_SAFE_INTEGER) }),
  remindLater: shape({ opId }),
  backupHealth: shape({}),
  /** What of the vault could be better. */
  health: shape({}),
  /** What a backup would change here; nothing is changed. `credential`: of the file. */
  readBackup: shape({ file: sealedFile, credential }),
  mergeBackup: shape({ opId, file: sealedFile, credential, choices }),
  /** `own`: of this vault, because its accounts give way. What was there stays in the history. */
  replaceByBackup: shape({ opId, file: sealedFile, credential, own: credential }),
  /** Earlier generations, for a damaged vault or a person who wants one back. */
  history: shape({}),
  /** The sealed text of one of them, to be read like any backup. */
  historyFile: shape({ key: historyKey }),
  /** Everything as it lies on disk, for somebody who can repair it. */
  exportRaw: shape({}),
  /** Sets a damaged vault aside, so that a new one can be made. The page has asked for a typed confirmation. */
  startOver: shape({}),
  /** The notice about a recovery was read. */
  dropNotice: shape({}),
} as const;

/** Why an unlocked vault is not quite the one that was saved last. */
export interface RecoveryNotice {
  /**
   * `damaged`: a copy was damaged, another one with everything was used; `older`: the newest copy is lost, an earlier
   * one was used; `tampered`: the newest copy is not one of this vault's making.
   */
  readonly kind: 'damaged' | 'older' | 'tampered';
  /** How many saves are missing, as far as it is known. */
  readonly lostSaves: number;
  /** When what is open was saved, Unix milliseconds; 0 where it is not known. */
  readonly savedAt: number;
}

export interface BackupHealth {
  /** Unix milliseconds; null: never. */
  readonly at: number | null;
  readonly changes: number;
  /** Whether to remind now. */
  readonly due: boolean;
  readonly automatic: boolean;
  /** They are automatic, and a change waits for longer than a day all the same. */
  readonly stuck: boolean;
  /** The second copy inside the browser. */
  readonly mirror: 'in-step' | 'behind' | 'off';
}

/** A file in the folder of automatic backups, as this vault sees it. */
export type FolderFile =
  /** Of this vault and under its key. `added`, `changed`: how many accounts a merge would bring, or has brought. */
  | { readonly kind: 'own'; readonly added: number; readonly changed: number }
  /** Under another key: only a credential tells what it is. */
  | { readonly kind: 'other' }
  /** Cut off, or nothing of ours; it may not have come whole yet. */
  | { readonly kind: 'damaged' };

/** One side of a comparison. `savedAt`: Unix milliseconds, 0 where a file does not tell. */
export interface VaultSide {
  readonly rev: number;
  readonly savedAt: number;
  readonly accounts: number;
}

export interface BackupView {
  readonly sameVault: boolean;
  readonly mine: VaultSide;
  readonly theirs: VaultSide;
  readonly comparison: Comparison;
}

/** `savedAt`: when that revision was saved or, for the others, when it was put here; Unix milliseconds. */
export interface HistoryEntry {
  readonly key: string;
  readonly rev: number;
  readonly savedAt: number;
  readonly why: 'revision' | 'before-restore' | 'before-merge' | 'before-migration' | 'damaged';
}
