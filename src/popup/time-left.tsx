import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The period that most accounts share, and that the bar stands for. */
export const COMMON_PERIOD_SECONDS = 30;
const COMMON_PERIOD_MS = COMMON_PERIOD_SECONDS * 1000;
const LATE_MS = 5_000;

/** The stubs of the bar from its start, in milliseconds: one for each of the last five seconds, then long ones. */
const BAR_STUBS: readonly number[] = [...Array<number>(5).fill(1_000), ...Array<number>(10).fill(2_500)];
const RING_STUBS: readonly number[] = Array.from({ length: 8 }, (_, index) => index);

/** For each stub of the bar, how long before the end of the period it goes out: the length of those before it. */
const BAR_ENDS = BAR_STUBS.map((_, index) =>
  BAR_STUBS.slice(0, index).reduce((sum, length) => sum + length, 0),
);

interface Period {
  /** Unix milliseconds. */
  readonly expiresAt: number;
  /** The instant that the picture is for; true at the first picture of a period. */
  readonly now: number;
}

/**
 * Puts out the stubs of a period one after the other, each at its instant, with one timer for the next. Measured in
 * Chromium: an animation that runs costs sixty frames a second even in `steps()` (3 % of a core), one that waits and
 * then changes about five frames a change; a class costs one. It is right again after the computer slept.
 * @param ends how long before the end each child of `bar` goes out, in milliseconds
 */
function useSpending(
  bar: RefObject<Element | null>,
  ends: readonly number[],
  { expiresAt, now }: Period,
): void {
  useLayoutEffect(() => {
    const clockOffset = now - Date.now();
    const stubs = [...(bar.current?.children ?? [])];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const spend = () => {
      const left = expiresAt - (Date.now() + clockOffset);
      for (const [index, stub] of stubs.entries()) stub.classList.toggle('spent', left <= (ends[index] ?? 0));
      const next = Math.max(...ends.filter((end) => end < left));
      if (next >= 0) timer = setTimeout(spend, left - next);
    };
    spend();
    return () => clearTimeout(timer);
  }, [expiresAt]);
}

/** One bar for all codes of 30 seconds, which turn over together. Made anew for each period, hence the key. */
export function TimeBar({ now }: { readonly now: number }) {
  const expiresAt = (Math.floor(now / COMMON_PERIOD_MS) + 1) * COMMON_PERIOD_MS;
  return <Bar key={expiresAt} expiresAt={expiresAt} now={now} />;
}

function Bar({ expiresAt, now }: Period) {
  const bar = useRef<HTMLDivElement>(null);
  useSpending(bar, BAR_ENDS, { expiresAt, now });
  return (
    <div ref={bar} class={now >= expiresAt - LATE_MS ? 'time-bar late' : 'time-bar'} aria-hidden="true">
      {BAR_STUBS.map((length, index) => (
        <i key={index} class={length > 1_000 ? 'long' : undefined} />
      ))}
    </div>
  );
}

interface TimeRingProps extends Period {
  readonly periodSeconds: number;
}

/** The same as a ring, for one account with another period than the bar's. */
export function TimeRing(props: TimeRingProps) {
  return <Ring key={props.expiresAt} {...props} />;
}

function Ring({ expiresAt, periodSeconds, now }: TimeRingProps) {
  const ring = useRef<SVGSVGElement>(null);
  const each = (periodSeconds * 1000) / RING_STUBS.length;
  const ends = RING_STUBS.map((index) => index * each);
  useSpending(ring, ends, { expiresAt, now });
  return (
    <svg ref={ring} class="time-ring" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {RING_STUBS.map((index) => (
        <circle key={index} cx="10" cy="10" r="8" pathLength={RING_STUBS.length} stroke-dashoffset={-index} />
      ))}
    </svg>
  );
}
