import { useState } from 'preact/hooks';
import type { BackupHealth } from '../messages';
import { BackupAge } from '../ui/backup-age';
import { More } from '../ui/more';
import { Notice } from '../ui/notice';
import { errorText, t } from '../ui/text';
import { useAutomaticBackups } from '../ui/use-automatic-backups';
import { BackupFolder } from './backup-folder';
import { BackupHistory } from './backup-history';
import { BackupRestore } from './backup-restore';
import { BackupSave } from './backup-save';
import { ExportAccounts } from './export-accounts';
import { Section } from './section';
import { showHistory } from './show-history';
import { useBackupHealth } from './use-backup-health';

/** Sealed files out and in, and how long ago the last one went out. */
export function BackupSection() {
  const [error, setError] = useState<unknown>(null);
  const health = useBackupHealth(setError);
  useAutomaticBackups(health?.automatic ?? false, showHistory);
  return (
    <Section id="backup" title={t('backupTitle')}>
      {health && <Health health={health} />}
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      <p class="muted">{t('backupWhat')}</p>
      <BackupSave />
      {health && <BackupFolder health={health} />}
      <More summary={t('restoreBackup')}>
        <BackupRestore />
      </More>
      <More summary={t('toOtherApp')}>
        <ExportAccounts />
      </More>
      <More summary={t('historyTitle')}>
        <BackupHistory />
      </More>
    </Section>
  );
}

function Health({ health }: { readonly health: BackupHealth }) {
  return (
    <>
      <p class={health.due ? 'backup-age due' : 'backup-age'}>
        <BackupAge {...health} />
      </p>
      {health.mirror !== 'in-step' && (
        <Notice kind="warning">{t(health.mirror === 'off' ? 'mirrorOff' : 'mirrorBehind')}</Notice>
      )}
    </>
  );
}
