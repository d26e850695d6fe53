import { useEffect } from 'preact/hooks';
import { onAnnouncement } from '../ui/announcements';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { unlockByKey } from '../ui/unlock-by-key';
import { useTries } from '../ui/unlock-tries';
import { UnlockWait } from '../ui/unlock-wait';

interface Props {
  /** The vault is open, here or in another page: the window has done its work. */
  readonly onDone: () => void;
}

/** A window that asks for a security key: the toolbar popup would be closed by the browser's dialog. */
export function SecurityKeyScreen({ onDone }: Props) {
  const { busy, error, wait, attempt } = useTries(() => {});
  const start = () => void attempt('webauthn-prf', unlockByKey);

  useEffect(start, []);
  useEffect(() => onAnnouncement(({ type }) => type === 'unlocked' && onDone()), []);
  return (
    <Page
      title={t('useSecurityKey')}
      actions={
        <Button kind="primary" busy={busy} waiting={wait !== null} onClick={start}>
          {t('askAgain')}
        </Button>
      }
    >
      <p class="muted">{t('securityKeyTouch')}</p>
      <UnlockWait wait={wait} />
      {error && <Notice kind="error">{error}</Notice>}
    </Page>
  );
}
