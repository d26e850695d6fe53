/**
 * A Manifest V3 worker dies and comes back. Tests need it awake to ask it something, and gone to prove that nothing was
 * only in its memory. Playwright stays attached to it: so Chromium never stops it for idleness, and Playwright goes on
 * listing it after it was stopped. Whether it runs is read from the browser's targets (Chromium 156, Playwright 1.65).
 */
import type { BrowserContext, CDPSession, Worker } from 'playwright-core';
import { awaitUntil } from './await-until.ts';

export interface WorkerControl {
  /** The running worker; starts it when it sleeps. */
  wake(): Promise<Worker>;
  /** Kills it and returns when it is gone. */
  stop(): Promise<void>;
}

export function workerControl(context: BrowserContext, browser: CDPSession, origin: string): WorkerControl {
  const running = async () => {
    const { targetInfos } = await browser.send('Target.getTargets');
    const ours = targetInfos.filter(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`),
    );
    return ours.map(({ targetId }) => targetId);
  };
  const isRunning = async () => (await running()).length > 0;
  return {
    async wake() {
      if (!(await isRunning())) {
        await withServiceWorkers(context, (session) =>
          session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` }),
        );
      }
      return awaitUntil('the service worker to start', async () =>
        (await isRunning())
          ? context.serviceWorkers().find((worker) => worker.url().startsWith(origin))
          : null,
      );
    },
    async stop() {
      // A message that waits may start the next one before anybody looks: it is this one that must be gone.
      const stopped = await running();
      await awaitUntil('the service worker to stop', async () => {
        // Asked again, because one that has only just started lets the first asking pass.
        await withServiceWorkers(context, (session) => session.send('ServiceWorker.stopAllWorkers'));
        const left = await running();
        return !stopped.some((targetId) => left.includes(targetId));
      });
    },
  };
}

/** CDP has the ServiceWorker domain on pages only; any page of the profile will do. */
async function withServiceWorkers(
  context: BrowserContext,
  use: (session: CDPSession) => Promise<unknown>,
): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  try {
    await session.send('ServiceWorker.enable');
    await use(session);
  } finally {
    await session.detach();
  }
}
