import type { AccountType, Algorithm, CodeDisplay, RecoveryCount } from '../core/account';
import { ACCOUNT_TYPES, ALGORITHMS, CODE_DISPLAYS, LIMITS } from '../core/account';
import { boolean, type Checked, integer, list, oneOf, optional, shape, text } from '../core/check';
import type { ErrorCode, ErrorDetails } from '../core/errors';
import { credential, id, ids, opId, origin } from './fields';

/** Wide enough that what a person pastes by mistake gets its own sentence, and not none. */
const anyText = text(1024 * 1024);

/** As `core/account-icon.ts` has it. */
const icon = text(16_384);

/** The fields of the form "Add account", as typed. The background reads them and names the wrong one. */
const typedAccount = shape({
  type: oneOf(...ACCOUNT_TYPES),
  issuer: anyText,
  name: anyText,
  /** Hexadecimal for Mobile-OTP. */
  secret: anyText,
  /** Of the types that have one. */
  pin: optional(anyText),
  algorithm: oneOf(...ALGORITHMS),
  digits: text(16),
  period: text(16),
  counter: text(20),
});
export type TypedAccount = Checked<typeof typedAccount>;

/** Wide enough that too many and too long ones get their own sentence, and not none. */
export const recoveryCodes = list(
  shape({ code: anyText, usedAt: optional(integer(0, Number.MAX_SAFE_INTEGER)) }),
  10_000,
);

/** An account that an importer read from a file, in the shape of `NewAccount`; checked again at the door. */
const importedAccount = shape({
  type: oneOf(...ACCOUNT_TYPES),
  issuer: anyText,
  name: anyText,
  secret: text(1024, 1),
  pin: optional(text(64)),
  algorithm: oneOf(...ALGORITHMS),
  digits: integer(LIMITS.digits.min, LIMITS.digits.max),
  period: optional(integer(LIMITS.periodSeconds.min, LIMITS.periodSeconds.max)),
  counter: optional(integer(LIMITS.counter.min, LIMITS.counter.max)),
  /** Only from our own backups: foreign formats know no sites. */
  sites: optional(list(shape({ origin, subdomains: boolean }), LIMITS.storedSites)),
  pinned: optional(boolean),
  submits: optional(boolean),
  display: optional(oneOf(...CODE_DISPLAYS)),
  tags: optional(list(anyText, LIMITS.storedTags)),
  note: optional(anyText),
  icon: optional(icon),
  recoveryCodes: optional(recoveryCodes),
});
export type ImportedAccount = Checked<typeof importedAccount>;

/** Exactly one of the three: a scanned or pasted text, the typed form, an account of an imported file. */
const candidate = shape({
  text: optional(anyText),
  typed: optional(typedAccount),
  imported: optional(importedAccount),
  /** Of a `text` that is an export of Google Authenticator: which of its accounts, from 0. */
  entry: optional(integer(0, LIMITS.accounts)),
  /** What the person wrote over the issuer and the account name in the confirm screen. */
  issuer: optional(anyText),
  name: optional(anyText),
  /**
   * The person chose that it takes the place of the account with its secret, or of the only one of its names, which goes
   * to the trash.
   */
  replaces: optional(boolean),
  /** What the person gave there for a `text` that has none. */
  pin: optional(anyText),
});
export type Candidate = Checked<typeof candidate>;
export const candidates = list(candidate, LIMITS.accounts);

const site = shape({ origin, subdomains: boolean, automatic: optional(boolean) });

const draftForm = oneOf('add', 'edit');
export type DraftForm = Checked<typeof draftForm>;

const patchFields = shape({
  issuer: optional(anyText),
  name: optional(anyText),
  algorithm: optional(oneOf(...ALGORITHMS)),
  digits: optional(text(16)),
  period: optional(text(16)),
  counter: optional(text(20)),
  pinned: optional(boolean),
  submits: optional(boolean),
  /** '' for what is set for all. */
  display: optional(oneOf('', ...CODE_DISPLAYS)),
  sites: optional(list(site, LIMITS.storedSites)),
  /** As typed, between commas. */
  tags: optional(anyText),
  note: optional(anyText),
  /** A new one: nobody is told the one that it was. */
  pin: optional(anyText),
  /** '' for none of one's own choice. */
  icon: optional(icon),
});
export type PatchFields = Checked<typeof patchFields>;

/** How an account came: `scan` from a page, `picture` from a file, a camera or another window, where there is none. */
const source = oneOf('scan', 'picture', 'paste', 'manual', 'import');

export const accountRequests = {
  /** Live codes for up to 200 accounts (the rows in sight). HOTP accounts have none. */
  codes: shape({ ids: list(id, 200) }),
  account: shape({ id }),
  /** Own pictures of up to 200 accounts (the rows in sight). */
  pictures: shape({ ids: list(id, 200) }),
  searchTexts: shape({}),
  /** All of them, for choosing some. */
  accounts: shape({}),
  /** Which of these texts are exports of Google Authenticator, that hold several accounts each. */
  expand: shape({ texts: list(anyText, LIMITS.accounts) }),
  /** Reads candidates without saving anything. `pageOrigin`: where they were scanned. */
  preview: shape({ candidates, pageOrigin: optional(origin), source }),
  add: shape({
    opId,
    candidates,
    /** The page's origin, when its box "Fill on …" is ticked. */
    site: optional(origin),
    source,
    /** Asked for where one takes the place of an account with another secret. */
    credential: optional(credential),
  }),
  /** `base`: what the person saw in these fields. One that has changed since is a conflict, and is named. */
  patch: shape({ opId, id, base: patchFields, fields: patchFields }),
  /** All of these accounts or none. `restore`: what had given way to them comes back. */
  trash: shape({ opId, ids, restore: optional(ids) }),
  restore: shape({ opId, ids }),
  reorder: shape({ opId, ids }),
  /** All of these changes or none. `at`: the place among the tags of an account, from 0; absent: the last. */
  tag: shape({
    opId,
    changes: list(
      shape({ ids, tag: anyText, on: boolean, at: optional(integer(0, LIMITS.storedTags)) }),
      LIMITS.storedTags + 1,
    ),
  }),
  pin: shape({ opId, ids, pinned: boolean }),
  /** What lies in the trash. */
  trashed: shape({}),
  duplicates: shape({}),
  /** Duplicates become one each; the others give it what they have, and go to the trash. */
  unite: shape({ opId, groups: list(shape({ keep: id, others: ids }), LIMITS.accounts) }),
  /** Undoes what was united under `of`. */
  separate: shape({ opId, of: opId }),
  /** Counts one up, saves, then answers with the code. */
  nextHotpCode: shape({ opId, id }),
  /** One draft for each form; what it holds is the form's own affair. */
  saveDraft: shape({ form: draftForm, draft: text(65_536) }),
  loadDraft: shape({ form: draftForm }),
  dropDraft: shape({ form: draftForm }),
} as const;

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
  /** Absent: as it is set for all. */
  readonly display?: CodeDisplay;
  /** `brand:` and the name of a bundled icon, or `picture:` and the key of an own one; absent: a letter. */
  readonly icon?: string;
  /** Absent where there are none. */
  readonly tags?: readonly string[];
  /** Absent where it has no recovery codes. */
  readonly recovery?: RecoveryCount;
}

/** One code of an export of Google Authenticator. */
export interface ExportPart {
  readonly entries: number;
  /** What the parts of one export have in common. */
  readonly batch: string;
  readonly size: number;
  /** The parts, from 1, that were neither among the texts nor added since the browser started. */
  readonly missing: readonly number[];
}

/** Cleaned text of outside origin: NFC, no control or bidi-override characters, at most 256 code points. */
export type PreviewItem =
  | {
      readonly kind: 'account';
      readonly type: AccountType;
      readonly issuer: string;
      readonly name: string;
      /** As in `AccountRow`, but an own picture itself. */
      readonly icon?: string;
      readonly algorithm: Algorithm;
      readonly digits: number;
      readonly period?: number;
      readonly counter?: number;
      readonly secretBits: number;
      /** Null for HOTP: its first code is given on request, after saving. */
      readonly code: LiveCode | null;
      /**
       * `saved`: it is in the vault as it is; `changed`: its secret is, with other fields; `same-name`: same issuer and
       * name, another secret; `repeated`: its secret comes earlier in the same list.
       */
      readonly verdict: 'new' | 'saved' | 'changed' | 'same-name' | 'repeated';
      /**
       * What the account with this secret is called, where the verdict is `changed` or `repeated`; where it is
       * `same-name`, the only account of that name, whose place it can take.
       */
      readonly savedAs: string;
      readonly tags: readonly string[];
      readonly warnings: readonly ('short-secret' | 'issuer-differs')[];
      /** Where a backup of ours says that it is filled without a question; empty for everything else. */
      readonly hosts: readonly string[];
    }
  | { readonly kind: 'other'; readonly text: string }
  /** `title`: what its text calls it, where that can be told; else empty. */
  | {
      readonly kind: 'refused';
      readonly title: string;
      readonly code: ErrorCode;
      readonly details: ErrorDetails;
    };
