import { useEffect, useState } from 'preact/hooks';

/** More than any screen shows; the rest comes a frame later each. */
const FIRST = 40;
const STEP = 160;

/** How much of a long list is drawn: what is in sight at once, then more with every frame, so that nobody waits. */
export function useGrowing(total: number): number {
  const [drawn, setDrawn] = useState(FIRST);
  useEffect(() => {
    if (drawn >= total) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // After the frame, not in it: what stands is painted first.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setDrawn(drawn + STEP));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [drawn, total]);
  return Math.min(drawn, total);
}
