import { boolean, type Checked, integer, oneOf, optional, shape, text } from '../core/check';
import type { SiteMatch } from '../core/match';
import { id, origin } from './accounts';

/** Pages of others: which one our popup stands over, what is filled there, and what is scanned. */

/** The document that a fill is for. It is pinned: another document in the same tab is never filled. */
const target = shape({ tabId: integer(0, Number.MAX_SAFE_INTEGER), documentId: text(128, 1), origin });
export type FillTarget = Checked<typeof target>;

export const fillingRequests = {
  /** Whether the page that the popup stands over shows a 2FA prompt (it runs `findOtpFields` there once). */
  findPrompt: shape({ target }),
  /**
   * `answer`: the person's reply when the account is not saved for this origin. `asked`: nobody pressed anything just
   * now, it goes on with what a shortcut or menu asked for before unlocking.
   */
  fill: shape({ id, target, answer: optional(oneOf('once', 'remember')), asked: optional(boolean) }),
  /** Forgets what a shortcut or menu asked for while the vault was locked or a choice was open. */
  dropPending: shape({}),
  /** Captures the active tab and opens the confirm window on the frozen picture. */
  scanPage: shape({}),
  /** Hands over the frozen picture, once. */
  takeCapture: shape({}),
} as const;

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
