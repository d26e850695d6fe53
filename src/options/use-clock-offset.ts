import { useEffect, useState } from 'preact/hooks';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';

/** What is added to the clock of the computer for the codes, in seconds, as it is now; null before the first answer. */
export function useClockOffset(onFailure: (failure: unknown) => void): number | null {
  const [offset, setOffset] = useState<number | null>(null);
  useEffect(() => {
    const load = () => void ask('clock', {}).then((clock) => setOffset(clock.offset), onFailure);
    load();
    return onAnnouncement(({ type }) => {
      if (type === 'changed') load();
    });
  }, []);
  return offset;
}
