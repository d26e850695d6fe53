import { useEffect, useMemo, useState } from 'preact/hooks';
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

/** Whether the browser keeps automatic backups out of their folder until the person lets them in again. */
async function isFolderClosed(): Promise<boolean> {
  const { isPermitted, keptFolder } = await import('../ui/kept-folder');
  const folder = await keptFolder();
  return folder !== null && !(await isPermitted(folder));
}

/**
 * Stands under the codes and moves none of them. "Later" is a week. Where backups are automatic, the browser asks again
 * after each of its starts, and nobody would know that they rest.
 */
export function BackupReminder({ backup, action }: Props) {
  const [isPutOff, setPutOff] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const opId = useMemo(() => crypto.randomUUID(), [backup]);
  useEffect(() => {
    // Without an answer the age of the last backup still tells of it, in time.
    if (backup.stuck) isFolderClosed().then(setPaused, () => {});
    else setPaused(false);
  }, [backup.stuck]);
  if (isPutOff || !(backup.due || isPaused)) return null;
  const putOff = async () => {
    await ask('remindLater', { opId });
    setPutOff(true);
  };
  return (
    <aside class="reminder" aria-label={t('backupTitle')}>
      <p>{isPaused ? t('folderPaused') : <BackupAge {...backup} />}</p>
      <div class="reminder-buttons">
        <Button onClick={() => action.run(showBackups)}>{t(isPaused ? 'folderGoOn' : 'saveBackup')}</Button>
        <Button onClick={() => action.run(putOff)}>{t('later')}</Button>
      </div>
    </aside>
  );
}
