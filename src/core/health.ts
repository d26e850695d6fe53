import { LIMITS } from './account';
import { isBackupOld } from './backup-health';
import type { Uses } from './list-order';
import { findDuplicates } from './manage';
import { secretBits } from './secret';
import type { VaultContent } from './vault-content';
import { utf8 } from './vault-file/bytes';
import { SIZES } from './vault-file/limits';

/** What of a vault could be better, the weightiest first. `ids`: the accounts that it concerns. */
export type Finding =
  | {
      readonly kind:
        | 'no-backup'
        | 'old-backup'
        | 'passphrase-below-policy'
        | 'weak-passphrase'
        | 'nearly-full'
        | 'one-way-in'
        | 'unused-grant'
        | 'sync-stopped'
        | 'sync-conflicts';
    }
  | { readonly kind: 'same-secret' | 'short-secret' | 'no-site' | 'unused'; readonly ids: readonly string[] };

const YEAR_MILLISECONDS = 365 * 24 * 60 * 60 * 1000;

type Accounts = VaultContent['accounts'];

/** The part of what a vault may hold from which on the person should know. */
const NEARLY_FULL = { accounts: 0.9, bytes: 0.8 };

/** @param living the accounts in the list: what lies in the trash gives way to more of them, but takes up bytes */
function isNearlyFull(content: VaultContent, living: Accounts): boolean {
  if (living.length > LIMITS.accounts * NEARLY_FULL.accounts) return true;
  return utf8(JSON.stringify(content)).length > SIZES.payload * NEARLY_FULL.bytes;
}

/** Exactly those of the duplicates. */
function sharedSecrets(accounts: Accounts): Accounts {
  const { sameSecret, overfull } = findDuplicates(accounts);
  const shared = new Set([sameSecret, overfull].flat(2));
  return accounts.filter(({ id }) => shared.has(id));
}

const isShort = ({ secret }: Accounts[number]): boolean =>
  secretBits(secret) < LIMITS.secretBytes.weakBelow * 8;

/** Neither used in this browser nor changed for a year; of an account that is younger nobody can tell. */
function isUnused({ id, updatedAt, createdAt }: Accounts[number], uses: Uses, now: number): boolean {
  return Math.max(uses[id]?.at ?? 0, updatedAt, createdAt) + YEAR_MILLISECONDS < now;
}

export interface HealthSources {
  readonly uses: Uses;
  /** How many slots the vault has that a person may open it with. */
  readonly waysIn: number;
  /** How strong it is, as it was judged; `unknown` where nobody has. */
  readonly passphrase: 'unknown' | 'good' | 'weak' | 'below-policy';
  /** Whether the browser lets us look at a site on which no account is filled by itself. */
  readonly hasUnusedGrant: boolean;
  /** Whether this browser's part in a sync has ended, or leaves accounts out. */
  readonly isSyncStopped: boolean;
  /** Whether a value gave way to another browser's, and nobody has looked at it since. */
  readonly hasSyncConflicts: boolean;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Also where the reminder was put off: whoever looks is told how it is. */
function ofBackups({ backups }: VaultContent, now: number): Finding[] {
  if (backups.at === null) return [{ kind: 'no-backup' }];
  return isBackupOld(backups, now) ? [{ kind: 'old-backup' }] : [];
}

/** Each only where it holds; a vault without accounts needs nothing but good ways in. */
export function findings(
  content: VaultContent,
  { uses, waysIn, passphrase, hasUnusedGrant, isSyncStopped, hasSyncConflicts, now }: HealthSources,
): Finding[] {
  const accounts = content.accounts.filter(({ trashedAt }) => trashedAt === undefined);
  const about = (
    kind: 'same-secret' | 'short-secret' | 'no-site' | 'unused',
    concerned: Accounts,
  ): Finding[] => (concerned.length > 0 ? [{ kind, ids: concerned.map(({ id }) => id) }] : []);
  const withoutSite = accounts.filter(({ sites }) => sites.length === 0);
  const unused = accounts.filter((one) => isUnused(one, uses, now));
  return [
    ...(accounts.length > 0 ? ofBackups(content, now) : []),
    ...(passphrase === 'below-policy' ? [{ kind: 'passphrase-below-policy' } as const] : []),
    ...(passphrase === 'weak' ? [{ kind: 'weak-passphrase' } as const] : []),
    ...(isNearlyFull(content, accounts) ? [{ kind: 'nearly-full' } as const] : []),
    ...(isSyncStopped ? [{ kind: 'sync-stopped' } as const] : []),
    ...(hasSyncConflicts ? [{ kind: 'sync-conflicts' } as const] : []),
    ...(waysIn < 2 ? [{ kind: 'one-way-in' } as const] : []),
    ...(hasUnusedGrant ? [{ kind: 'unused-grant' } as const] : []),
    ...about('same-secret', sharedSecrets(accounts)),
    ...about('short-secret', accounts.filter(isShort)),
    ...about('no-site', withoutSite),
    ...about('unused', unused),
  ];
}
