import { useEffect, useState } from 'preact/hooks';

/** More than any screen shows; the rest comes a frame later each. */
const FIRST = 40;
const STEP = 160;

/**
 * How much of a long list is drawn: what is in sight at once, then more with every frame, so that nobody waits.
 * @param view what the list was searched by and how it is sorted: another one begins anew
 */
export function useGrowing(total: number, view = ''): number {
  const [grown, setGrown] = useState({ view, drawn: FIRST });
  const drawn = grown.view === view ? grown.drawn : FIRST;
  useEffect(() => {
    if (drawn >= total) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // After the frame, not in it: what stands is painted first.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setGrown({ view, drawn: drawn + STEP }));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [drawn, total, view]);
  return Math.min(drawn, total);
}
