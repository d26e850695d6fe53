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

/** The most that a goal allows: so many times the floor, or so much in the row's own unit. */
export type Limit = { readonly ratio: number } | { readonly value: number };

function goalOf(limit: Limit, { columns, ratios, unit }: Omit<Row, 'goal'>): Goal {
  return 'ratio' in limit
    ? atMost(limit.ratio, ratios.ours, ' × floor')
    : atMost(limit.value, columns.ours, ` ${unit}`);
}

/** One figure of runs beside the floor's. */
export function ratioRow(named: Named, compared: Compared, pick: string, limit?: Limit): Row {
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
  const row = { ...named, columns, ratios };
  return limit ? { ...row, goal: goalOf(limit, row) } : row;
}

/** One figure of runs that stand for themselves; `limit` in the row's own unit. */
export function plainRow(
  named: Named,
  runs: ReadonlyMap<Package, readonly Figures[]>,
  pick: string,
  limit?: number,
): Row {
  const columns = Object.fromEntries([...runs].map(([{ name }, figures]) => [name, figure(figures, pick)]));
  const row = { ...named, columns, ratios: {} };
  return limit === undefined ? row : { ...row, goal: goalOf({ value: limit }, row) };
}
