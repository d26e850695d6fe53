import { isRecord } from '../core/check';
import { browser } from './browser';

/**
 * What the organisation has settled, as the browser gives it. Firefox rejects where nobody has settled anything, with
 * a sentence and no code, so that a rejection is no policy.
 */
export async function readManaged(): Promise<Readonly<Record<string, unknown>>> {
  try {
    const managed: unknown = await browser.storage.managed.get();
    return isRecord(managed) ? managed : {};
  } catch {
    return {};
  }
}

/** Told by Chromium; Firefox reads policies at its start alone, and on Android not at all. */
export function onManagedChanged(listener: () => void): void {
  const managed: typeof browser.storage.managed | undefined = browser.storage.managed;
  managed?.onChanged.addListener(listener);
}
