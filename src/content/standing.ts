import { memory } from './page-memory.ts';

const isOnFilled = (event: Event): boolean =>
  event.composedPath().some((node) => node instanceof HTMLElement && memory().last.includes(node));

/**
 * By the form, by Enter, or by a press beside the fields, because anything may be a page's button: a site that then
 * says "wrong code" gets no other by itself.
 */
function maySend(event: Event): boolean {
  if (event.type === 'pagehide' || event.type === 'submit') return true;
  if (!event.isTrusted) return false;
  if (!(event instanceof KeyboardEvent)) return !isOnFilled(event);
  return event.key === 'Enter' || (event.key === ' ' && !isOnFilled(event));
}

/**
 * Resolves to whether this long has passed with nothing sent and the page still there, and in sight. (A page that is
 * kept for the way back is frozen with its timers, and would keep the background waiting.) A page can keep a press from
 * us. What the browser holds on to (`navigator.userActivation`) is no help: it also counts what no person did, such as
 * scripts that run with a gesture, and codes that wait would then stay old. How many follow by themselves is bounded.
 */
export function standsFor(milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const types = ['pagehide', 'submit', 'click', 'keydown'];
    const end = (stands: boolean): void => {
      for (const type of types) removeEventListener(type, notice, true);
      clearTimeout(over);
      resolve(stands);
    };
    const notice = (event: Event): void => {
      if (maySend(event)) end(false);
    };
    for (const type of types) addEventListener(type, notice, true);
    const over = setTimeout(() => end(!document.hidden), milliseconds);
  });
}
