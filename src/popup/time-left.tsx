import { useMemo } from 'preact/hooks';

/** The period that most accounts share, and that the bar stands for. */
export const COMMON_PERIOD_SECONDS = 30;
const COMMON_PERIOD_MS = COMMON_PERIOD_SECONDS * 1000;
const LATE_MS = 5_000;

/** The stubs of the bar from its start, in milliseconds: one for each of the last five seconds, then long ones. */
const BAR_STUBS: readonly number[] = [...Array<number>(5).fill(1_000), ...Array<number>(10).fill(2_500)];
const RING_STUBS = Array.from({ length: 8 }, (_, index) => index);

/** For each stub of the bar, how long before the end of the period it goes out: the length of those before it. */
const BAR_ENDS = BAR_STUBS.map((_, index) =>
  BAR_STUBS.slice(0, index).reduce((sum, length) => sum + length, 0),
);

/** An animation that waits until this instant and then changes its stub at once. */
const goesOutAt = (instant: number, now: number) => ({ animationDelay: `${Math.round(instant - now)}ms` });

/**
 * One bar for all codes of 30 seconds, which turn over together. Its stubs go out one after the other. An
 * animation that runs, even in `steps()`, costs Chromium sixty frames a second (measured: 3 % of a core for a
 * bar, 9 % with a ring). One that waits costs nothing, and its end about five frames, so there are few stubs.
 * They are made once for each period (hence `useMemo` and the key): later pictures leave them alone, and the bar
 * is right again after the computer slept.
 */
export function TimeBar({ now }: { readonly now: number }) {
  const expiresAt = (Math.floor(now / COMMON_PERIOD_MS) + 1) * COMMON_PERIOD_MS;
  const stubs = useMemo(
    () =>
      BAR_ENDS.map((end, index) => (
        <i key={end} style={{ ...goesOutAt(expiresAt - end, now), flexGrow: BAR_STUBS[index] }} />
      )),
    [expiresAt],
  );
  return (
    <div key={expiresAt} class={now >= expiresAt - LATE_MS ? 'time-bar late' : 'time-bar'} aria-hidden="true">
      {stubs}
    </div>
  );
}

interface TimeRingProps {
  /** Unix milliseconds. */
  readonly expiresAt: number;
  readonly periodSeconds: number;
  readonly now: number;
}

/** The same as a ring, for one account with another period than the bar's. */
export function TimeRing({ expiresAt, periodSeconds, now }: TimeRingProps) {
  const count = RING_STUBS.length;
  const stubs = useMemo(() => {
    const each = (periodSeconds * 1000) / count;
    return RING_STUBS.map((index) => (
      <circle
        key={index}
        cx="10"
        cy="10"
        r="8"
        pathLength={count}
        stroke-dashoffset={-index}
        style={goesOutAt(expiresAt - index * each, now)}
      />
    ));
  }, [expiresAt, periodSeconds]);
  return (
    <svg key={expiresAt} class="time-ring" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {stubs}
    </svg>
  );
}
