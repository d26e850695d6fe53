import { useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { errorText, t } from '../ui/text';
import { Section } from './section';

export function LockSection() {
  const [error, setError] = useState<unknown>(null);
  const lock = (): void => {
    ask('lock', {}).catch(setError);
  };
  return (
    <Section id="lock" title={t('lockTitle')}>
      <p class="muted">{t('lockWhat')}</p>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
      <Button onClick={lock}>{t('lockNow')}</Button>
    </Section>
  );
}
