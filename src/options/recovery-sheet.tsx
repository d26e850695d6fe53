import { Button } from '../ui/button';
import { dateText } from '../ui/date-text';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import './recovery-sheet.css';

const DECRYPTOR = 'node test/tools/decrypt.mjs --recovery-key';

interface Props {
  /** In groups, as the background wrote it. */
  readonly recoveryKey: string;
  readonly onDone: () => void;
}

/** The only time that the recovery key is shown: to be printed or written down, with all that one needs to use it. */
export function RecoverySheet({ recoveryKey, onDone }: Props) {
  return (
    <Page
      title={t('recoveryKey')}
      actions={
        <>
          <Button kind="primary" onClick={() => window.print()}>
            {t('print')}
          </Button>
          <Button onClick={onDone}>{t('writtenDown')}</Button>
        </>
      }
    >
      <p class="recovery-once">{t('recoveryOnce')}</p>
      <article class="card recovery-sheet">
        <h2>{t('recoverySheetTitle')}</h2>
        <p class="recovery-key">
          <bdi dir="ltr">
            {recoveryKey.split('-').map((group, index, { length }) => (
              <span key={index}>
                {group}
                {index < length - 1 && <i>-</i>}
              </span>
            ))}
          </bdi>
        </p>
        <p>{t('recoverySheetDate', dateText(Date.now()))}</p>
        <p>{t('recoverySheetWhat')}</p>
        <ul>
          <li>{t('recoverySheetHere')}</li>
          <li>{t('recoverySheetElsewhere')}</li>
          <li>
            {t('recoverySheetWithout')} <code dir="ltr">{`${DECRYPTOR} ${t('recoverySheetFile')}`}</code>
          </li>
        </ul>
        <p>{t('recoverySheetKeep')}</p>
      </article>
    </Page>
  );
}
