/**
 * Who may open the vault, and how long it stays open. The passphrase, the secret of a security key and the recovery key
 * cross where a request takes a `credential`, and with the PIN in these messages and in those of `backups.ts`: from a page
 * of ours to the background.
 */
import { LIMITS } from '../core/account';
import {
  boolean,
  type Checked,
  either,
  integer,
  list,
  nullable,
  oneOf,
  optional,
  shape,
  text,
} from '../core/check';
import { LIST_ORDERS } from '../core/list-order';
import { type Policy, STRENGTHS } from '../core/policy';
import { GROUPINGS } from '../core/settings';
import { bytes, credential, id, opId, passphrase } from './fields';

/** As the page that asks for a new passphrase has judged it: the lists for that are large, and no part of the background. */
export const strength = oneOf(...STRENGTHS);
/** Argon2id is made for this; the shortest is checked where the PIN is set. */
const pin = text(64, 1);

const lockPolicy = shape({
  /** Minutes since Counterfoil was last used; null: only when the browser closes. */
  afterMinutes: nullable(integer(1, 1440)),
  onSystemLock: boolean,
  /** Hours since unlocking, whatever happens; null: never. */
  maxHours: nullable(integer(1, 744)),
});
export type LockPolicy = Checked<typeof lockPolicy>;

/** How the codes are listed. */
const listSettings = shape({
  order: oneOf(...LIST_ORDERS),
  hideCodes: boolean,
  grouping: oneOf(...GROUPINGS),
});
export type ListSettings = Checked<typeof listSettings>;

export const credentialRequests = {
  createVault: shape({ passphrase, strength: optional(strength) }),
  unlock: shape({ credential: either(credential, shape({ type: oneOf('pin'), pin })) }),
  lock: shape({}),
  /** All that the settings show of slots, lock and clipboard. */
  security: shape({}),
  /** What a page needs to ask a security key, while locked or unlocked. */
  securityKeys: shape({}),
  /**
   * A new vault key. `keys`: the security keys that were touched to be kept; all others go. `recoveryKey`: issue a new
   * one (the old one goes in any case).
   */
  changePassphrase: shape({
    credential,
    passphrase,
    strength: optional(strength),
    keys: list(shape({ slotId: bytes, secret: bytes }), 16),
    recoveryKey: boolean,
  }),
  /** How strong the passphrase is that has just opened the vault: an organisation may ask for a stronger one. */
  passphraseJudged: shape({ strength }),
  /** In place of the one before, if there is one. */
  newRecoveryKey: shape({ credential }),
  addSecurityKey: shape({
    credential,
    label: text(256),
    credentialId: bytes,
    prfSalt: bytes,
    secret: bytes,
  }),
  removeSlot: shape({ credential, slotId: bytes }),
  /** Null takes it away. */
  setPin: shape({ credential, pin: nullable(pin) }),
  /** `credential`: needed where locking becomes weaker. */
  changeSettings: shape({
    opId,
    lock: optional(lockPolicy),
    clearClipboard: optional(boolean),
    list: optional(listSettings),
    credential: optional(credential),
  }),
  /** The secret of one account, its PIN and its key URI. */
  secret: shape({ id, credential }),
  /** Accounts as the codes of an export of Google Authenticator. */
  exportCodes: shape({ credential, ids: list(id, LIMITS.accounts) }),
  /** Accounts with their secrets, to be written for another app or printed. `sealed`: as an encrypted file. */
  exportAccounts: shape({ credential, ids: list(id, LIMITS.accounts), sealed: boolean }),
  /** Accounts out of the trash, for good. */
  purge: shape({ opId, credential, ids: list(id, LIMITS.accounts) }),
  /** Where the person wants it, the clipboard is overwritten after a while. `id`: whose code it was, if it was one. */
  codeCopied: shape({ id: optional(id) }),
} as const;

/** A security key as the browser is asked for it; base64url. */
export interface SecurityKey {
  readonly slotId: string;
  readonly credentialId: string;
  readonly prfSalt: string;
}

/** The ways in that a locked vault has, besides its passphrase. */
export interface UnlockWays {
  readonly pin: boolean;
  readonly securityKey: boolean;
  readonly recoveryKey: boolean;
}

/** What the organisation settles, as far as screens need it. */
export type PolicyView = Omit<Policy, 'presetSites'>;

export interface SlotView {
  readonly slotId: string;
  readonly type: 'passphrase' | 'webauthn-prf' | 'recovery' | 'other';
  /** What the person called it; empty where nothing was noted. */
  readonly label: string;
  /** Unix milliseconds, null where it is not known. */
  readonly createdAt: number | null;
  /** A security key that another browser made: it does not answer here. */
  readonly isElsewhere: boolean;
}

export interface SecurityView {
  readonly slots: readonly SlotView[];
  readonly pin: boolean;
  /** As the person set it. */
  readonly lock: LockPolicy;
  /** As it holds, under the policy of the organisation. */
  readonly heldLock: LockPolicy;
  /** Sites that the organisation names for accounts of an issuer. */
  readonly presetSites: readonly { readonly issuer: string; readonly hosts: readonly string[] }[];
  readonly clearClipboard: boolean;
  readonly list: ListSettings;
}
