/**
 * When a field got its value, without a clock on the wall: how far the counting had come on all browsers that this one
 * had heard of (a Lamport clock), and which browser it was. One order over all browsers, whatever their clocks say.
 */
export type Stamp = readonly [clock: number, device: string];

/** Before everything. */
export const NEVER: Stamp = [0, ''];

/** Negative where `one` is earlier, positive where it is later, 0 where they are the same. */
export function compareStamps([oneClock, oneDevice]: Stamp, [otherClock, otherDevice]: Stamp): number {
  if (oneClock !== otherClock) return oneClock - otherClock;
  if (oneDevice === otherDevice) return 0;
  return oneDevice < otherDevice ? -1 : 1;
}

export const laterStamp = (one: Stamp, other: Stamp): Stamp => (compareStamps(one, other) >= 0 ? one : other);
