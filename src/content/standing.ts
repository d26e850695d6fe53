import { memory } from './page-memory.ts';

/** How long a browser holds on to a click or a key of the person (HTML, transient activation), in milliseconds. */
const ACTIVATION_MS = 5000;
const LOOK_MS = 250;

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
 * kept for the way back is frozen with its timers, and would keep the background waiting.) A page that stops events
 * before they come here cannot stop the browser from holding on to them: one that nobody saw counts as a press.
 */
export function standsFor(milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const types = ['pagehide', 'submit', 'click', 'keydown'];
    let seenAt = performance.now();
    const end = (stands: boolean): void => {
      for (const type of types) removeEventListener(type, notice, true);
      clearInterval(look);
      clearTimeout(over);
      resolve(stands);
    };
    const notice = (event: Event): void => {
      if (event.isTrusted) seenAt = performance.now();
      if (maySend(event)) end(false);
    };
    for (const type of types) addEventListener(type, notice, true);
    const look = setInterval(() => {
      const isUnseen = performance.now() - seenAt > ACTIVATION_MS + LOOK_MS;
      if (isUnseen && navigator.userActivation.isActive) end(false);
    }, LOOK_MS);
    const over = setTimeout(() => end(!document.hidden), milliseconds);
  });
}
