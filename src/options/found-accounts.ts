import { highestCounters, withCounter } from '../core/counters';
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

interface Placed {
  readonly candidate: Candidate;
  readonly isTrashed: boolean;
}

function placed({ candidates, trashed }: FoundAccounts): Placed[] {
  const places = new Set(trashed);
  return candidates.map((candidate, at) => ({ candidate, isTrashed: places.has(at) }));
}

/** Of two with one secret the first is taken, so that what lies in a trash comes last. */
function livingFirst(all: readonly Placed[]): Placed[] {
  const living = all.filter(({ isTrashed }) => !isTrashed);
  return [...living, ...all.filter(({ isTrashed }) => isTrashed)];
}

/** Several as one. @throws UserError too-many */
export function together(found: readonly FoundAccounts[]): FoundAccounts {
  const all = livingFirst(found.flatMap(placed));
  if (all.length > MOST_ACCOUNTS) throw new UserError('too-many', { max: MOST_ACCOUNTS });
  return {
    candidates: all.map(({ candidate }) => candidate),
    trashed: all.flatMap(({ isTrashed }, at) => (isTrashed ? [at] : [])),
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

/** Only the first of two with one secret is offered, and codes of any of them were shown. */
function withHighestCounters(candidates: readonly Candidate[]): Candidate[] {
  const counters = highestCounters(candidates.flatMap(({ imported }) => imported ?? []));
  return candidates.map((one) =>
    one.imported ? { ...one, imported: withCounter(one.imported, counters) } : one,
  );
}

/** All that was chosen, with the names of the parts that none of it has. @throws UserError too-many */
export function allTogether(found: readonly FoundAccounts[]): FoundAccounts {
  const all = together(found);
  const missing = missingParts(all.parts).map((name) => ({ name, reason: 'missing-part' }));
  return {
    ...all,
    candidates: withHighestCounters(all.candidates),
    leftOut: [...all.leftOut, ...missing],
  };
}
