import { useEffect } from 'preact/hooks';

/** Long enough to scan or print every account, in milliseconds. */
const SHOWN_FOR_MS = 600_000;

/** Takes secrets off the screen after a while, should the person have gone away from them. */
export function useShownFor(onDone: () => void): void {
  useEffect(() => {
    const timer = setTimeout(onDone, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, []);
}
