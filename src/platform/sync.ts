import { onAnnounced } from './announcements';
import { browser } from './browser';

/** Many changes come at once (an import, a merge); they leave together. */
const PAUSE_MS = 1_500;

/**
 * Calls `task` a moment after something changed here, was unlocked here, or came from another browser, and once for all
 * that comes together. Ours are heard from the background itself, on the channel that it speaks to our pages.
 */
export function onSyncNeeded(task: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(task, PAUSE_MS);
  };
  onAnnounced((announced) => {
    const { type } = Object(announced);
    if (type === 'changed' || type === 'unlocked') soon();
  });
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'sync') soon();
  });
}
