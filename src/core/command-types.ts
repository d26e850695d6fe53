import type { NewAccount, RecoveryCode, Site } from './account';
import type { TagChange } from './manage';
import type { Choices } from './merge';
import type { Edit } from './patch-account';
import type { RecoveryEdit } from './recovery-codes';
import type { Settings } from './settings';
import type { SlotInfo, VaultContent } from './vault-content';

/** Everything that changes a vault (`commands.ts` carries it out). */
export type Command =
  | {
      readonly type: 'add';
      readonly accounts: readonly AddedAccount[];
      readonly source: string;
      /** The person showed who they are just now, which giving up a saved secret asks for. */
      readonly isAuthenticated?: boolean;
    }
  | ({ readonly type: 'patch'; readonly id: string } & Edit)
  /** `restore`: what had given way to them, and comes back. */
  | {
      readonly type: 'trash';
      readonly ids: readonly string[];
      readonly restore?: readonly string[] | undefined;
    }
  | { readonly type: 'restore'; readonly ids: readonly string[] }
  | { readonly type: 'reorder'; readonly ids: readonly string[] }
  | { readonly type: 'tag'; readonly changes: readonly TagChange[] }
  | { readonly type: 'pin'; readonly ids: readonly string[]; readonly pinned: boolean }
  /** Out of the trash, for good. */
  | { readonly type: 'purge'; readonly ids: readonly string[] }
  /** Duplicates become one each: the others give it what they have, and go to the trash. */
  | { readonly type: 'unite'; readonly groups: readonly UnitedGroup[] }
  /** Undoes what was united by the command with this `opId`. */
  | { readonly type: 'separate'; readonly of: string }
  | { readonly type: 'remember-site'; readonly id: string; readonly origin: string }
  /** Whether the account is filled by itself on this origin, which becomes one of its sites. */
  | { readonly type: 'automatic'; readonly id: string; readonly origin: string; readonly on: boolean }
  /** A site took the account's first code. */
  | { readonly type: 'verified'; readonly id: string }
  | { readonly type: 'count-up'; readonly id: string }
  | ({ readonly type: 'recovery-codes'; readonly id: string } & RecoveryEdit)
  /** After saves were lost: each of them may have counted one up. 1 to 10. */
  | { readonly type: 'skip-counters'; readonly by: number }
  | { readonly type: 'settings'; readonly change: Partial<Settings> }
  | { readonly type: 'slots-info'; readonly remove: readonly string[]; readonly add: readonly SlotInfo[] }
  /** `changes`: how many of the counted ones the backup holds. */
  | { readonly type: 'backed-up'; readonly changes: number }
  /** Unix milliseconds. */
  | { readonly type: 'remind-later'; readonly until: number }
  | { readonly type: 'merge'; readonly theirs: VaultContent; readonly choices: Choices }
  | { readonly type: 'replace'; readonly theirs: VaultContent };

/** `id` is chosen by the caller, so that the command itself stays pure. */
export type AddedAccount = NewAccount & {
  readonly id: string;
  readonly sites: readonly Site[];
  readonly pinned: boolean;
  readonly submits?: boolean;
  readonly display?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly icon?: string;
  readonly recoveryCodes?: readonly RecoveryCode[];
  /** The person chose that it takes the place of the account with its secret, or of the only one of its names. */
  readonly replaces?: boolean;
};

/** Ids of living accounts with one secret. */
export interface UnitedGroup {
  readonly keep: string;
  readonly others: readonly string[];
}

export interface Outcome {
  readonly content: VaultContent;
  /** JSON: it is kept with the `opId` and is the answer to a repeated command. Never a secret or a code. */
  readonly result: unknown;
}
