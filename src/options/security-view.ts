import { useEffect, useState } from 'preact/hooks';
import type { SecurityView } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';

/** What the settings show of slots and lock, renewed with each change; null until it is there. */
export function useSecurity(onFailure: (failure: unknown) => void): SecurityView | null {
  const [security, setSecurity] = useState<SecurityView | null>(null);
  useEffect(() => {
    const read = () => void ask('security', {}).then(setSecurity, onFailure);
    read();
    return onAnnouncement(({ type }) => {
      if (type === 'changed' || type === 'policy') read();
    });
  }, []);
  return security;
}
