import { useEffect, useState } from 'preact/hooks';
import type { Candidate, Capture } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { showStatus } from '../ui/status';
import { errorText, t, tn } from '../ui/text';
import { AddScreen } from './add-screen';
import { ScanSaved } from './scan-saved';
import './scan.css';
import { readCapture } from './scan-picture';

interface Props {
  /** Closes the window. */
  readonly onDone: () => void;
}

type Step =
  | { readonly is: 'reading' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'confirm'; readonly candidates: readonly Candidate[] }
  | { readonly is: 'by-hand' }
  | { readonly is: 'saved'; readonly ids: readonly string[]; readonly text: string };

/** The window that opens on the frozen picture of a page: reads it, lets the person confirm, shows the result. */
export function ScanScreen({ onDone }: Props) {
  const [capture, setCapture] = useState<Capture | null>(null);
  const [step, setStep] = useState<Step>({ is: 'reading' });

  useEffect(() => {
    const read = async (): Promise<void> => {
      try {
        const taken = await ask('takeCapture', {});
        setCapture(taken);
        const texts = await readCapture(taken);
        setStep({ is: 'confirm', candidates: texts.map((text) => ({ text })) });
      } catch (error) {
        setStep({ is: 'failed', error });
      }
    };
    void read();
  }, []);

  if (step.is === 'confirm') {
    return (
      <ConfirmAccounts
        candidates={step.candidates}
        pageOrigin={capture?.pageOrigin ?? null}
        pageHost={capture?.pageHost ?? ''}
        source="scan"
        onAdded={({ ids }) => {
          const text = ids.length > 0 ? tn('accountsSaved', ids.length) : t('verdictSaved');
          showStatus(ids.length > 0 ? t('statusSaved') : text);
          setStep({ is: 'saved', ids, text });
        }}
        onCancel={onDone}
      />
    );
  }
  if (step.is === 'saved') {
    return <ScanSaved ids={step.ids} text={step.text} target={capture?.target ?? null} onDone={onDone} />;
  }
  if (step.is === 'by-hand')
    return (
      <AddScreen
        onDone={(text) => {
          showStatus(text ?? t('statusSaved'));
          setStep({ is: 'saved', ids: [], text: text ?? t('statusSaved') });
        }}
        onBack={onDone}
      />
    );
  const failure = step.is === 'failed' && (
    <>
      <Button kind="primary" onClick={() => setStep({ is: 'by-hand' })}>
        {t('addByHand')}
      </Button>
      <Button onClick={onDone}>{t('close')}</Button>
    </>
  );
  return (
    <Page title={t(step.is === 'failed' ? 'scanNothing' : 'scanReading')} actions={failure}>
      {capture && <img class="scan-picture" src={capture.image} alt={t('scanPicture')} />}
      {step.is === 'failed' && <Notice kind="error">{errorText(step.error)}</Notice>}
    </Page>
  );
}
