import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { HistoryEntry } from '../messages';
import { ask } from './ask';
import { BackupCredential, NOTHING_TYPED, toCredential } from './backup-credential';
import { type BackupFault, backupFault } from './backup-fault';
import { Button } from './button';
import { entryText, HistoryList } from './history-list';
import { Notice } from './notice';
import { t } from './text';

/** Puts an earlier state of the vault in the place of a damaged one. */
export function HistoryRestore({ onRestored }: { readonly onRestored: (accounts: number) => void }) {
  const [entry, setEntry] = useState<HistoryEntry | null>(null);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [fault, setFault] = useState<BackupFault>({});
  const [busy, setBusy] = useState(false);
  if (!entry) return <HistoryList action={t('historyUse')} onChoose={setEntry} />;

  const leave = () => {
    setEntry(null);
    setFault({});
  };
  const restore = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault({});
    try {
      const credential = toCredential(typed);
      const { file } = await ask('historyFile', { key: entry.key });
      const { accounts } = await ask('restoreVault', { file, credential });
      onRestored(accounts);
    } catch (failure) {
      setFault(backupFault(failure, typed));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="more-form" noValidate onSubmit={restore}>
      <p>{entryText(entry)}</p>
      {fault.file && <Notice kind="error">{fault.file}</Notice>}
      <BackupCredential typed={typed} onInput={setTyped} error={fault.credential} />
      {fault.other && <Notice kind="error">{fault.other}</Notice>}
      <Button type="submit" busy={busy}>
        {t('restore')}
      </Button>
      <Button onClick={leave}>{t('back')}</Button>
    </form>
  );
}
