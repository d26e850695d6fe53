import type { BackupHealth } from '../messages';
import { daysBetween } from './days-between';
import { t, tn } from './text';

type Age = Pick<BackupHealth, 'at' | 'changes'>;

function ageText(at: number | null): string {
  if (at === null) return t('lastBackupNever');
  const days = daysBetween(at, Date.now());
  return days === 0 ? t('lastBackupToday') : tn('lastBackupDays', days);
}

/** "Last backup: 3 days ago · 12 changes since". */
export function BackupAge({ at, changes }: Age) {
  return (
    <>
      {ageText(at)}
      {changes > 0 && (
        <>
          <span aria-hidden="true"> · </span>
          {tn(at === null ? 'changesInAll' : 'changesSince', changes)}
        </>
      )}
    </>
  );
}
