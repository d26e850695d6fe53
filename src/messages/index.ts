/**
 * The contract between our pages and the background: what a page may ask (`REQUESTS`, with the run-time check
 * of every argument) and what it gets (`Replies`). No behaviour here. A web page has no part in this: it is
 * called by injected functions and never calls.
 */
import type { AccountSummary, PortableAccount, RecoveryCode, Site } from '../core/account';
import { boolean, type Checked, integer, oneOf, optional, shape } from '../core/check';
import type { ErrorCode, ErrorDetails } from '../core/errors';
import type { Finding } from '../core/health';
import type { Duplicates } from '../core/manage';
import type { FoundRecoveryCodes } from '../core/recovery-code-text';
import type { Grouping } from '../core/settings';
import {
  type AccountRow,
  accountRequests,
  type ExportPart,
  type LiveCode,
  type PreviewItem,
} from './accounts';
import {
  type BackupHealth,
  type BackupView,
  backupRequests,
  type FolderFile,
  type HistoryEntry,
  type RecoveryNotice,
} from './backups';
import { type ClockView, clockRequests, type OffsetSearch, type SiteClock } from './clock';
import {
  credentialRequests,
  type PolicyView,
  type SecurityKey,
  type SecurityView,
  type UnlockWays,
} from './credentials';
import { type Capture, type FillReply, fillingRequests, type GrantView, type SiteView } from './filling';
import { type RecoveryFillReply, recoveryRequests, type SelectedCodes } from './recovery';
import { type SyncView, syncRequests } from './sync';

export type {
  AccountRow,
  Candidate,
  DraftForm,
  ExportPart,
  ImportedAccount,
  LiveCode,
  PatchFields,
  PreviewItem,
  TypedAccount,
} from './accounts';
export type {
  BackupHealth,
  BackupView,
  FolderFile,
  HistoryEntry,
  RecoveryNotice,
  VaultSide,
} from './backups';
export type { ClockView, OffsetSearch, SiteClock } from './clock';
export type {
  ListSettings,
  LockPolicy,
  PolicyView,
  SecurityKey,
  SecurityView,
  SlotView,
  UnlockWays,
} from './credentials';
export type { Credential } from './fields';
export type { Capture, CapturedPicture, FillReply, FillTarget, GrantView, SiteView } from './filling';
export type { RecoveryFillReply, SelectedCodes } from './recovery';
export type { ConflictView, SyncStanding, SyncView } from './sync';
export type { Site };

export const REQUESTS = {
  /**
   * What the popup needs for its first picture. `first`: for how many rows the codes come along. `takesFailure`: of a
   * page that has just opened, and may have been opened to say what a gesture could not do. `again`: of one that stands
   * open and was told that something changed, with nobody at the keys. `waitsForPage`: of one that stands over a page
   * that was too busy to say whose it is.
   */
  open: shape({
    first: integer(0, 200),
    takesFailure: optional(boolean),
    again: optional(boolean),
    waitsForPage: optional(boolean),
  }),
  ...credentialRequests,
  ...accountRequests,
  ...fillingRequests,
  ...backupRequests,
  ...recoveryRequests,
  ...clockRequests,
  ...syncRequests,
  /** Opens a page of ours: the first run, settings, import, a backup in a tab; a security key, sources of pictures in a small window. */
  showPage: shape({
    page: oneOf('welcome', 'settings', 'import', 'backup', 'shortcuts', 'security-key', 'sources'),
  }),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type Arguments<N extends RequestName> = Checked<(typeof REQUESTS)[N]>;

/** What went wrong with a shortcut or menu item, and the account whose code can be copied instead. */
export interface GestureFailure {
  readonly code: ErrorCode;
  readonly id?: string;
}

/** `failure` is said once, to the page that takes it. */
export type OpenReply = { readonly failure: GestureFailure | null; readonly policy: PolicyView } & VaultView;

export type VaultView =
  | { readonly vault: 'empty' }
  /** `newer`: made by a later version; nothing here may be written. */
  | { readonly vault: 'damaged' | 'newer' }
  | { readonly vault: 'locked'; readonly fillAsked: boolean; readonly ways: UnlockWays }
  | {
      readonly vault: 'unlocked';
      /** In display order: exact matches of the site, pinned, all others. */
      readonly rows: readonly AccountRow[];
      readonly codes: Readonly<Record<string, LiveCode>>;
      /** Own pictures of the rows with codes, as `pictures` answers. */
      readonly pictures: Replies['pictures'];
      readonly site: SiteView | null;
      /** The page in front has not said yet whose it is: ask again, with `waitsForPage`. */
      readonly isPageBusy: boolean;
      /** Codes show only under the pointer and the focus, but for accounts that say so themselves. */
      readonly hideCodes: boolean;
      readonly grouping: Grouping;
      /** The clock that the codes were made by, Unix milliseconds: the system's, corrected. */
      readonly now: number;
      readonly clock: ClockView;
      readonly notice: RecoveryNotice | null;
      /** The organisation asks for a stronger passphrase than the vault has. */
      readonly isPassphraseWeak: boolean;
      readonly backup: Omit<BackupHealth, 'mirror'>;
    };

/** `goneAt`: when it is deleted for good, Unix milliseconds. */
export interface TrashedAccount {
  readonly account: AccountSummary;
  readonly goneAt: number;
}

/** What opened the vault may still open it: `earlierLeft` tells that copies of before could not be taken away yet. */
interface WaysChanged {
  readonly earlierLeft: boolean;
}

export interface Replies {
  open: OpenReply;
  createVault: { readonly kdf: 'argon2id' | 'pbkdf2' };
  unlock: null;
  lock: null;
  security: SecurityView;
  securityKeys: readonly SecurityKey[];
  /** The recovery key is shown once, here. */
  changePassphrase: WaysChanged & {
    readonly recoveryKey: string | null;
    readonly kdf: 'argon2id' | 'pbkdf2';
  };
  passphraseJudged: null;
  newRecoveryKey: WaysChanged & { readonly recoveryKey: string };
  addSecurityKey: null;
  removeSlot: WaysChanged;
  setPin: null;
  changeSettings: null;
  /** `pin`: of the types that have one. */
  secret: { readonly secret: string; readonly uri: string; readonly pin?: string };
  /** `leftOut`: the names of those that Google Authenticator cannot hold. */
  exportCodes: { readonly parts: readonly string[]; readonly leftOut: readonly string[] };
  exportAccounts: { readonly accounts: readonly PortableAccount[] };
  codeCopied: null;
  /** For a search: what stands with an account besides its names, by id; nothing for most. */
  searchTexts: { readonly texts: Readonly<Record<string, string>> };
  codes: { readonly codes: Readonly<Record<string, LiveCode>>; readonly now: number };
  account: AccountSummary;
  /** Data URLs, by the key that the row has in `icon`. */
  pictures: Readonly<Record<string, string>>;
  /** In the order of the list. */
  accounts: readonly AccountSummary[];
  /** One for each text, null for one that is no export. */
  expand: readonly (ExportPart | null)[];
  /** `now` of both: as in `open`. */
  preview: { readonly items: readonly PreviewItem[]; readonly now: number };
  /** `replaced`: those in the trash whose place was taken. */
  add: {
    readonly ids: readonly string[];
    readonly alreadySaved: number;
    readonly replaced: readonly string[];
    /** How many own pictures the vault has no room for; absent where it has. */
    readonly iconsLost?: number;
  };
  patch: AccountSummary;
  trash: null;
  restore: null;
  reorder: null;
  tag: null;
  pin: null;
  trashed: readonly TrashedAccount[];
  duplicates: Duplicates;
  unite: null;
  separate: null;
  purge: null;
  nextHotpCode: { readonly code: string };
  saveDraft: null;
  loadDraft: { readonly draft: string | null };
  dropDraft: null;
  findPrompt: { readonly prompt: boolean };
  fill: FillReply;
  explainPage: { readonly report: string };
  expectGrant: null;
  dropGrant: null;
  turnOnAutomatic: null;
  offerSeen: null;
  grants: readonly GrantView[];
  removeGrant: null;
  promptStands: { readonly prompt: 'standing' | 'gone' | 'unknown' };
  verified: null;
  dropPending: null;
  scanPage: null;
  takeCapture: Capture;
  restoreVault: { readonly accounts: number };
  exportBackup: { readonly file: string; readonly name: string };
  automaticBackup: {
    readonly file: string;
    readonly vaultId: string;
    readonly rev: number;
    readonly changes: number;
  } | null;
  readFolderFile: FolderFile | null;
  mergeFolderFile: FolderFile | null;
  setAutomaticBackups: null;
  backedUp: null;
  remindLater: null;
  backupHealth: BackupHealth;
  health: {
    /** `accounts`: those that it concerns. `site`: an origin that each is filled on. */
    readonly found: readonly {
      readonly kind: Finding['kind'];
      readonly accounts: readonly {
        readonly id: string;
        readonly issuer: string;
        readonly name: string;
        readonly site?: string;
      }[];
    }[];
    /** There are no accounts, so that nothing can be said of their backup. */
    readonly isEmpty: boolean;
    /** Somebody has judged how strong the passphrase is. */
    readonly isPassphraseJudged: boolean;
    /** How many sites the browser lets us look at by ourselves. */
    readonly grants: number;
  };
  readBackup: BackupView;
  mergeBackup: { readonly added: number; readonly changed: number };
  replaceByBackup: { readonly accounts: number };
  history: readonly HistoryEntry[];
  historyFile: { readonly file: string };
  exportRaw: { readonly file: string; readonly name: string };
  startOver: null;
  dropNotice: null;
  recoveryCodes: { readonly codes: readonly RecoveryCode[] };
  findRecoveryCodes: FoundRecoveryCodes;
  /** `codes`: as they were cleaned. `added`: those of them that were not there before. */
  changeRecoveryCodes: { readonly codes: readonly RecoveryCode[]; readonly added: readonly string[] };
  fillRecoveryCode: RecoveryFillReply;
  takeBackRecoveryCode: null;
  takeSelection: SelectedCodes;
  clock: ClockView;
  findOffset: OffsetSearch;
  siteClock: SiteClock;
  setClockOffset: null;
  dropClockJump: null;
  sync: SyncView;
  turnOnSync: null;
  /** Whether what was stored is gone as well; if not, it could not be reached. */
  turnOffSync: { readonly isCleared: boolean };
  leaveOthersOut: null;
  syncNow: null;
  settleConflict: null;
  unsettleConflict: null;
  showPage: null;
}

export type Answer<N extends RequestName> =
  | { readonly ok: true; readonly value: Replies[N] }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };
