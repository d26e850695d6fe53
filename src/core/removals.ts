import type { Account, Removal } from './account';
import { digestOf } from './sync/digest';

/**
 * What a person took away from an account, as a trace: sites and recovery codes of two vaults are united, and without a
 * trace the one that another browser still has would come back for ever. A trace does not tell what it was.
 */
const MOST_REMOVALS = 64;

const siteTrace = (origin: string): string => digestOf(`site ${origin}`);
const codeTrace = (code: string): string => digestOf(`code ${code}`);

type Parts = Pick<Account, 'sites' | 'recoveryCodes'>;

const tracesOf = ({ sites, recoveryCodes = [] }: Parts): Set<string> =>
  new Set([
    ...sites.map(({ origin }) => siteTrace(origin)),
    ...recoveryCodes.map(({ code }) => codeTrace(code)),
  ]);

/** In one order on every browser, without the oldest where there are too many. */
const latestOf = (removals: readonly Removal[]): Removal[] =>
  removals.toSorted((a, b) => a.at - b.at || (a.trace < b.trace ? -1 : 1)).slice(-MOST_REMOVALS);

/** What came of an account by a person's command, with a trace of what it took away and none of what it brought. */
export function noteRemovals(before: Account, after: Account): Account {
  if (before.sites === after.sites && before.recoveryCodes === after.recoveryCodes) return after;
  const [was, is] = [tracesOf(before), tracesOf(after)];
  const { removals = [] } = after;
  const kept = removals.filter(({ trace }) => !is.has(trace));
  const gone = [...was].filter((trace) => !is.has(trace)).map((trace) => ({ trace, at: after.updatedAt }));
  if (gone.length === 0 && kept.length === removals.length) return after;
  const { removals: _noted, ...rest } = after;
  const noted = latestOf([...kept, ...gone]);
  return noted.length > 0 ? { ...rest, removals: noted } : rest;
}

/** Without what was taken away on the other side, unless it was changed here since. */
export function withoutRemoved(account: Account, other: Account): Account {
  const removals = (other.removals ?? []).filter(({ at }) => at >= account.updatedAt);
  if (removals.length === 0) return account;
  const there = tracesOf(other);
  const isGone = (trace: string) => !there.has(trace) && removals.some((one) => one.trace === trace);
  const { sites, recoveryCodes = [] } = account;
  const keptSites = sites.filter(({ origin }) => !isGone(siteTrace(origin)));
  const keptCodes = recoveryCodes.filter(({ code }) => !isGone(codeTrace(code)));
  if (keptSites.length === sites.length && keptCodes.length === recoveryCodes.length) return account;
  return { ...account, sites: keptSites, recoveryCodes: keptCodes };
}

/** The traces of both, the later of one thing, without those of what the account has. */
export function unitedRemovals(one: Account, other: Account, parts: Parts): readonly Removal[] {
  const all = [...(one.removals ?? []), ...(other.removals ?? [])];
  if (all.length === 0) return [];
  const present = tracesOf(parts);
  const latest = new Map<string, number>();
  for (const { trace, at } of all)
    if (!present.has(trace)) latest.set(trace, Math.max(at, latest.get(trace) ?? 0));
  return latestOf([...latest].map(([trace, at]) => ({ trace, at })));
}
