/**
 * What the background tells all our pages at once. Firefox keeps the channels of private windows to themselves, and a
 * page of ours there would show its codes after a lock: it is told by a message.
 */
import { type Announcement, CHANNEL } from '../messages/channel';
import { browser } from './browser';

/** Chromium opens none, as long as the manifest has one extension for both kinds of window. */
const hasPrivatePages = location.protocol === 'moz-extension:';

export function announce(announcement: Announcement): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(announcement);
  channel.close();
  // Refused where nobody listens, which is so as long as no private page is open.
  if (hasPrivatePages) browser.runtime.sendMessage(announcement).catch(() => {});
}

/** Hands on what was announced, unchecked, until the returned function is called. */
export function onAnnounced(listener: (announced: unknown) => void): () => void {
  if (hasPrivatePages && browser.extension.inIncognitoContext) {
    // Without an answer: the requests of other pages come along here as well, and are the background's.
    const hear = (message: unknown): undefined => void listener(message);
    browser.runtime.onMessage.addListener(hear);
    return () => browser.runtime.onMessage.removeListener(hear);
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event) => listener(event.data);
  return () => channel.close();
}
