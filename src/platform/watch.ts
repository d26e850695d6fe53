/** The one script that is registered, on granted sites alone. */
import watchScript from '../content/prompt-watch.ts?script&iife';
import { browser } from './browser';
import { grantedPatterns } from './grants';

const WATCH = 'prompt-watch';

async function register(): Promise<void> {
  const matches = [...(await grantedPatterns())];
  const [there] = await browser.scripting.getRegisteredContentScripts({ ids: [WATCH] });
  if (matches.length === 0) {
    if (there) await browser.scripting.unregisterContentScripts({ ids: [WATCH] });
    return;
  }
  const when = { runAt: 'document_idle', allFrames: false, persistAcrossSessions: true } as const;
  const script = { id: WATCH, matches, js: [watchScript], ...when };
  if (there) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/**
 * Brings the registered script in line with the grants: at every change of them, and after an update. One at a time: a
 * grant that is taken back is heard of twice, by who did it and by the browser's event.
 */
export async function registerWatch(): Promise<void> {
  await navigator.locks.request('watch', register);
}
