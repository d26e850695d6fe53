import { useState } from 'preact/hooks';
import type { LockPolicy } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { browserTellsSystemLock } from './system-lock';

const OFFERED_MINUTES = 30;

export const isDefaultLock = ({ afterMinutes, onSystemLock }: LockPolicy): boolean =>
  afterMinutes === null && !onSystemLock;

interface Props {
  /** What has just been done: a quick way back is there. */
  readonly title: string;
  readonly onDone: (status?: string) => void;
}

/** Once unlocking is quick, locking early costs little: offered at that moment, and never again. */
export function LockOffer({ title, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const { run, error } = useAction();
  const accept = () => {
    setBusy(true);
    run(async () => {
      try {
        const { lock } = await ask('security', {});
        const onSystemLock = browserTellsSystemLock || lock.onSystemLock;
        const offered = { ...lock, afterMinutes: OFFERED_MINUTES, onSystemLock };
        await ask('changeSettings', { opId: crypto.randomUUID(), lock: offered });
        onDone(t('statusSaved'));
      } finally {
        setBusy(false);
      }
    });
  };
  return (
    <Page
      title={title}
      actions={
        <>
          <Button kind="primary" busy={busy} onClick={accept}>
            {t('lockOfferYes')}
          </Button>
          <Button onClick={() => onDone()}>{t('lockOfferNo')}</Button>
        </>
      }
    >
      <p>{t(browserTellsSystemLock ? 'lockOffer' : 'lockOfferMinutes')}</p>
      {error && <Notice kind="error">{error}</Notice>}
    </Page>
  );
}
