import { type Check, CheckError, type Checked, integer, oneOf, open, text } from '../../core/check';
import { UserError } from '../../core/errors';
import { inspectVault } from '../../core/vault-file';
import type { ArchiveChange } from '../../platform/archive';
import type { Host } from '../../platform/host';

/** Earlier files of the vault, sealed as they were, in IndexedDB: what a person can go back to. */
const WHYS = ['revision', 'before-restore', 'before-merge', 'before-migration', 'damaged'] as const;
export type Why = (typeof WHYS)[number];

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const LAST_REVISIONS = 3;
const DAYS_WITH_CHANGES = 7;
const MOST_REVISIONS = 10;
/** Merges by themselves are many, and nobody is there to see that they are. */
const MOST_MERGES = 20;
const KEPT_MILLISECONDS = 90 * DAY_MILLISECONDS;

export const anyText = text(Number.MAX_SAFE_INTEGER);
export const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkRecord = open({
  file: anyText,
  /** 0 where the file tells none. */
  rev: instant,
  /** Empty where the file tells none. */
  vaultId: text(64),
  /** When the revision was saved or, for the others, when it was put here. Unix milliseconds. */
  writtenAt: instant,
  why: oneOf(...WHYS),
});
export type HistoryRecord = Checked<typeof checkRecord>;

export interface HistoryEntry {
  readonly key: string;
  readonly rev: number;
  readonly writtenAt: number;
  readonly why: Why;
}
type Aged = HistoryEntry & Pick<HistoryRecord, 'vaultId'>;

const keyOf = ({ why, rev, writtenAt }: Omit<HistoryEntry, 'key'>) => `${why}-${rev}-${writtenAt}`;

/** The value as the check gives it, or nothing where it is not of that shape. */
export function conforming<T>(check: Check<T>, value: unknown): T | undefined {
  try {
    return check(value);
  } catch (error) {
    if (error instanceof CheckError) return undefined;
    throw error;
  }
}

type Records = ReadonlyMap<string, unknown>;
const readable = (records: Records): [string, HistoryRecord][] =>
  [...records].flatMap(([key, value]) => {
    const record = conforming(checkRecord, value);
    return record ? [[key, record]] : [];
  });
const ageOf = ([key, { rev, vaultId, writtenAt, why }]: [string, HistoryRecord]): Aged => {
  return { key, rev, vaultId, writtenAt, why };
};

/** The newest revisions, and the newest of each of the latest days (UTC) that have any. */
function keptRevisions(ofOneVault: readonly Aged[]): Aged[] {
  // By revision, not by time: a clock that was set back must not make the latest save look old.
  const newestFirst = [...ofOneVault].sort((a, b) => b.rev - a.rev || b.writtenAt - a.writtenAt);
  const newestOfDay = new Map<number, Aged>();
  for (const one of newestFirst) {
    const day = Math.floor(one.writtenAt / DAY_MILLISECONDS);
    if (!newestOfDay.has(day)) newestOfDay.set(day, one);
  }
  const days = [...newestOfDay].sort(([a], [b]) => b - a).slice(0, DAYS_WITH_CHANGES);
  const kept = new Set([...newestFirst.slice(0, LAST_REVISIONS), ...days.map(([, one]) => one)]);
  return [...kept];
}

/**
 * Which keys go. Of `revision` the last 3 stay and the newest of each of the last 7 days with changes, vault by vault,
 * the one in use first, 10 at most; of `before-merge` the latest 20; of all but revisions what is younger than 90 days.
 * @param now Unix milliseconds
 */
export function prune(entries: readonly Aged[], now: number): string[] {
  const byVault = new Map<string, Aged[]>();
  const latestFirst = [...entries].sort((a, b) => b.writtenAt - a.writtenAt);
  for (const one of latestFirst)
    if (one.why === 'revision') byVault.set(one.vaultId, [...(byVault.get(one.vaultId) ?? []), one]);
  const revisions = new Set([...byVault.values()].flatMap(keptRevisions).slice(0, MOST_REVISIONS));
  const merges = new Set(latestFirst.filter(({ why }) => why === 'before-merge').slice(0, MOST_MERGES));
  const isKept = (one: Aged) => {
    if (one.why === 'revision') return revisions.has(one);
    return now - one.writtenAt < KEPT_MILLISECONDS && (one.why !== 'before-merge' || merges.has(one));
  };
  return entries.filter((one) => !isKept(one)).map(({ key }) => key);
}

/** The changes that take these records in and let go what the rule says, for one `archive.write`. */
export function shelving(present: Records, added: readonly HistoryRecord[], now: number): ArchiveChange[] {
  const puts = added.map((value) => ({ store: 'history', key: keyOf(value), value }) as const);
  const after = new Map([...present, ...puts.map(({ key, value }) => [key, value] as const)]);
  const gone = prune(readable(after).map(ageOf), now);
  return [...puts, ...gone.map((key) => ({ store: 'history', key, value: undefined }) as const)];
}

async function readRecords(host: Host): Promise<Records> {
  try {
    return await host.archive.read('history');
  } catch {
    throw new UserError('storage-failed');
  }
}

/** What there is, the newest first; what cannot be read is not listed. @throws UserError storage-failed */
export async function listHistory(host: Host): Promise<HistoryEntry[]> {
  return readable(await readRecords(host))
    .map(([key, { rev, writtenAt, why }]) => ({ key, rev, writtenAt, why }))
    .sort((a, b) => b.writtenAt - a.writtenAt || b.rev - a.rev);
}

/** The file as it was. @throws UserError history-gone, storage-failed */
export async function historyFile(host: Host, key: string): Promise<string> {
  const record = conforming(checkRecord, (await readRecords(host)).get(key));
  if (!record) throw new UserError('history-gone');
  return record.file;
}

/**
 * Takes a file in, readable or not, and reads it back. A file that is there for the same reason is not taken twice.
 * @throws UserError storage-failed: it is not there
 */
export async function keepInHistory(host: Host, file: string, why: Why): Promise<void> {
  const present = await readRecords(host);
  if (readable(present).some(([, record]) => record.file === file && record.why === why)) return;
  const found = await inspectVault(file);
  const { rev, vaultId } = found.ok ? found : { rev: 0, vaultId: '' };
  const now = host.now();
  let writtenAt = now;
  // Several damaged files of one moment have no revision to tell them apart.
  while (present.has(keyOf({ why, rev, writtenAt }))) writtenAt += 1;
  const record = { file, rev, vaultId, writtenAt, why };
  try {
    await host.archive.write(shelving(present, [record], now));
  } catch {
    throw new UserError('storage-failed');
  }
  const back = conforming(checkRecord, (await readRecords(host)).get(keyOf(record)));
  if (back?.file !== file) throw new UserError('storage-failed');
}
