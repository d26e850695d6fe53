import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { t } from '../ui/text';

interface Props {
  /** What has been done. */
  readonly title: string;
  /** Copies of before, which still open as they did, could not be taken away yet. */
  readonly earlierLeft: boolean;
  readonly onDone: () => void;
  readonly children?: ComponentChildren;
}

/** A change of what opens the vault is done, with what there is to know of it. */
export function SecurityDone({ title, earlierLeft, onDone, children }: Props) {
  return (
    <Page
      title={title}
      actions={
        <Button kind="primary" onClick={onDone}>
          {t('done')}
        </Button>
      }
    >
      {earlierLeft && <Notice kind="warning">{t('earlierCopiesLeft')}</Notice>}
      {children}
    </Page>
  );
}
