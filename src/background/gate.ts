import { CheckError, integer, oneOf, open, shape, text } from '../core/check';
import type { FillTarget } from '../messages';

/** What the gate looks at. `origin` is missing where a browser does not tell, and then the answer is no. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
}

/** `url` is `runtime.getURL('')`: our origin with a slash. */
export interface Extension {
  readonly id: string;
  readonly url: string;
}

/**
 * Whether a message comes from a page of ours. Content scripts carry our id as well, and our pages in tabs carry a
 * tab, so neither the id alone nor a tab says anything: id, address and origin must all be ours.
 */
export function isOwnPage(sender: Sender, own: Extension): boolean {
  return sender.id === own.id && sender.url?.startsWith(own.url) === true && `${sender.origin}/` === own.url;
}

const checkLookHere = shape({ name: oneOf('lookHere') });
const checkPlace = open({
  tab: open({ id: integer(0, Number.MAX_SAFE_INTEGER) }),
  frameId: integer(0, 0),
  documentId: text(128, 1),
  origin: text(2048, 1),
});

/**
 * The one thing that code inside a web page may say: "look here", without an argument, from the top document of a tab.
 * It is believed in nothing: tab, document and origin are looked at again before anything happens.
 * @returns where to look, or null for every other message and sender
 */
export function readLookHere(message: unknown, sender: Sender, own: Extension): FillTarget | null {
  if (sender.id !== own.id || !sender.origin?.startsWith('http')) return null;
  try {
    checkLookHere(message);
    const { tab, documentId, origin } = checkPlace(sender);
    return { tabId: tab.id, documentId, origin };
  } catch (error) {
    if (error instanceof CheckError) return null;
    throw error;
  }
}
