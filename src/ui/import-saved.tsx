import { useMemo, useState } from 'preact/hooks';
import type { Replies } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import { Notice } from './notice';
import { Page } from './page';
import { showStatus } from './status';
import { errorText, t, tn } from './text';

interface Props {
  readonly added: Replies['add'];
  readonly onDone: () => void;
}

/** The end of an import, with the one way back for all of it. */
export function ImportSaved({ added: { ids, replaced, iconsLost = 0 }, onDone }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const opId = useMemo(() => crypto.randomUUID(), []);

  async function undo(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await ask('trash', { opId, ids: [...ids], restore: [...replaced] });
      showStatus(t('importUndone'));
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  const actions = (
    <>
      <Button kind="primary" onClick={onDone}>
        {t('done')}
      </Button>
      <Button busy={isBusy} onClick={() => void undo()}>
        {t('undo')}
      </Button>
    </>
  );
  return (
    <Page title={tn('accountsSaved', ids.length)} actions={actions}>
      <p>{t('importSavedWhat')}</p>
      {replaced.length > 0 && <p>{tn('accountsReplaced', replaced.length)}</p>}
      {iconsLost > 0 && <p>{tn('iconsLost', iconsLost)}</p>}
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}
