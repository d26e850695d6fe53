import { useState } from 'preact/hooks';
import { ask } from './ask';
import { Button } from './button';
import { Notice } from './notice';
import { errorText, t } from './text';

/** In the toolbar popup: files are chosen and saved in a tab, because the popup closes under the file dialog. */
export function InATab({ why }: { readonly why: string }) {
  const [error, setError] = useState<unknown>(null);
  const open = () => ask('showPage', { page: 'welcome' }).then(() => window.close(), setError);
  return (
    <>
      <p class="muted">{why}</p>
      <Button onClick={() => void open()}>{t('inATab')}</Button>
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </>
  );
}
