import { isRecord } from '../core/check';
import { type Announcement, CHANNEL } from '../messages/channel';

function isAnnouncement(value: unknown): value is Announcement {
  if (!isRecord(value)) return false;
  const { type, windowId } = value;
  if (type === 'captured') return typeof windowId === 'number';
  return type === 'locked' || type === 'unlocked' || type === 'changed' || type === 'policy';
}

/** Hears what the background tells all our pages, until the returned function is called. */
export function onAnnouncement(listener: (announcement: Announcement) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event) => {
    if (isAnnouncement(event.data)) listener(event.data);
  };
  return () => channel.close();
}
