/** RFC 6238 §1.2 names HMAC-SHA-1, -256 and -512; key URIs write them without the dash. */
export const HMAC_ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const;
/** MD5 is Mobile-OTP's alone, and no HMAC there. */
export const ALGORITHMS = [...HMAC_ALGORITHMS, 'MD5'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Ranges that every door into the vault holds (the same for a scan, a form, an import and a message). */
export const LIMITS = {
  secretBytes: { min: 1, max: 128, weakBelow: 16 },
  digits: { min: 5, max: 10 },
  periodSeconds: { min: 5, max: 3600 },
  counter: { min: 0, max: Number.MAX_SAFE_INTEGER - 1 },
  textCodePoints: 256,
  /** Of one account, as recovery codes and sites are; `stored`: of one in which two lists became one. */
  tags: 16,
  storedTags: 1024,
  tagCodePoints: 64,
  noteCodePoints: 1000,
  storedNoteCodePoints: 16_384,
  /** What a person calls a way into the vault. */
  labelCodePoints: 60,
  recoveryCodes: 64,
  storedRecoveryCodes: 1024,
  recoveryCodeCharacters: 64,
  uriCharacters: 4096,
  accounts: 2000,
  sites: 16,
  storedSites: 1024,
} as const;

/** How the code of an account shows in lists, whatever is set for all: under the pointer and the focus alone, or always. */
export const CODE_DISPLAYS = ['hidden', 'shown'] as const;
export type CodeDisplay = (typeof CODE_DISPLAYS)[number];

export const ACCOUNT_TYPES = ['totp', 'hotp', 'steam', 'motp', 'yandex'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** What decides the codes besides the secret, per type. `period` is in seconds; `counter` is the next one. */
export type CodeKind =
  | { readonly type: 'totp'; readonly period: number }
  | { readonly type: 'steam'; readonly period: number }
  | { readonly type: 'motp'; readonly period: number }
  | { readonly type: 'yandex'; readonly period: number }
  | { readonly type: 'hotp'; readonly counter: number };

/** Whether the codes of this type are made from a PIN too: Mobile-OTP's and Yandex's. */
export const hasPin = (type: AccountType): boolean => type === 'motp' || type === 'yandex';

interface Described {
  readonly issuer: string;
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly digits: number;
}

/**
 * An account as it comes from a scan, a form or a file. `secret` is base32, upper case, no padding; `pin` is there for
 * the types that have one (`hasPin`), and as secret as the secret.
 */
export type NewAccount = CodeKind & Described & { readonly secret: string; readonly pin?: string };

/** A web origin on which the account's code may be filled; `subdomains` widens it to hosts below it. */
export interface Site {
  readonly origin: string;
  readonly subdomains: boolean;
  /** Filled by itself there; `false`: it was offered, and not wanted. Absent: never offered. */
  readonly automatic?: boolean;
}

interface Kept {
  readonly id: string;
  readonly sites: readonly Site[];
  readonly pinned: boolean;
  /** Position in the list, ascending. */
  readonly order: number;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** Unix milliseconds; the version that a patch must name. */
  readonly updatedAt: number;
  /** "scan https://host", "manual", "paste", "import". */
  readonly source: string;
  /** Unix milliseconds; present while the account lies in the trash. */
  readonly trashedAt?: number;
  /** Unix milliseconds: when a site took its first code. */
  readonly verifiedAt?: number;
  /** Whether the page's own button is pressed after filling; absent: no. */
  readonly submits?: boolean;
  /** One of `CODE_DISPLAYS`; anything else, or absent: as it is set for all. */
  readonly display?: string;
  /** Groups that the person made; each once. */
  readonly tags?: readonly string[];
  /** Lines of the person's own. */
  readonly note?: string;
  /** What stands for it in lists, where the person chose (`account-icon.ts`). */
  readonly icon?: string;
}

/** One of the codes that a site gave for the day without the authenticator. A secret: it opens the account once. */
export interface RecoveryCode {
  readonly code: string;
  /** Unix milliseconds. */
  readonly usedAt?: number;
}

export interface RecoveryCount {
  readonly left: number;
  readonly total: number;
}

interface WithRecoveryCodes {
  /** In the order of the site. */
  readonly recoveryCodes?: readonly RecoveryCode[];
}

/** Something that the person took away from an account (`removals.ts`). */
export interface Removal {
  readonly trace: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** One entry of the vault. It has secrets, so only the background may hold it. */
export type Account = NewAccount & Kept & WithRecoveryCodes & { readonly removals?: readonly Removal[] };

/**
 * What a page of ours may know of an account: everything but the secrets, the PIN among them. `recovery` is absent where
 * there are none.
 */
export type AccountSummary = CodeKind &
  Described &
  Omit<Kept, 'display'> & {
    readonly display?: CodeDisplay;
    /** What stands for it where nothing is chosen, if not a letter. */
    readonly automaticIcon?: string;
    readonly recovery?: RecoveryCount;
  };

/** How many recovery codes an account has, for pages that may not know them; nothing where there are none. */
export function recoveryOf({ recoveryCodes = [] }: WithRecoveryCodes): { readonly recovery?: RecoveryCount } {
  const left = recoveryCodes.filter(({ usedAt }) => usedAt === undefined).length;
  return recoveryCodes.length === 0 ? {} : { recovery: { left, total: recoveryCodes.length } };
}

/** Named field by field, so that a field of a newer version never leaves the background by accident. */
export function summarize(account: Account): AccountSummary {
  const { id, issuer, name, algorithm, digits, sites, pinned, order, createdAt, updatedAt, source } = account;
  const trashed = account.trashedAt === undefined ? {} : { trashedAt: account.trashedAt };
  const verified = account.verifiedAt === undefined ? {} : { verifiedAt: account.verifiedAt };
  const submits = account.submits === undefined ? {} : { submits: account.submits };
  const shown = displayOf(account);
  const display = shown === undefined ? {} : { display: shown };
  const tags = account.tags === undefined ? {} : { tags: account.tags };
  const note = account.note === undefined ? {} : { note: account.note };
  const icon = account.icon === undefined ? {} : { icon: account.icon };
  const kept = { id, issuer, name, algorithm, digits, sites, pinned, order, createdAt, updatedAt, source };
  return {
    ...kindOf(account),
    ...kept,
    ...trashed,
    ...verified,
    ...submits,
    ...display,
    ...tags,
    ...note,
    ...icon,
    ...recoveryOf(account),
  };
}

/** How the code of this account shows where the settings of all are not followed; undefined where they are. */
export const displayOf = ({ display }: Pick<Kept, 'display'>): CodeDisplay | undefined =>
  CODE_DISPLAYS.find((known) => known === display);

/** Only what decides the codes besides the secret. */
export function kindOf(account: CodeKind): CodeKind {
  return account.type === 'hotp'
    ? { type: 'hotp', counter: account.counter }
    : { type: account.type, period: account.period };
}

/** What an account takes along to another vault or app: nothing that belongs to this one. */
export type PortableAccount = NewAccount &
  WithRecoveryCodes & {
    /** Without what is granted to this browser alone: filling by itself. */
    readonly sites?: readonly Site[];
    readonly pinned?: boolean;
    readonly submits?: boolean;
    readonly display?: CodeDisplay;
    readonly tags?: readonly string[];
    readonly note?: string;
    readonly icon?: string;
  };

/** Named field by field; what is empty stays away. */
export function portable(account: Account): PortableAccount {
  const { issuer, name, secret, pin, algorithm, digits, pinned, submits = false } = account;
  const { tags = [], note = '', icon = '', recoveryCodes = [] } = account;
  const sites = account.sites.map(({ origin, subdomains }) => ({ origin, subdomains }));
  const display = displayOf(account);
  return {
    ...kindOf(account),
    ...{ issuer, name, secret, algorithm, digits },
    ...(pin === undefined ? {} : { pin }),
    ...(sites.length > 0 ? { sites } : {}),
    ...(pinned ? { pinned } : {}),
    ...(submits ? { submits } : {}),
    ...(display === undefined ? {} : { display }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(note ? { note } : {}),
    ...(icon ? { icon } : {}),
    ...(recoveryCodes.length > 0 ? { recoveryCodes } : {}),
  };
}
