import { isRecord } from '../core/check';
import type { Announcement } from '../messages/channel';
import { onAnnounced } from '../platform/announcements';

const TYPES: readonly unknown[] = ['locked', 'unlocked', 'changed', 'policy', 'synced'];

function isAnnouncement(value: unknown): value is Announcement {
  if (!isRecord(value)) return false;
  const { type, windowId } = value;
  if (type === 'captured') return typeof windowId === 'number';
  return TYPES.includes(type);
}

/** Hears what the background tells all our pages, until the returned function is called. */
export function onAnnouncement(listener: (announcement: Announcement) => void): () => void {
  return onAnnounced((announced) => {
    if (isAnnouncement(announced)) listener(announced);
  });
}
