/**
 * The sites that the person granted for automatic fill, one by one. The browser keeps them; nothing is remembered
 * besides.
 */
import { browser } from './browser';

/** The match pattern of an origin. Patterns know no ports: which port is meant, the background compares itself. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/**
 * Asks the person, in the browser's own window, for this one site. To be called in the gesture itself, with nothing
 * awaited before. The popup may close under the question: the background goes on with `onGranted`.
 */
export const requestSite = (origin: string): Promise<boolean> =>
  browser.permissions.request({ origins: [patternOf(origin)] });

export const isGranted = (origin: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [patternOf(origin)] });

/** Patterns of all granted sites. */
export async function grantedPatterns(): Promise<readonly string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins;
}

export async function revoke(patterns: readonly string[]): Promise<void> {
  await browser.permissions.remove({ origins: [...patterns] });
}

/** `granted` gets the patterns that are new. */
export const onGrantsChanged = (
  granted: (patterns: readonly string[]) => void,
  revoked: () => void,
): void => {
  browser.permissions.onAdded.addListener(({ origins = [] }) => granted(origins));
  browser.permissions.onRemoved.addListener(revoked);
};
