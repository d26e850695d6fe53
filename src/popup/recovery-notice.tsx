import { useState } from 'preact/hooks';
import type { RecoveryNotice as Recovery } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { dateText } from '../ui/date-text';
import { t, tn } from '../ui/text';
import type { Action } from '../ui/use-action';
import { showBackups } from './show-backups';

const WHAT = {
  damaged: () => t('recoveredDamaged'),
  older: () => t('recoveredOlder'),
  tampered: () => t('recoveredTampered'),
} as const;

interface Props {
  readonly notice: Recovery;
  readonly action: Action;
}

/** Why the codes are not quite those that were saved last, and the one thing to do now. It is in nobody's way. */
export function RecoveryNotice({ notice, action }: Props) {
  const [isClosed, setClosed] = useState(false);
  if (isClosed) return null;
  const drop = async () => {
    setClosed(true);
    await ask('dropNotice', {});
  };
  return (
    <aside class="recovery" aria-label={t('recoveredTitle')}>
      <p>
        <strong>{t('recoveredTitle')}</strong> {WHAT[notice.kind]()}
      </p>
      <p>
        {notice.lostSaves > 0 && `${tn('recoveredLost', notice.lostSaves)} `}
        {notice.savedAt > 0 && t('recoveredFrom', dateText(notice.savedAt))}
      </p>
      <div class="recovery-buttons">
        <Button onClick={() => action.run(showBackups)}>{t('saveBackupNow')}</Button>
        <Button onClick={() => action.run(drop)}>{t('close')}</Button>
      </div>
    </aside>
  );
}
