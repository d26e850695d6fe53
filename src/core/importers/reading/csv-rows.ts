import { UserError } from '../../errors';

const QUOTE = '"';

/** Where a cell starts, and its text. */
interface Cell {
  readonly text: string;
  /** Of what follows the cell: a comma, a line end, or nothing. */
  readonly end: number;
}

/** @throws UserError truncated (a quote that is not closed), bad-content (text behind a closing quote) */
function quotedCell(text: string, start: number): Cell {
  let parts = '';
  let from = start + 1;
  for (;;) {
    const close = text.indexOf(QUOTE, from);
    if (close < 0) throw new UserError('truncated');
    parts += text.slice(from, close);
    if (text[close + 1] !== QUOTE) {
      const next = text[close + 1];
      if (next !== undefined && next !== ',' && next !== '\n') throw new UserError('bad-content');
      return { text: parts, end: close + 1 };
    }
    parts += QUOTE;
    from = close + 2;
  }
}

function bareCell(text: string, start: number): Cell {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end += 1;
  return { text: text.slice(start, end), end };
}

export const columnName = (cell: string): string => cell.trim().toLowerCase();

/** The names in the first line, in lower case. No app's header is longer. */
export function headerOf(text: string | null): string[] {
  const [, line = ''] = /^\s*([^\r\n]{1,4096})/u.exec(text ?? '') ?? [];
  return line.split(',').map((cell) => columnName(cell.trim().replace(/^"(.*)"$/u, '$1')));
}

/**
 * The rows of a table between commas (RFC 4180, with any line end); rows without a word are left out. One at a time: a
 * file may be made of nothing but commas.
 * @throws UserError truncated (a quote that is not closed), bad-content (text behind a closing quote)
 */
export function* csvRows(csv: string): Generator<readonly string[]> {
  const text = csv.replaceAll(/\r\n?/gu, '\n');
  let cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const cell = text[at] === QUOTE ? quotedCell(text, at) : bareCell(text, at);
    cells.push(cell.text);
    if (text[cell.end] !== ',') {
      if (cells.some((one) => one.trim() !== '')) yield cells;
      cells = [];
    }
    at = cell.end + 1;
  }
}
