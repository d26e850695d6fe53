import { useEffect, useState } from 'preact/hooks';
import type { BackupHealth } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';

/** How old the last backup is, asked again after each change; null before the first answer. */
export function useBackupHealth(onError: (error: unknown) => void): BackupHealth | null {
  const [health, setHealth] = useState<BackupHealth | null>(null);
  useEffect(() => {
    const read = () => void ask('backupHealth', {}).then(setHealth, onError);
    read();
    return onAnnouncement(({ type }) => {
      if (type === 'changed') read();
    });
  }, []);
  return health;
}
