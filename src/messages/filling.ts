import { boolean, type Checked, integer, oneOf, optional, shape, text } from '../core/check';
import type { LookAlike } from '../core/look-alike';
import type { SiteMatch } from '../core/match';
import { id, opId, origin } from './fields';

/** Pages of others: which one our popup stands over, what is filled there, and what is scanned. */

/** The document that a fill is for. It is pinned: another document in the same tab is never filled. */
export const target = shape({ tabId: integer(0, Number.MAX_SAFE_INTEGER), documentId: text(128, 1), origin });
export type FillTarget = Checked<typeof target>;

export const fillingRequests = {
  /** Whether the page that the popup stands over shows a 2FA prompt (it runs `findOtpFields` there once). */
  findPrompt: shape({ target }),
  /**
   * `answer`: the person's reply when the account is not saved for this origin. `asked`: nobody pressed anything just
   * now, it goes on with what a shortcut or menu asked for before unlocking.
   */
  fill: shape({ id, target, answer: optional(oneOf('once', 'remember')), asked: optional(boolean) }),
  /** For a bug report: how the page's fields were judged, without anything of the page. */
  explainPage: shape({ target }),
  /** The browser is about to ask the person for this site: `turnOnAutomatic` happens by itself where they agree. */
  expectGrant: shape({ id, origin }),
  /** The person said no to the browser. */
  dropGrant: shape({}),
  /** From now on the account is filled by itself on this origin; the site must have been granted. */
  turnOnAutomatic: shape({ opId, id, origin }),
  /** "Do this by itself" was shown for this account and origin, and is not offered again. */
  offerSeen: shape({ opId, id, origin }),
  /** The granted sites of this browser. */
  grants: shape({}),
  removeGrant: shape({ pattern: origin }),
  /** Whether the prompt that was filled is still there: a site that took the code has gone on. */
  promptStands: shape({ target }),
  /** The site took the account's first code. */
  verified: shape({ opId, id }),
  /** Forgets what a shortcut or menu asked for on this page while the vault was locked or a choice was open. */
  dropPending: shape({ target }),
  /** Captures the active tab and opens the confirm window on the frozen picture; from a tab of ours, the other sources. */
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
  /** Accounts without a site whose issuer is known to live here: an offer, not a match. */
  readonly suggested: readonly string[];
  /** True when a shortcut or the context menu asked to fill here: go on at once where one account fits. */
  readonly fillAsked: boolean;
  /** Whether it may be kept: not of a private window, and not without encryption. */
  readonly canRemember: boolean;
  /** The account that a shortcut filled here, where automatic fill was never offered for it. */
  readonly offer: string | null;
}

export type FillReply =
  /** `offer`: the origin on which the account may be filled by itself, where that was never offered before. */
  | { readonly status: 'filled'; readonly offer: { readonly origin: string } | null }
  /** `asked`, and another page of ours has done it already. */
  | { readonly status: 'taken' }
  /** Not filled: the page is not a saved site. Ask, then call again with `answer`. */
  | {
      readonly status: 'ask';
      readonly match: SiteMatch;
      readonly host: string;
      /** The host as it reads in its own script, where it is not plain ASCII. */
      readonly readsAs: string | null;
      readonly savedHosts: readonly string[];
      /** Saved hosts of the account that stand in a frame of this page. */
      readonly framedHosts: readonly string[];
      readonly lookAlike: LookAlike | null;
      /** The table of services says that this host is the issuer's. */
      readonly agrees: boolean;
      /** Whether this page can be saved with the account: not over plain http, nor in a private window. */
      readonly canRemember: boolean;
    };

/** A site that the browser lets us look at by ourselves, and the accounts that are filled there. */
export interface GrantView {
  /** Match pattern, as the browser keeps it. */
  readonly pattern: string;
  readonly accounts: readonly { readonly id: string; readonly issuer: string; readonly name: string }[];
}

/** A data: URL, and the part of it that counts, in CSS pixels of the captured tab; absent when all of it does. */
export interface CapturedPicture {
  readonly image: string;
  readonly crop?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly devicePixelRatio: number;
  };
}

export interface Capture {
  /** To be read one after the other until there is a code: the clicked image by itself, the visible tab. */
  readonly pictures: readonly CapturedPicture[];
  /** Origin of the page that was captured, null where it may not be kept with an account. */
  readonly pageOrigin: string | null;
  /** For people; empty for pages without one (files, browser pages). */
  readonly pageHost: string;
  /** The document that was captured, for its confirmation field; null where it cannot be reached. */
  readonly target: FillTarget | null;
}
