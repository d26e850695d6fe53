import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountRow, LiveCode } from '../messages';
import { ask } from '../ui/ask';
import { type Jump, watchClock } from './clock-jump';
import { codeAt, nextChange, type PeriodicCode, type ShownCode } from './shown-code';

/** Codes as the background made them, and how far its clock is ahead of ours, in milliseconds. */
export interface GivenCodes {
  readonly codes: Readonly<Record<string, LiveCode>>;
  readonly clockOffset: number;
}

/** A timer may fire a little early; a code asked for then would be the old one. */
const GRACE_MS = 20;
/** A code that the background did not give is not asked for again within this time. */
const PATIENCE_MS = 1_000;
/** What one request takes (`REQUESTS.codes`). */
const IDS_PER_REQUEST = 200;

export interface LiveCodes {
  readonly shown: (row: AccountRow) => ShownCode | null;
  /** The code after the one that is shown, where it is known. */
  readonly next: (row: AccountRow) => string | null;
  /** The instant that the picture is for, by the clock of the background; it moves only when a code does. */
  readonly now: number;
  /** How the clock of the computer has jumped under this list, last. */
  readonly jump: Jump | null;
}

/**
 * Keeps the codes of the rows in sight true. There is no tick: the picture changes when one of them becomes
 * late or ends, and then one timer is set for the next such instant.
 */
export function useLiveCodes(
  first: GivenCodes,
  inSight: readonly AccountRow[],
  onFailure: (failure: unknown) => void,
): LiveCodes {
  const [seen, setSeen] = useState(first);
  const [codes, setCodes] = useState(first.codes);
  const [now, setNow] = useState(() => Date.now() + first.clockOffset);
  const [jump, setJump] = useState<Jump | null>(null);
  const offset = useRef(first.clockOffset);
  const asking = useRef(false);
  const askedAt = useRef(new Map<string, number>());

  const setClock = (clockOffset: number) => {
    offset.current = clockOffset;
    setNow(Date.now() + clockOffset);
  };
  // The vault was read anew: codes of before may come from parameters that were edited since.
  if (seen !== first) {
    setSeen(first);
    setCodes(first.codes);
    askedAt.current.clear();
    setClock(first.clockOffset);
  }

  useEffect(
    () =>
      watchClock((seen) => {
        setJump(seen);
        // Made for another time: all of them are asked for again.
        askedAt.current.clear();
        setCodes({});
        setNow(Date.now() + offset.current);
      }),
    [],
  );

  useEffect(() => {
    const due = nextChange(codesOf(inSight, codes), now);
    if (due === Number.POSITIVE_INFINITY) return;
    const wait = due - (Date.now() + offset.current) + GRACE_MS;
    const timer = setTimeout(() => setNow(Date.now() + offset.current), Math.max(0, wait));
    return () => clearTimeout(timer);
  });

  useEffect(() => {
    const ids = inSight
      .filter((row) => row.type !== 'hotp' && now >= (codes[row.id]?.expiresAt ?? 0))
      .map((row) => row.id)
      .filter((id) => Date.now() - (askedAt.current.get(id) ?? 0) > PATIENCE_MS)
      .slice(0, IDS_PER_REQUEST);
    if (ids.length === 0 || asking.current) return;
    const request = async () => {
      asking.current = true;
      for (const id of ids) askedAt.current.set(id, Date.now());
      try {
        const reply = await ask('codes', { ids });
        setCodes((before) => ({ ...before, ...reply.codes }));
        setClock(reply.now - Date.now());
      } catch (failure) {
        onFailure(failure);
        setTimeout(setClock, PATIENCE_MS + GRACE_MS, offset.current);
      } finally {
        asking.current = false;
      }
    };
    // Not in a frame: there are none while the tab is hidden, and on its return the code must be the right one.
    const timer = setTimeout(request);
    return () => clearTimeout(timer);
  }, [inSight, codes, now]);

  const next = ({ id }: AccountRow): string | null => {
    const live = codes[id];
    return live && now < live.expiresAt ? live.next : null;
  };
  return { shown: (row) => codeAt(codes[row.id], periodOf(row), now), next, now, jump };
}

const periodOf = ({ period }: AccountRow): number => (period ?? 30) * 1000;

function codesOf(rows: readonly AccountRow[], codes: GivenCodes['codes']): PeriodicCode[] {
  return rows.flatMap((row) => {
    const live = codes[row.id];
    return live ? [{ live, periodMs: periodOf(row) }] : [];
  });
}
