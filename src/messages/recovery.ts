import { integer, oneOf, optional, shape, text } from '../core/check';
import { recoveryCodes } from './accounts';
import { credential, id, opId } from './fields';
import { type FillReply, target } from './filling';

/** A site's recovery codes: what pages say of them, and what they are told. */
export const recoveryRequests = {
  /** The codes of one account. */
  recoveryCodes: shape({ id, credential }),
  /** Splits a text into codes; nothing is kept. */
  findRecoveryCodes: shape({ text: text(1024 * 1024) }),
  /**
   * `base`: the list that the page showed (none, where it showed none), `codes`: what it is to be. Who does not know a
   * code can neither strike nor remove it.
   */
  changeRecoveryCodes: shape({ opId, id, base: recoveryCodes, codes: recoveryCodes }),
  /**
   * Fills the next one and strikes it, without showing it. `answer`: as for `fill`, and taken together with a credential
   * only: on pages of one's own the codes could be read one by one.
   */
  fillRecoveryCode: shape({
    id,
    target,
    answer: optional(oneOf('once', 'remember')),
    credential: optional(credential),
  }),
  /** Takes the strike of a fill back. */
  takeBackRecoveryCode: shape({ opId, id, usedAt: integer(0, Number.MAX_SAFE_INTEGER) }),
  /** Hands over what was selected on a page, once. */
  takeSelection: shape({}),
} as const;

/** A text that was selected on a page, split into codes. */
export interface SelectedCodes {
  readonly codes: readonly string[];
  readonly leftOut: readonly string[];
  /** For people; empty for pages without one. */
  readonly pageHost: string;
  /** The accounts that are saved for this page, by their ids, in the order of the list. */
  readonly here: readonly string[];
}

export type RecoveryFillReply =
  /** `left`: how many are left now. `usedAt`: names the strike, in Unix milliseconds. */
  | { readonly status: 'filled'; readonly left: number; readonly usedAt: number }
  | Extract<FillReply, { status: 'ask' }>;
