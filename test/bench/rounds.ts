/** Runs that stand beside each other in time are compared with each other, so that noise of the machine moves both. */
import type { Package } from './browser.ts';
import { type Spread, spreadOf } from './spread.ts';

export interface Rounds {
  readonly runs: number;
  /** Runs before the first that counts: caches fill, the compiler warms up. */
  readonly warmUps: number;
}

/** What one run gave, by name. */
export type Figures = Readonly<Record<string, number>>;

export interface Compared {
  readonly floor: readonly Figures[];
  /** For each package the figures of its runs, and beside each the mean of the floor's run before and after. */
  readonly of: ReadonlyMap<Package, readonly { readonly own: Figures; readonly floor: Figures }[]>;
}

const meanOf = (one: Figures, other: Figures): Figures =>
  Object.fromEntries(Object.keys(one).map((name) => [name, ((one[name] ?? 0) + (other[name] ?? 0)) / 2]));

/** Floor, ours, floor, ours … floor: each run of a package has a run of the floor on both sides. */
export async function compareWithFloor(
  floor: Package,
  packages: readonly Package[],
  { runs, warmUps }: Rounds,
  measure: (of: Package) => Promise<Figures>,
): Promise<Compared> {
  const floors: Figures[] = [];
  const of = new Map(packages.map((one) => [one, [] as { own: Figures; floor: Figures }[]]));
  let before = await measure(floor);
  for (let round = -warmUps; round < runs; round += 1) {
    for (const one of packages) {
      const own = await measure(one);
      const after = await measure(floor);
      if (round >= 0) {
        of.get(one)?.push({ own, floor: meanOf(before, after) });
        floors.push(after);
      }
      before = after;
    }
  }
  return { floor: floors, of };
}

/** Packages in turn, where there is no floor. */
export async function inTurn(
  packages: readonly Package[],
  { runs, warmUps }: Rounds,
  measure: (of: Package) => Promise<Figures>,
): Promise<ReadonlyMap<Package, readonly Figures[]>> {
  const of = new Map(packages.map((one) => [one, [] as Figures[]]));
  for (let round = -warmUps; round < runs; round += 1) {
    for (const one of packages) {
      const figures = await measure(one);
      if (round >= 0) of.get(one)?.push(figures);
    }
  }
  return of;
}

export const figure = (figures: readonly Figures[], name: string): Spread =>
  spreadOf(figures.flatMap((one) => one[name] ?? []));
