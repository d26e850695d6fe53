import type { RefObject } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Entry, entriesBetween, type Layout } from './list-layout';

/** Drawn above and below the window, in CSS pixels, so that a quick scroll meets rows and not paper. */
const OVERSCAN = 240;
/** A toolbar popup is a few pixels high while it opens; it will be this high. */
const LEAST_HEIGHT = 600;
const AFTER_FIRST_PICTURE_MS = 100;

/** A compact row, in CSS pixels: the smallest that there is. */
const ROW_HEIGHT = 44;

/** How many rows fit into this window at the most; what the first picture needs codes for. */
export function rowsInWindow(): number {
  return Math.ceil(Math.max(LEAST_HEIGHT, window.innerHeight) / ROW_HEIGHT);
}

/**
 * @param query what the list was searched for: each answer is a first picture
 * @returns the entries of a long list that are in the window or near it. The page itself scrolls, so that zoom, small
 * windows and touch work as everywhere.
 */
export function useWindowRange(
  list: RefObject<HTMLElement | null>,
  layout: Layout,
  query: string,
): readonly Entry[] {
  const [scrolled, setScrolled] = useState(0);
  /** Nothing beyond the window until the first picture stands: each row costs a good half of a millisecond. */
  const [drawnBeyond, setDrawnBeyond] = useState<string>();
  const overscan = drawnBeyond === query ? OVERSCAN : 0;
  useEffect(() => {
    let idle = 0;
    // Not between two keys of somebody who types at once.
    const timer = setTimeout(() => {
      idle = requestIdleCallback(() => setDrawnBeyond(query));
    }, AFTER_FIRST_PICTURE_MS);
    return () => {
      clearTimeout(timer);
      cancelIdleCallback(idle);
    };
  }, [query]);
  useEffect(() => {
    let frame = 0;
    const measure = () => {
      frame = 0;
      const above = -(list.current?.getBoundingClientRect().top ?? 0);
      // Whole steps: the same rows in sight are the same state, and nothing is drawn again.
      setScrolled(Math.floor(above / (OVERSCAN / 2)) * (OVERSCAN / 2));
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(measure);
    };
    window.addEventListener('scroll', schedule, { passive: true });
    window.addEventListener('resize', schedule, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', schedule);
      window.removeEventListener('resize', schedule);
    };
  }, []);
  const height = Math.max(LEAST_HEIGHT, window.innerHeight);
  return useMemo(
    () => entriesBetween(layout, scrolled - overscan, scrolled + height + overscan),
    [layout, scrolled, height, overscan],
  );
}
