import { boolean, integer, optional, shape, text } from '../core/check';
import { credential } from './fields';

/** The person's browsers brought together through the browser's own sync storage. */

/** What other people of one group call a browser. */
const browserName = text(64);

/** A value that gave way, as its view names it. */
const conflict = { id: text(64, 1), field: text(4096, 1), at: integer(0, Number.MAX_SAFE_INTEGER) };

export const syncRequests = {
  /** How it stands. */
  sync: shape({}),
  /** `other`: what opens the vault of a browser that is there already, where this vault's own does not. */
  turnOnSync: shape({ credential, other: optional(credential), name: browserName }),
  /** For all browsers: what was stored is taken away. Where it cannot be reached, for this one. */
  turnOffSync: shape({}),
  /** A new key, which the others get by the passphrase of this vault, asked for here: it is how one of them is removed. */
  leaveOthersOut: shape({ credential }),
  syncNow: shape({}),
  /** `take` puts the value that gave way back in its place; in any case it is seen. */
  settleConflict: shape({ ...conflict, take: boolean }),
  /** The last one that was settled, as if it had not been. */
  unsettleConflict: shape(conflict),
} as const;

/**
 * `off`: this browser takes no part. `hidden`: the organisation has it rest. `gone`: turned off in another browser, or
 * lost. `rotated`: another browser took a new key, or began at the same time. `full`: some accounts found no room.
 * `unavailable`: the browser gives no sync storage.
 */
export type SyncStanding = 'off' | 'hidden' | 'on' | 'full' | 'gone' | 'rotated' | 'unavailable';

interface Named {
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
}

/** A value of a field that gave way to another browser's; without the value where it is a secret, or long. */
export interface ConflictView extends Named {
  /** As in `core/sync/fields.ts`. */
  readonly field: string;
  /** The text that gave way; null: it was not there, or is not for showing. */
  readonly lost: string | null;
  /** Unix milliseconds; tells it from others of the same field. */
  readonly at: number;
}

export interface SyncView {
  readonly standing: SyncStanding;
  /** Whether this browser takes part, whatever stands in the way. */
  readonly isOn: boolean;
  /** Something of other browsers is stored, and this one takes no part. */
  readonly isThere: boolean;
  /** When it went well last, Unix milliseconds; 0: never. */
  readonly at: number;
  /** Those that found no room. */
  readonly left: readonly Named[];
  /** Accounts that a later version has changed in another browser, which do not sync until this one is updated. */
  readonly later: readonly Named[];
  /** `at`: when it was there last, to the day. */
  readonly browsers: readonly {
    readonly id: string;
    readonly name: string;
    readonly at: number;
    readonly isOwn: boolean;
  }[];
  readonly conflicts: readonly ConflictView[];
}
