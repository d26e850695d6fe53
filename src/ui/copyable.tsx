import { Button } from './button';
import { copyCode } from './copy-code';
import './copyable.css';
import { Notice } from './notice';
import { showStatus } from './status';
import { t } from './text';
import { useAction } from './use-action';

interface CopyableProps {
  readonly label: string;
  /** What is copied: bare, without gaps. */
  readonly text: string;
  readonly copyLabel: string;
  readonly children: string | undefined;
}

/** One secret text in a card of its own, with its button. */
export function Copyable({ label, text, copyLabel, children }: CopyableProps) {
  const { run, error } = useAction();
  const copy = () =>
    run(async () => {
      await copyCode(text);
      showStatus(t('statusCopied'));
    });
  return (
    <section class="card secret">
      <h2>{label}</h2>
      <bdi class="secret-text" dir="ltr">
        {children}
      </bdi>
      <Button onClick={copy}>{copyLabel}</Button>
      {error && <Notice kind="error">{error}</Notice>}
    </section>
  );
}
