/**
 * When a field got its value, without a clock on the wall: how far the counting had come on all browsers that this one
 * had heard of (a Lamport clock), and which browser it was. One order over all browsers, whatever their clocks say.
 */
export type Stamp = readonly [clock: number, device: string];

/** Negative where `one` is earlier, positive where it is later, 0 where they are the same. */
export function compareStamps([oneClock, oneDevice]: Stamp, [otherClock, otherDevice]: Stamp): number {
  if (oneClock !== otherClock) return oneClock - otherClock;
  if (oneDevice === otherDevice) return 0;
  return oneDevice < otherDevice ? -1 : 1;
}

/**
 * What somebody knew: by browser, the clock of its latest change that is among it (a version vector). The order of
 * stamps does not tell that: of two changes that were made unaware of each other, one is later all the same.
 */
export type Known = Readonly<Record<string, number>>;

const clockIn = (known: Known, device: string): number =>
  Object.hasOwn(known, device) ? (known[device] ?? 0) : 0;

export const knows = (known: Known, [clock, device]: Stamp): boolean => clockIn(known, device) >= clock;

export function bothKnow(one: Known, other: Known): Known {
  const devices = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(
    devices.map((device) => [device, Math.max(clockIn(one, device), clockIn(other, device))]),
  );
}

export const latestKnown = (known: Known): number => Math.max(0, ...Object.values(known));
