import { useContext, useState } from 'preact/hooks';
import type { Credential, HistoryEntry } from '../messages';
import { ask } from '../ui/ask';
import { CredentialForm } from '../ui/credential-form';
import { entryText, HistoryList } from '../ui/history-list';
import { t } from '../ui/text';
import { BackupCompare } from './backup-compare';
import { OverScreen } from './over-screen';

/** Earlier states of this vault, to be looked at like any backup. */
export function BackupHistory() {
  const { show, close } = useContext(OverScreen);
  const [entry, setEntry] = useState<HistoryEntry | null>(null);
  if (!entry) {
    return (
      <>
        <p class="muted">{t('historyWhat')}</p>
        <HistoryList action={t('lookAtIt')} onChoose={setEntry} />
      </>
    );
  }
  const look = async (credential: Credential) => {
    const { file } = await ask('historyFile', { key: entry.key });
    const view = await ask('readBackup', { file, credential });
    show(<BackupCompare subject={{ file, credential, view }} onClose={close} />);
  };
  return (
    <CredentialForm
      why={`${entryText(entry)}. ${t('historyWhy')}`}
      onCredential={look}
      onCancel={() => setEntry(null)}
    />
  );
}
