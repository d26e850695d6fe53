/**
 * Documents of a tab, and calls into them: the only place that injects (`watch.ts` has the browser do it, on granted
 * sites). A web page is called and never calls.
 * What comes back is hostile until checked; a thrown error of an injected function is lost in Chromium, so the
 * injected functions return results.
 */
import pageScript from '../content/page.ts?script&iife';
import siteClockScript from '../content/site-clock.ts?script&iife';
import { type Check, integer, list, open, optional, text } from '../core/check';
import { UserError } from '../core/errors';
import { browser } from './browser';
import { afterGrant } from './tabs';

export interface PageDocument {
  readonly documentId: string;
  readonly frameId: number;
  /** "null" for sandboxed and other opaque documents. */
  readonly origin: string;
}

const checkResults = list(
  open({
    documentId: text(128, 1),
    frameId: integer(0, Number.MAX_SAFE_INTEGER),
    result: optional(text(2048)),
  }),
  1024,
);

/**
 * The tab's top document and its frames that this extension may reach now, the top first. Reaching needs a gesture
 * of the person (activeTab) or a granted site.
 * @throws UserError page-not-reachable
 */
export async function reachableDocuments(tabId: number): Promise<[PageDocument, ...PageDocument[]]> {
  const [top, ...frames] = await documentsOf({ tabId, allFrames: true });
  if (top?.frameId !== 0) throw new UserError('page-not-reachable');
  return [top, ...frames];
}

/**
 * The tab's top document alone: a frame that is busy (an advertisement, say) is not waited for.
 * @throws UserError page-not-reachable
 */
export const topDocument = (tabId: number): Promise<PageDocument> => frameDocument(tabId, 0);

/**
 * What stands in one frame of the tab.
 * @throws UserError page-not-reachable
 */
export async function frameDocument(tabId: number, frameId: number): Promise<PageDocument> {
  const [document] = await documentsOf({ tabId, frameIds: [frameId] });
  if (!document) throw new UserError('page-not-reachable');
  return document;
}

/** Those that this extension may reach, the top first. */
async function documentsOf(target: InjectionTarget): Promise<PageDocument[]> {
  const call = { target, func: () => location.origin, injectImmediately: true };
  const answered = await afterGrant(() => browser.scripting.executeScript(call)).catch(() => []);
  const documents = checkResults(answered).flatMap(({ documentId, frameId, result }) =>
    result === undefined ? [] : [{ documentId, frameId, origin: result }],
  );
  return documents.sort((a, b) => a.frameId - b.frameId);
}

type InjectionTarget = Parameters<typeof browser.scripting.executeScript>[0]['target'];

type PageMethod =
  | 'findPrompt'
  | 'fill'
  | 'standsAfter'
  | 'replace'
  | 'submit'
  | 'explain'
  | 'readImage'
  | 'findRecoveryField'
  | 'fillRecovery'
  | 'readSelection';

/** How both browsers say that a document was gone before the call; gone during it, there is only no result. */
const NEVER_RAN = /No document with id|Invalid documentId/u;

/** One document of one tab. */
interface Pinned {
  readonly tabId: number;
  readonly documentId: string;
}

/**
 * Calls one function of `content/page.ts` in exactly this document. If the tab has moved on, nothing runs.
 * @returns null where the document went away during the call: a form that submits itself on the last digit, say
 * @throws UserError page-changed
 */
export async function callPage<T>(
  document: Pinned,
  method: PageMethod,
  args: readonly string[],
  check: Check<T>,
): Promise<T | null> {
  return callScript(document, pageScript, { func: callMethod, args: [method, ...args] }, check);
}

/**
 * Has exactly this document ask its own origin for the time (`content/site-clock.ts`). For a press of the person alone.
 * @returns null where the document went away meanwhile
 * @throws UserError page-changed
 */
export async function askSiteDate<T>(document: Pinned, origin: string, check: Check<T>): Promise<T | null> {
  return callScript(document, siteClockScript, { func: callSiteDate, args: [origin] }, check);
}

/** What `executeScript` is told to run, once the script is there. */
type Call = Pick<Parameters<typeof browser.scripting.executeScript>[0], 'func' | 'args'>;

async function callScript<T>(
  { tabId, documentId }: Pinned,
  script: string,
  call: Call,
  check: Check<T>,
): Promise<T | null> {
  const target = { tabId, documentIds: [documentId] };
  try {
    await browser.scripting.executeScript({ target, files: [script], injectImmediately: true });
  } catch {
    throw new UserError('page-changed');
  }
  const asked = browser.scripting.executeScript({ target, ...call, injectImmediately: true });
  const [answered] = await asked.catch((error: unknown) => {
    if (NEVER_RAN.test(String(error))) throw new UserError('page-changed');
    return [];
  });
  return answered?.result === undefined || answered.result === null ? null : check(answered.result);
}

/** Runs inside the page's isolated world, after `content/page.ts` has left its functions there. */
function callMethod(method: PageMethod, ...args: [string, string, string]): unknown {
  const page: Record<PageMethod, (...args: [string, string, string]) => unknown> | undefined =
    globalThis.counterfoilPage;
  return page?.[method](...args);
}

/** The same, after `content/site-clock.ts`. */
function callSiteDate(origin: string): unknown {
  return globalThis.counterfoilSiteDate?.(origin);
}
