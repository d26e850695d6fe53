import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FoundRecoveryCodes } from '../core/recovery-code-text';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { errorText, t, tn } from '../ui/text';
import { TextArea } from '../ui/text-area';
import './forms.css';
import './recovery.css';

interface Props {
  readonly title: string;
  /** Whose they are. */
  readonly above: ComponentChildren;
  /** Where the text is here already. */
  readonly found?: FoundRecoveryCodes | undefined;
  /** Whether all else is chosen. */
  readonly canKeep?: boolean;
  /** What it throws is said here, and the form stays. */
  readonly onKeep: (codes: readonly string[]) => Promise<void>;
  readonly onBack?: () => void;
}

/** Longer is no list, and to show what was left out would be no help. */
const LEFT_OUT_CHARACTERS = 300;

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
/** Nothing of a text is thrown away without the person's doing. */
const shownIn = ({ codes, leftOut }: FoundRecoveryCodes): string =>
  (codes.length > 0 ? codes : leftOut).join('\n');

/** From a text as the site shows it to a list that the person has checked: nothing is kept before. */
export function RecoveryForm({ title, above, found: given, canKeep = true, onKeep, onBack }: Props) {
  const [found, setFound] = useState(given);
  const [text, setText] = useState(given ? shownIn(given) : '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => setError(null), [text]);

  async function act(action: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }
  const split = async () => {
    const read = await ask('findRecoveryCodes', { text });
    setFound(read);
    setText(shownIn(read));
  };
  const isReady = linesOf(text).length > 0 && canKeep;
  const submit = () => void act(found ? () => onKeep(linesOf(text)) : split);
  return (
    <Page title={title} onBack={onBack}>
      {above}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) submit();
        }}
      >
        {found && <Found found={found} />}
        <div class="recovery-text">
          <TextArea label={t(found ? 'recoveryLines' : 'recoveryPaste')} value={text} onInput={setText} />
        </div>
        {!found && <p class="small muted">{t('recoveryPasteHint')}</p>}
        {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
        <div class="page-actions">
          <Button kind="primary" type="submit" busy={busy} disabled={!isReady}>
            {t(found ? 'save' : 'continue')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Found({ found: { codes, leftOut } }: { readonly found: FoundRecoveryCodes }) {
  if (codes.length === 0) return <Notice kind="warning">{t('recoveryNotFound')}</Notice>;
  const words = leftOut.join(' · ');
  const shown = words.length > LEFT_OUT_CHARACTERS ? `${words.slice(0, LEFT_OUT_CHARACTERS)}…` : words;
  return (
    <>
      <p role="status">{tn('recoveryFound', codes.length)}</p>
      {words && (
        <p class="small muted recovery-left-out">
          <OutsideText text={t('recoveryLeftOut', shown)} />
        </p>
      )}
    </>
  );
}
