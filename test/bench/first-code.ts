/** When the first code of a page was painted, told by the page itself: nobody asks while it is busy. */
import type { Session } from './cdp-pipe.ts';
import { evaluate } from './evaluate.ts';

const BINDING = 'benchCodePainted';

export interface FirstCode {
  /** Milliseconds from the page's navigation to the frame with the first code. */
  readonly paintedAt: number;
  /** Unix milliseconds of that navigation. */
  readonly timeOrigin: number;
  /** Milliseconds from the navigation to the last Enter, 0 without one. */
  readonly enterAt: number;
  /** The code was there before the watch began: when it came is not known, and the run does not count. */
  readonly late: boolean;
}

/**
 * Runs in the page, before its own scripts. A code is seen as soon as it is in the document; the frame that shows it
 * is over when a task runs that was posted from inside of it.
 */
function watchForCode(binding: string): void {
  if (window !== window.top || !location.protocol.startsWith('chrome-extension') || 'benchWatches' in window)
    return;
  Object.assign(window, { benchWatches: true });
  let enterAt = 0;
  let found = false;
  const firstCode = () =>
    [...document.querySelectorAll('[data-code]')].find((element) =>
      /^[0-9A-Z]{5,10}$/.test((element.textContent ?? '').replaceAll(/\s/g, '')),
    );
  const tell = (late: boolean) => {
    const { timeOrigin } = performance;
    const message = JSON.stringify({ paintedAt: performance.now(), timeOrigin, enterAt, late });
    (window as unknown as Record<string, (message: string) => void>)[binding]?.(message);
  };
  const afterFrame = () =>
    requestAnimationFrame(() => {
      // A popup that is still being opened has no boxes yet.
      if (!firstCode()?.getClientRects().length) return afterFrame();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(false);
      port2.postMessage(null);
    });
  const look = () => {
    if (found || !firstCode()) return;
    found = true;
    afterFrame();
  };
  const noteEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter') enterAt = performance.now();
  };
  if (firstCode()) {
    found = true;
    tell(true);
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  addEventListener('keydown', noteEnter, { capture: true });
}

/** Prepares a page, before it navigates or while it does. `painted` settles when its first code was painted. */
export async function watchFirstCode(page: Session): Promise<{ readonly painted: Promise<FirstCode> }> {
  const painted = new Promise<FirstCode>((resolve, reject) => {
    const impatience = setTimeout(
      () => settle(() => reject(new Error('No code was painted in 30 s'))),
      30_000,
    );
    const forget = page.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) settle(() => resolve(JSON.parse(payload)));
    });
    const settle = (how: () => void) => {
      clearTimeout(impatience);
      forget();
      how();
    };
  });
  painted.catch(() => {});
  const source = `(() => { const __name = (fn) => fn; (${watchForCode})(${JSON.stringify(BINDING)}); })()`;
  await Promise.all([
    page.send('Runtime.enable'),
    page.send('Runtime.addBinding', { name: BINDING }),
    page.send('Page.enable'),
    page.send('Page.addScriptToEvaluateOnNewDocument', { source }),
    page.send('Performance.enable', { timeDomain: 'threadTicks' }),
    // Where the page is there already (a popup that was quick), the script above comes too late for it.
    evaluate(page, watchForCode, BINDING),
  ]);
  return { painted };
}
