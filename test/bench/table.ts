import type { Package } from './browser.ts';
import type { Row } from './rows.ts';
import type { Spread } from './spread.ts';

const digits = (value: number) =>
  Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
const number = (value: number) => value.toFixed(digits(value));

function shown(spread: Spread | undefined, suffix = ''): string {
  if (!spread) return '';
  const { median, min, max, runs } = spread;
  const middle = `${number(median)}${suffix}`;
  return runs === 1 ? middle : `${middle} (${number(min)}–${number(max)})`;
}

function cells(row: Row, columns: readonly Package['name'][]): string[] {
  const verdict = row.goal ? `${row.goal.met ? '✓' : '✗'} ${row.goal.text}` : '';
  const measured = columns.map((column) => shown(row.columns[column]));
  const ratios = columns.flatMap((column) => (column === 'floor' ? [] : shown(row.ratios[column], ' ×')));
  return [row.unit ? `${row.name}, ${row.unit}` : row.name, ...measured, ...ratios, verdict];
}

/** Medians, with the least and the most in brackets. */
export function tableOf(rows: readonly Row[], columns: readonly Package['name'][]): string {
  const ratios = columns.flatMap((column) => (column === 'floor' ? [] : `${column} ÷ floor`));
  const head = ['', ...columns, ...ratios, 'goal'];
  const lines = rows.map((row) => ({ part: row.part, cells: cells(row, columns) }));
  const widths = head.map((title, at) =>
    Math.max(title.length, ...lines.map((line) => line.cells[at]?.length ?? 0)),
  );
  const toLine = (texts: readonly string[]) =>
    texts
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const body = lines.flatMap(({ part, cells: texts }, at) =>
    lines[at - 1]?.part === part ? [toLine(texts)] : ['', part, toLine(texts)],
  );
  return [toLine(head), ...body].join('\n');
}
