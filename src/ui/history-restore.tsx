import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { HistoryEntry } from '../messages';
import { ask } from './ask';
import { BackupCredential, NOTHING_TYPED, toCredential } from './backup-credential';
import { Button } from './button';
import { dateText } from './date-text';
import { HistoryList } from './history-list';
import { errorText, t } from './text';

/** Puts an earlier state of the vault in the place of a damaged one. */
export function HistoryRestore({ onRestored }: { readonly onRestored: (accounts: number) => void }) {
  const [entry, setEntry] = useState<HistoryEntry | null>(null);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (!entry) return <HistoryList action={t('historyUse')} onChoose={setEntry} />;

  const restore = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const credential = toCredential(typed);
      const { file } = await ask('historyFile', { key: entry.key });
      const { accounts } = await ask('restoreVault', { file, credential });
      onRestored(accounts);
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="more-form" noValidate onSubmit={restore}>
      <p>{t('historyUntil', dateText(entry.savedAt))}</p>
      <BackupCredential typed={typed} onInput={setTyped} error={error} />
      <Button type="submit" busy={busy}>
        {t('restore')}
      </Button>
      <Button onClick={() => setEntry(null)}>{t('back')}</Button>
    </form>
  );
}
