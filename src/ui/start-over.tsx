import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from './ask';
import { Button } from './button';
import { Field } from './field';
import { fold } from './fold';
import './more.css';
import { Notice } from './notice';
import { errorText, t } from './text';

/** Not every keyboard has the accents of every language, capitals among them. */
const plain = (text: string): string => fold(text.trim());

/** The last way out of a damaged vault. The words are typed, because no slip of the hand may lead here. */
export function StartOver({ onDone }: { readonly onDone: () => void }) {
  const [words, setWords] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const asked = t('startOverWords');

  const start = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isRight = plain(words) === plain(asked);
    setWrong(!isRight);
    if (busy || !isRight) return;
    setBusy(true);
    setError(null);
    try {
      await ask('startOver', {});
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="more-form" noValidate onSubmit={start}>
      <p>{t('startOverWhat')}</p>
      <Field
        label={t('startOverType', asked)}
        value={words}
        onInput={setWords}
        error={isWrong ? t('startOverWrong') : undefined}
      />
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      <Button kind="danger" type="submit" busy={busy}>
        {t('startOver')}
      </Button>
    </form>
  );
}
