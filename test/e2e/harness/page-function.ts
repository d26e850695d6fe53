/**
 * Functions travel to browsers as text. One place makes that text, so that the popup, Firefox's content and Firefox's
 * chrome scope all take functions and arguments the way Playwright's `evaluate` does.
 */

/** A function that runs elsewhere: it sees its arguments (JSON values) and nothing of the file it is written in. */
export type PageFunction<Args extends readonly unknown[], Result> = (
  ...args: Args
) => Result | Promise<Result>;

/**
 * The expression that calls `fn` with `args`. `__name` is defined because esbuild (tsx) wraps named functions in a
 * call to it: https://github.com/evanw/esbuild/issues/2605
 */
export function callExpression<Args extends readonly unknown[]>(
  fn: PageFunction<Args, unknown>,
  args: Args,
): string {
  const values = args.map((arg) => (arg === undefined ? 'undefined' : JSON.stringify(arg)));
  return `(() => { const __name = (fn) => fn; return (${fn})(${values.join(', ')}); })()`;
}

/** Whether an element matches the CSS selector and takes up room; made to be sent. */
export function isRendered(selector: string): boolean {
  return Boolean(document.querySelector(selector)?.getClientRects().length);
}
