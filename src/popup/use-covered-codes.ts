import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Covers a hidden code again when its page is left: the focus stays on a row that it has revealed, and whoever came back
 * would show the code to the room.
 */
export function useCoveredCodes(
  list: RefObject<HTMLElement | null>,
  search: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const cover = () => {
      if (document.hidden && list.current?.querySelector('.account:focus-within .hides'))
        search.current?.focus();
    };
    document.addEventListener('visibilitychange', cover);
    return () => document.removeEventListener('visibilitychange', cover);
  }, []);
}
