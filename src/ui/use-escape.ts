import { useLayoutEffect, useRef } from 'preact/hooks';

/** By Escape the browser itself closes a list of choices, and empties a search. */
function isForBrowser({ target }: KeyboardEvent): boolean {
  if (target instanceof HTMLInputElement) return target.type === 'search' && target.value !== '';
  return target instanceof HTMLSelectElement;
}

/**
 * What Escape does where nothing on the page has taken it: nothing without a way, so that the toolbar popup closes. A
 * key that is held goes one step.
 */
export function useEscape(go: (() => void) | undefined): void {
  const current = useRef(go);
  current.current = go;
  // Not useEffect: it hears from the frame after this one, and a person may be quicker.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isFree = event.key === 'Escape' && !event.defaultPrevented && !event.isComposing;
      if (!isFree || !current.current || isForBrowser(event)) return;
      event.preventDefault();
      if (!event.repeat) current.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
