const DAY_MS = 24 * 60 * 60 * 1000;

/** Midnights between two instants (Unix milliseconds) on the clock of the person; a clock set back gives 0. */
export function daysBetween(earlier: number, later: number): number {
  const midnight = (instant: number) => new Date(instant).setHours(0, 0, 0, 0);
  // Rounded: the days on which the clocks change are an hour longer or shorter.
  return Math.max(0, Math.round((midnight(later) - midnight(earlier)) / DAY_MS));
}
