/** How often to look, and how far the two clocks may drift apart between two looks, in milliseconds. */
const EVERY_MS = 5_000;
const TOLERANCE_MS = 5_000;

/**
 * Watches the clock of the computer against the one that only counts on, while the page can be seen.
 * @param onJump gets the jump in milliseconds, forward or back. A machine that slept has jumped forward.
 * @returns stops watching
 */
export function watchClock(onJump: (milliseconds: number) => void): () => void {
  const drift = () => Date.now() - performance.now();
  let before = drift();
  const look = () => {
    const jump = drift() - before;
    if (Math.abs(jump) <= TOLERANCE_MS) return;
    before += jump;
    onJump(jump);
  };
  const timer = setInterval(look, EVERY_MS);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
