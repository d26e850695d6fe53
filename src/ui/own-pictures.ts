import { useEffect, useState } from 'preact/hooks';
import { onAnnouncement } from './announcements';
import { ask } from './ask';

/** Own pictures that the background has told this page, by the key in the row; gone with the lock. */
const known = new Map<string, string>();
onAnnouncement(({ type }) => type === 'locked' && known.clear());

/** Of those that came with another answer. */
export function keepPictures(pictures: Readonly<Record<string, string>>): void {
  for (const [key, picture] of Object.entries(pictures)) known.set(key, picture);
}

/** Asked for at once, however many rows come into sight together. */
let wanted: string[] = [];
let asking: Promise<void> | null = null;

async function askAll(): Promise<void> {
  await null;
  const ids = wanted.map((key) => key.split(':')[1] ?? '').slice(0, 200);
  wanted = [];
  asking = null;
  keepPictures(await ask('pictures', { ids }));
}

/** @param icon as `AccountRow` has it @returns what an image shows; undefined before it is there */
export function usePicture(icon: string | undefined): string | undefined {
  const [, redraw] = useState(0);
  const isOwn = icon?.startsWith('picture:') === true;
  useEffect(() => {
    if (!isOwn || known.has(icon)) return;
    wanted.push(icon);
    asking ??= askAll();
    asking.then(
      () => redraw((count) => count + 1),
      () => undefined,
    );
  }, [icon]);
  if (icon?.startsWith('brand:')) return `/icons/brands/${icon.slice(6)}.svg`;
  return isOwn ? known.get(icon) : icon;
}
