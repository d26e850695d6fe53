import { useEffect, useState } from 'preact/hooks';
import type { FillTarget } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { showStatus } from '../ui/status';
import { errorText, t } from '../ui/text';
import './forms.css';

interface Props {
  readonly target: FillTarget;
  readonly onBack: () => void;
}

/** Why this field, or none: a report that the person reads, and may copy. Nothing is sent. */
export function ExplainScreen({ target, onBack }: Props) {
  const [report, setReport] = useState('');
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    ask('explainPage', { target }).then((answer) => setReport(answer.report), setError);
  }, [target]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(report);
    showStatus(t('statusCopied'));
  };
  const actions = report !== '' && (
    <Button kind="primary" onClick={() => void copy().catch(setError)}>
      {t('explainCopy')}
    </Button>
  );
  return (
    <Page title={t('explainTitle')} onBack={onBack} actions={actions}>
      <p>{t('explainLead')}</p>
      {report !== '' && (
        <textarea
          class="explain"
          readOnly
          rows={14}
          aria-label={t('explainTitle')}
          value={report}
          dir="ltr"
        />
      )}
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}
