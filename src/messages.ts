/**
 * The contract between our pages and the background: what a page may ask (`REQUESTS`, with the run-time check
 * of every argument) and what it gets (`Replies`). No behaviour here. A web page has no part in this: it is
 * called by injected functions and never calls.
 */
import type { AccountSummary, AccountType, Algorithm, Site } from './core/account';
import { ALGORITHMS, LIMITS } from './core/account';
import { boolean, type Checked, integer, list, oneOf, optional, shape, text } from './core/check';
import type { ErrorCode, ErrorDetails } from './core/errors';
import type { SiteMatch } from './core/match';

const id = text(64, 1);
const opId = text(64, 1);
const passphrase = text(65_536, 1);
const origin = text(2048, 1);
/** Wide enough that what a person pastes by mistake gets its own sentence, and not none. */
const anyText = text(1024 * 1024);
/** Eight MiB of sealed file in UTF-16 units (it is ASCII). */
const sealedFile = text(8 * 1024 * 1024, 1);

/** The fields of the form "Add account", as typed. The background reads them and names the wrong one. */
const typedAccount = shape({
  type: oneOf('totp', 'hotp', 'steam'),
  issuer: anyText,
  name: anyText,
  secret: anyText,
  algorithm: oneOf(...ALGORITHMS),
  digits: text(16),
  period: text(16),
  counter: text(20),
});
export type TypedAccount = Checked<typeof typedAccount>;

/** An account that an importer read from a file, in the shape of `NewAccount`; checked again at the door. */
const importedAccount = shape({
  type: oneOf('totp', 'hotp', 'steam'),
  issuer: anyText,
  name: anyText,
  secret: text(1024, 1),
  algorithm: oneOf(...ALGORITHMS),
  digits: integer(LIMITS.digits.min, LIMITS.digits.max),
  period: optional(integer(LIMITS.periodSeconds.min, LIMITS.periodSeconds.max)),
  counter: optional(integer(LIMITS.counter.min, LIMITS.counter.max)),
  /** Only from our own backups: foreign formats know no sites. */
  sites: optional(list(shape({ origin, subdomains: boolean }), LIMITS.sites)),
  pinned: optional(boolean),
});
export type ImportedAccount = Checked<typeof importedAccount>;

/** Exactly one of the three: a scanned or pasted text, the typed form, an account of an imported file. */
const candidate = shape({
  text: optional(anyText),
  typed: optional(typedAccount),
  imported: optional(importedAccount),
  /** What the person wrote over the issuer and the account name in the confirm screen. */
  issuer: optional(anyText),
  name: optional(anyText),
});
export type Candidate = Checked<typeof candidate>;
const candidates = list(candidate, LIMITS.accounts);

const site = shape({ origin, subdomains: boolean });

const draftForm = oneOf('add', 'edit');
export type DraftForm = Checked<typeof draftForm>;

/** The document that a fill is for. It is pinned: another document in the same tab is never filled. */
const target = shape({ tabId: integer(0, Number.MAX_SAFE_INTEGER), documentId: text(128, 1), origin });
export type FillTarget = Checked<typeof target>;

const patchFields = shape({
  issuer: optional(anyText),
  name: optional(anyText),
  algorithm: optional(oneOf(...ALGORITHMS)),
  digits: optional(text(16)),
  period: optional(text(16)),
  counter: optional(text(20)),
  pinned: optional(boolean),
  sites: optional(list(site, LIMITS.sites)),
});
export type PatchFields = Checked<typeof patchFields>;

export const REQUESTS = {
  /** What the popup needs for its first picture. `first`: for how many rows the codes come along. */
  open: shape({ first: integer(0, 200) }),
  createVault: shape({ passphrase }),
  /** Only while there is no vault: takes over a sealed backup as the vault, and unlocks it. */
  restoreVault: shape({ file: sealedFile, passphrase }),
  unlock: shape({ passphrase }),
  lock: shape({}),
  /** Live codes for up to 200 accounts (the rows in sight). HOTP accounts have none. */
  codes: shape({ ids: list(id, 200) }),
  account: shape({ id }),
  /** Reads candidates without saving anything. `pageOrigin`: where they were scanned. */
  preview: shape({ candidates, pageOrigin: optional(origin) }),
  add: shape({
    opId,
    candidates,
    /** The page's origin, when its box "Fill on …" is ticked. */
    site: optional(origin),
    source: oneOf('scan', 'paste', 'manual', 'import'),
  }),
  patch: shape({ opId, id, ifUpdatedAt: integer(0, Number.MAX_SAFE_INTEGER), fields: patchFields }),
  trash: shape({ opId, id }),
  restore: shape({ opId, id }),
  reorder: shape({ opId, ids: list(id, LIMITS.accounts) }),
  /** Counts one up, saves, then answers with the code. */
  nextHotpCode: shape({ opId, id }),
  /** Whether the page that the popup stands over shows a 2FA prompt (it runs `findOtpFields` there once). */
  findPrompt: shape({ target }),
  /** `answer`: the person's reply when the account is not saved for this origin. */
  /** `asked`: nobody pressed anything just now, it goes on with what a shortcut or menu asked for before unlocking. */
  fill: shape({ id, target, answer: optional(oneOf('once', 'remember')), asked: optional(boolean) }),
  /** Forgets what a shortcut or menu asked for while the vault was locked or a choice was open. */
  dropPending: shape({}),
  /** Captures the active tab and opens the confirm window on the frozen picture. */
  scanPage: shape({}),
  /** Hands over the frozen picture, once. */
  takeCapture: shape({}),
  /** One draft for each form; what it holds is the form's own affair. */
  saveDraft: shape({ form: draftForm, draft: text(16_384) }),
  loadDraft: shape({ form: draftForm }),
  dropDraft: shape({ form: draftForm }),
  exportBackup: shape({}),
  /** Opens a page of ours in a tab: the first run, settings, import. */
  showPage: shape({ page: oneOf('welcome', 'settings', 'import') }),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type Arguments<N extends RequestName> = Checked<(typeof REQUESTS)[N]>;

/** `code` and `next` are bare characters (no grouping); `expiresAt` is Unix milliseconds. */
export interface LiveCode {
  readonly code: string;
  readonly next: string;
  readonly expiresAt: number;
}

/** One line of the list. `period` is in seconds, absent for HOTP. */
export interface AccountRow {
  readonly id: string;
  readonly type: AccountType;
  readonly issuer: string;
  readonly name: string;
  readonly digits: number;
  readonly period?: number;
  readonly pinned: boolean;
}

/** The page that the popup stands over, or that a shortcut or menu asked to fill. */
export interface SiteView {
  readonly target: FillTarget;
  /** Host for people: in ASCII (punycode), with a port if it is not the usual one. */
  readonly host: string;
  readonly exact: readonly string[];
  readonly sameDomain: readonly string[];
  /** True when a shortcut or the context menu asked to fill here: go on at once where one account fits. */
  readonly fillAsked: boolean;
}

export type OpenReply = {
  /** What went wrong with a shortcut or menu item; said once. */ readonly failure: ErrorCode | null;
} & VaultView;

export type VaultView =
  | { readonly vault: 'empty' | 'locked' | 'damaged'; readonly fillAsked: boolean }
  | {
      readonly vault: 'unlocked';
      /** In display order: exact matches of the site, pinned, all others. */
      readonly rows: readonly AccountRow[];
      readonly codes: Readonly<Record<string, LiveCode>>;
      readonly site: SiteView | null;
      /** The clock of the background when the codes were made, Unix milliseconds. */
      readonly now: number;
    };

/** Cleaned text of outside origin: NFC, no control or bidi-override characters, at most 256 code points. */
export type PreviewItem =
  | {
      readonly kind: 'account';
      readonly type: AccountType;
      readonly issuer: string;
      readonly name: string;
      readonly algorithm: Algorithm;
      readonly digits: number;
      readonly period?: number;
      readonly counter?: number;
      readonly secretBits: number;
      /** Null for HOTP: its first code is given on request, after saving. */
      readonly code: LiveCode | null;
      /** `saved`: the same secret is in the vault; `same-name`: same issuer and name, another secret. */
      readonly verdict: 'new' | 'saved' | 'same-name';
      readonly warnings: readonly ('short-secret' | 'issuer-differs')[];
      /** Where a backup of ours says that it is filled without a question; empty for everything else. */
      readonly hosts: readonly string[];
    }
  | { readonly kind: 'other'; readonly text: string }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails };

export type FillReply =
  | { readonly status: 'filled' }
  /** `asked`, and another page of ours has done it already. */
  | { readonly status: 'taken' }
  /** Not filled: the page is not a saved site. Ask, then call again with `answer`. */
  | {
      readonly status: 'ask';
      readonly match: Exclude<SiteMatch, 'exact'>;
      readonly host: string;
      readonly savedHosts: readonly string[];
      /** Whether this page can be saved with the account: not over plain http, nor in a private window. */
      readonly canRemember: boolean;
    };

export interface Capture {
  /** data: URL, PNG or JPEG, of the visible tab or of the clicked image. */
  readonly image: string;
  /** In CSS pixels of the captured tab; absent when the whole picture counts. */
  readonly crop?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly devicePixelRatio: number;
  };
  /** Origin of the page that was captured, null where it may not be kept with an account. */
  readonly pageOrigin: string | null;
  /** For people; empty for pages without one (files, browser pages). */
  readonly pageHost: string;
}

export interface Replies {
  open: OpenReply;
  createVault: { readonly kdf: 'argon2id' | 'pbkdf2' };
  restoreVault: { readonly accounts: number };
  unlock: null;
  lock: null;
  codes: { readonly codes: Readonly<Record<string, LiveCode>>; readonly now: number };
  account: AccountSummary;
  preview: readonly PreviewItem[];
  add: { readonly ids: readonly string[]; readonly alreadySaved: number };
  patch: AccountSummary;
  trash: null;
  restore: null;
  reorder: null;
  nextHotpCode: { readonly code: string };
  findPrompt: { readonly prompt: boolean };
  fill: FillReply;
  dropPending: null;
  scanPage: null;
  takeCapture: Capture;
  saveDraft: null;
  loadDraft: { readonly draft: string | null };
  dropDraft: null;
  exportBackup: { readonly file: string; readonly name: string };
  showPage: null;
}

export type Answer<N extends RequestName> =
  | { readonly ok: true; readonly value: Replies[N] }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** Name of the BroadcastChannel on which the background tells our pages that something changed. */
export const CHANNEL = 'counterfoil';
/** `locked`: clear the screen now. `changed`: ask again. Carries no account data. */
export type Announcement = { readonly type: 'locked' | 'unlocked' | 'changed' };

export type { Site };
