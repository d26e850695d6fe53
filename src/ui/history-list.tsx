import { useEffect, useState } from 'preact/hooks';
import type { HistoryEntry } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import { dateText } from './date-text';
import './history-list.css';
import { Notice } from './notice';
import { errorText, t } from './text';

interface Props {
  /** What is on the button of each line. */
  readonly action: string;
  readonly onChoose: (entry: HistoryEntry) => void;
}

function whyText(why: HistoryEntry['why']): string {
  const texts = {
    revision: t('historyRevision'),
    'before-restore': t('historyBeforeRestore'),
    'before-merge': t('historyBeforeMerge'),
    'before-migration': t('historyBeforeUpdate'),
    damaged: t('historyDamaged'),
  };
  return texts[why];
}

/** When it was saved; of the others, when it came here. */
export function entryText({ why, savedAt }: HistoryEntry): string {
  return t(why === 'revision' ? 'historySaved' : 'historyPut', dateText(savedAt));
}

/** Earlier states of the vault, as long as they are kept. */
export function HistoryList({ action, onChoose }: Props) {
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    ask('history', {}).then(setEntries, setError);
  }, []);
  if (error !== null) return <Notice kind="error">{errorText(error)}</Notice>;
  if (entries?.length === 0) return <p class="muted">{t('historyNone')}</p>;
  return (
    <ul class="history">
      {entries?.map((entry) => (
        <li key={entry.key}>
          <span>
            {entryText(entry)}
            <span class="small muted">
              {t('revision', entry.rev)}
              <span aria-hidden="true"> · </span>
              {whyText(entry.why)}
            </span>
          </span>
          <Button onClick={() => onChoose(entry)}>{action}</Button>
        </li>
      ))}
    </ul>
  );
}
