import { type Checked, integer, list, shape, text } from '../../core/check';
import type { Host } from '../../platform/host';

/**
 * What was filled lately, and where: ids and instants, in memory. It keeps what happens by itself within bounds, so it
 * is written before a code goes out, and it outlives a lock.
 */
const FILLS = 'fills';
/** A site that refuses the code and asks again would lock the person out. */
const MOST_FILLS = { times: 3, withinMilliseconds: 5 * 60_000 };
const MOST_KEPT = 200;

const instant = integer(0, Number.MAX_SAFE_INTEGER);
const checkFills = list(shape({ tabId: instant, id: text(64, 1), expiresAt: instant, at: instant }), 1_000);

/** One code that goes into a tab. `expiresAt` is Unix milliseconds, 0 for HOTP. */
export interface FillEntry {
  readonly tabId: number;
  readonly id: string;
  readonly expiresAt: number;
}

async function recentFills(host: Host): Promise<Checked<typeof checkFills>> {
  const items = await host.session.get([FILLS]);
  const since = host.now() - MOST_FILLS.withinMilliseconds;
  return checkFills(items[FILLS] ?? []).filter(({ at }) => at > since);
}

const isSame = (one: FillEntry, other: FillEntry): boolean =>
  one.tabId === other.tabId && one.id === other.id && one.expiresAt === other.expiresAt;

/** No code goes twice to a tab by itself, nor more than a few in a row. */
export async function isSpent(host: Host, entry: FillEntry): Promise<boolean> {
  const fills = await recentFills(host);
  const mine = fills.filter(({ tabId, id }) => tabId === entry.tabId && id === entry.id);
  return mine.length >= MOST_FILLS.times || mine.some((one) => isSame(one, entry));
}

export async function noteFill(host: Host, { tabId, id, expiresAt }: FillEntry): Promise<void> {
  const fills = [...(await recentFills(host)), { tabId, id, expiresAt, at: host.now() }];
  await host.session.set({ [FILLS]: fills.slice(-MOST_KEPT) });
}

/** Nothing went out after all. */
export async function forgetFill(host: Host, entry: FillEntry): Promise<void> {
  const fills = await recentFills(host);
  const last = fills.findLastIndex((one) => isSame(one, entry));
  await host.session.set({ [FILLS]: fills.filter((_, index) => index !== last) });
}
