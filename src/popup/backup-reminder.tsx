import { useMemo, useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { BackupAge } from '../ui/backup-age';
import { Button } from '../ui/button';
import { t } from '../ui/text';
import type { Action } from '../ui/use-action';
import type { Opened } from './opened';
import { showBackups } from './show-backups';

interface Props {
  readonly backup: Opened['backup'];
  readonly action: Action;
}

/** Stands under the codes and moves none of them. "Later" is a week. */
export function BackupReminder({ backup, action }: Props) {
  const [isPutOff, setPutOff] = useState(false);
  const opId = useMemo(() => crypto.randomUUID(), [backup]);
  if (isPutOff || !backup.due) return null;
  const putOff = async () => {
    await ask('remindLater', { opId });
    setPutOff(true);
  };
  return (
    <aside class="reminder" aria-label={t('backupTitle')}>
      <p>
        <BackupAge {...backup} />
      </p>
      <div class="reminder-buttons">
        <Button onClick={() => action.run(showBackups)}>{t('saveBackup')}</Button>
        <Button onClick={() => action.run(putOff)}>{t('later')}</Button>
      </div>
    </aside>
  );
}
