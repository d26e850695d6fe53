import { useLayoutEffect } from 'preact/hooks';

/**
 * What was pressed can be gone with what it did (a deleted row, a form); then the focus goes to the first of these
 * that is there, instead of to the start of the page.
 */
export function useLostFocus(...selectors: readonly string[]): void {
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    const found = selectors.flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? []);
    found[0]?.focus({ preventScroll: true });
  });
}
