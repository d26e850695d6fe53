import { integer, list, optional, shape, text } from '../core/check';
import { type FoundOffset, MOST_OFFSET_SECONDS, type OffsetSearch } from '../core/clock-offset';
import { credential, id } from './fields';
import { target } from './filling';

/** The clock that codes are made by: what pages say of it, and what they are told. */

const reading = shape({ code: text(32, 1), at: integer(0, Number.MAX_SAFE_INTEGER) });

export const clockRequests = {
  clock: shape({}),
  /** Which offset fits the codes of this account that another device showed one after the other. Nothing is kept. */
  findOffset: shape({ id, readings: list(reading, 4) }),
  /** Has this page ask its own origin for the time, once. Nothing is kept. */
  siteClock: shape({ target }),
  /** From now on codes are made so many seconds later than by the clock of the computer; 0: by that clock. */
  setClockOffset: shape({
    offset: integer(-MOST_OFFSET_SECONDS, MOST_OFFSET_SECONDS),
    /** Needed for more than `FREE_OFFSET_SECONDS` ahead. */
    credential: optional(credential),
  }),
  /** The person read that the clock was set back. */
  dropClockJump: shape({}),
} as const;

/** Both in seconds, 0 for none. */
export interface ClockView {
  /** What is added to the clock of the computer for the codes. */
  readonly offset: number;
  /** By how much that clock was changed since it was last looked at; below 0: set back. Stays until it is dropped. */
  readonly jump: number;
}

/** `host`: of the site, for people. */
export type SiteClock = FoundOffset & { readonly host: string };
export type { OffsetSearch };
