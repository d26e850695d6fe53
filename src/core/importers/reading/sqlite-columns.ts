/** What SQL is made of here: comments, quoted names and texts, words, and single characters. */
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"?|'(?:[^']|'')*'?|`(?:[^`]|``)*`?|\[[^\]]*\]?|[^\s"'`[(),]+|[(),]/gu;
const LONGEST_SQL = 64 * 1024;

/** Words that begin a constraint of the table, which comes after all columns. */
const CONSTRAINTS = new Set(['constraint', 'primary', 'unique', 'check', 'foreign']);

const isComment = (token: string): boolean => token.startsWith('--') || token.startsWith('/*');

function unquoted(token: string): string {
  const quote = token[0] ?? '';
  if (quote === '[') return token.slice(1, -1);
  if (!'"\'`'.includes(quote)) return token;
  return token.slice(1, -1).replaceAll(quote + quote, quote);
}

/**
 * Names of the columns of a `CREATE TABLE` statement, in lower case and in order. Nothing else of it counts: types are
 * stored with each value.
 */
export function columnsOf(sql: string): string[] {
  const tokens = (sql.slice(0, LONGEST_SQL).match(TOKEN) ?? []).filter((token) => !isComment(token));
  const columns: string[] = [];
  let depth = 0;
  let isFirst = false;
  for (const token of tokens) {
    if (isFirst && depth === 1 && !'(),'.includes(token)) {
      if (CONSTRAINTS.has(token.toLowerCase())) break;
      columns.push(unquoted(token).toLowerCase());
    }
    isFirst = depth === 0 ? token === '(' : depth === 1 && token === ',';
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === ')' && depth === 0) break;
  }
  return columns;
}
