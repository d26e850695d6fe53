/** How often to look, and how far the two clocks may drift apart between two looks, in milliseconds. */
const EVERY_MS = 5_000;
const TOLERANCE_MS = 5_000;
/** A computer does not fall asleep and wake up between two things that a person does this close together. */
const SAME_MOMENT_MS = 1_000;
/** How near to the correction a jump is that may have made it needless. */
const NEAR_MS = 30_000;

/** How far the clock of the computer jumped; below 0: back. */
export interface Jump {
  readonly milliseconds: number;
  /** False where the computer may just have slept. */
  readonly isSure: boolean;
}

/**
 * Watches the clock of the computer against the one that only counts on, while the page can be seen.
 *
 * The counting clock stands still while the computer sleeps, on Linux and macOS (on Windows it goes on): there, a sleep
 * and a clock that was set forward look alike. Two things tell them apart. No sleep sets a clock back. And no sleep fits
 * between two movements of a person within one second, which is less than falling asleep and waking take. Every other
 * jump forward is none to speak of; the codes are made anew in any case. (Reasoned from the clocks' definitions; the
 * browsers under test cannot be put to sleep.)
 * @returns stops watching
 */
export function watchClock(onJump: (jump: Jump) => void): () => void {
  const drift = () => Date.now() - performance.now();
  let before = drift();
  let actedAt = Number.NEGATIVE_INFINITY;
  const lookAfter = (pause: number) => {
    const milliseconds = drift() - before;
    if (Math.abs(milliseconds) <= TOLERANCE_MS) return;
    before += milliseconds;
    onJump({ milliseconds, isSure: milliseconds < 0 || pause < SAME_MOMENT_MS });
  };
  const look = () => lookAfter(Number.POSITIVE_INFINITY);
  const act = () => {
    const now = performance.now();
    lookAfter(now - actedAt);
    actedAt = now;
  };
  const acts = ['pointermove', 'pointerdown', 'keydown'] as const;
  const timer = setInterval(look, EVERY_MS);
  document.addEventListener('visibilitychange', look);
  for (const type of acts) window.addEventListener(type, act, { passive: true });
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    for (const type of acts) window.removeEventListener(type, act);
  };
}

/**
 * Whether a jump is said: one that can be no sleep, and one by just the correction in force (seconds), which the system
 * has probably made needless by setting its clock right.
 */
export const isSaid = ({ milliseconds, isSure }: Jump, offset: number): boolean =>
  isSure || (offset !== 0 && Math.abs(milliseconds - offset * 1000) <= NEAR_MS);
