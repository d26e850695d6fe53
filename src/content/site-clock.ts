/**
 * The one request that Counterfoil makes, and nothing but that: it has the page's own origin say what time it is. It is
 * injected into the isolated world when a person presses "Ask" for this page, and never otherwise.
 *
 * Asked for is the file that every site expects strangers to ask for: the page itself may be a link that works once.
 * No cookies go along, nothing is sent, and no redirect is followed, which could lead to somebody else. The page may
 * answer in the place of its server (a service worker), so that its word is shown and not believed.
 */
import type { DateAnswer } from './page-api.ts';

const PATIENCE_MS = 5_000;
/** Far more than a date has. */
const LONGEST = 64;

const header = (response: Response, name: string): string =>
  (response.headers.get(name) ?? '').slice(0, LONGEST);

async function ask(origin: string): Promise<DateAnswer> {
  const before = Date.now();
  const response = await fetch(`${origin}/robots.txt`, {
    method: 'HEAD',
    mode: 'same-origin',
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = { date: header(response, 'date'), age: header(response, 'age'), before, after: Date.now() };
  return { status: answer.date === '' ? 'none' : 'date', ...answer };
}

const NONE = { date: '', age: '', before: 0, after: 0 };

globalThis.counterfoilSiteDate = async (expectedOrigin) => {
  if (expectedOrigin === 'null' || location.origin !== expectedOrigin || window.origin !== expectedOrigin)
    return { status: 'wrong-origin', ...NONE };
  try {
    return await ask(expectedOrigin);
  } catch {
    return { status: 'none', ...NONE };
  }
};
