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
