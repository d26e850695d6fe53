/** The lines of the table, which `bench.json` holds as they are. */
import type { Package } from './browser.ts';
import { type Compared, type Figures, figure } from './rounds.ts';
import { type Spread, spreadOf } from './spread.ts';

type Column = Package['name'];

export interface Goal {
  readonly text: string;
  readonly met: boolean;
}

export interface Row {
  readonly part: string;
  readonly name: string;
  readonly unit: string;
  readonly columns: Partial<Record<Column, Spread>>;
  /** To the floor's runs on both sides of each run. */
  readonly ratios: Partial<Record<Column, Spread>>;
  readonly goal?: Goal;
}

interface Named {
  readonly part: string;
  readonly name: string;
  readonly unit: string;
}

const atMost = (limit: number, value: Spread | undefined, unit: string): Goal => ({
  text: `≤ ${limit}${unit}`,
  met: value !== undefined && value.median <= limit,
});

/** One figure of runs beside the floor's; `limit` is the highest ratio that the goal allows. */
export function ratioRow(named: Named, compared: Compared, pick: string, limit?: number): Row {
  const columns: Row['columns'] = { floor: figure(compared.floor, pick) };
  const ratios: Row['ratios'] = {};
  for (const [{ name }, runs] of compared.of) {
    columns[name] = figure(
      runs.map(({ own }) => own),
      pick,
    );
    ratios[name] = spreadOf(
      runs.map(({ own, floor }) => (own[pick] ?? Number.NaN) / (floor[pick] ?? Number.NaN)),
    );
  }
  const goal = limit === undefined ? {} : { goal: atMost(limit, ratios.ours, ' × floor') };
  return { ...named, columns, ratios, ...goal };
}

/** One figure of runs that stand for themselves; `limit` in the row's own unit. */
export function plainRow(
  named: Named,
  runs: ReadonlyMap<Package, readonly Figures[]>,
  pick: string,
  limit?: number,
): Row {
  const columns = Object.fromEntries([...runs].map(([{ name }, figures]) => [name, figure(figures, pick)]));
  const goal = limit === undefined ? {} : { goal: atMost(limit, columns.ours, ` ${named.unit}`) };
  return { ...named, columns, ratios: {}, ...goal };
}
