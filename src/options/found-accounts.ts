import { UserError } from '../core/errors';
import { type MigrationPart, missingParts } from '../core/migration-parts';
import type { Candidate } from '../messages';
import type { LostDetails } from '../ui/import-sums';

/** All files together: what one request takes. */
const MOST_ACCOUNTS = 2000;

/** An entry that was not taken. `reason` is an error code where the importer has one. */
export interface LeftOutEntry {
  readonly reason: string;
  readonly name: string;
}

/** What a file holds, or several of them. */
export interface FoundAccounts {
  readonly candidates: readonly Candidate[];
  /** Positions of those that lie in the trash of the other app. */
  readonly trashed: readonly number[];
  readonly leftOut: readonly LeftOutEntry[];
  readonly lost: LostDetails;
  /** Secrets of Steam that make no codes stay in a file. */
  readonly hasMoreSecrets: boolean;
  /** Codes of exports of Google Authenticator, whose others may lie in other files. */
  readonly parts: readonly MigrationPart[];
}

export const NOTHING: FoundAccounts = {
  candidates: [],
  trashed: [],
  leftOut: [],
  lost: { icons: 0, notes: 0, tags: 0 },
  hasMoreSecrets: false,
  parts: [],
};

/** Several as one. @throws UserError too-many */
export function together(found: readonly FoundAccounts[]): FoundAccounts {
  const candidates = found.flatMap((one) => one.candidates);
  const before = found.map((_, at) =>
    found.slice(0, at).reduce((sum, one) => sum + one.candidates.length, 0),
  );
  if (candidates.length > MOST_ACCOUNTS) throw new UserError('too-many', { max: MOST_ACCOUNTS });
  return {
    candidates,
    trashed: found.flatMap(({ trashed }, at) => trashed.map((place) => (before[at] ?? 0) + place)),
    leftOut: found.flatMap((one) => one.leftOut),
    lost: {
      icons: found.reduce((sum, { lost }) => sum + lost.icons, 0),
      notes: found.reduce((sum, { lost }) => sum + lost.notes, 0),
      tags: found.reduce((sum, { lost }) => sum + lost.tags, 0),
    },
    hasMoreSecrets: found.some((one) => one.hasMoreSecrets),
    parts: found.flatMap((one) => one.parts),
  };
}

/** All that was chosen, with the names of the parts that none of it has. @throws UserError too-many */
export function allTogether(found: readonly FoundAccounts[]): FoundAccounts {
  const all = together(found);
  const missing = missingParts(all.parts).map((name) => ({ name, reason: 'missing-part' }));
  return { ...all, leftOut: [...all.leftOut, ...missing] };
}
