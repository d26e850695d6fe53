import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { errorText, t } from '../ui/text';
import { useAction } from '../ui/use-action';
import type { Strength } from './passphrase-advice';
import { PassphraseStrength } from './passphrase-strength';
import { SuggestionCard } from './suggestion-card';
import { usePassphraseAdvice } from './use-passphrase-advice';

const SHORTEST = 10;

export type Kdf = 'argon2id' | 'pbkdf2';

interface CreateFormProps {
  readonly onCreated: (kdf: Kdf, thenImport: boolean) => void;
}

/** What is wrong with the passphrase before the background is asked; undefined when nothing is. */
function faultOf(passphrase: string, strength: Strength | null): string | undefined {
  if ([...passphrase].length < SHORTEST) {
    return errorText(new UserError('passphrase-too-short', { min: SHORTEST }));
  }
  return strength === 'common' ? errorText(new UserError('passphrase-common')) : undefined;
}

export function CreateForm({ onCreated }: CreateFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const repeatInput = useRef<HTMLInputElement>(null);
  const advice = usePassphraseAdvice(passphrase);
  const { run, error } = useAction();

  const fault = faultOf(passphrase, advice.strength);
  const differs = passphrase === repeated ? undefined : t('passphrasesDiffer');
  const use = () => {
    setPassphrase(advice.suggestion);
    setRepeated(advice.suggestion);
  };
  const create = (thenImport: boolean) => {
    setTried(true);
    if (fault !== undefined) return input.current?.focus();
    if (differs !== undefined) return repeatInput.current?.focus();
    if (busy) return;
    setBusy(true);
    run(async () => {
      try {
        // Asked again here: the first word on the strength may not have been there yet when "Create" was pressed.
        const { strengthOf } = await import('./passphrase-advice');
        if (strengthOf(passphrase) === 'common') throw new UserError('passphrase-common');
        const { kdf } = await ask('createVault', { passphrase });
        onCreated(kdf, thenImport);
      } finally {
        setBusy(false);
      }
    });
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    create(false);
  };
  return (
    <form class="create-form" onSubmit={submit}>
      <SuggestionCard
        suggestion={advice.suggestion}
        bits={advice.suggestedBits}
        onUse={use}
        onAnother={advice.suggestAnother}
      />
      <Field
        label={t('passphrase')}
        type="password"
        value={passphrase}
        onInput={setPassphrase}
        error={tried ? fault : undefined}
        autoFocus
        autocomplete="new-password"
        inputRef={input}
      />
      <Field
        label={t('repeatPassphrase')}
        type="password"
        value={repeated}
        onInput={setRepeated}
        error={tried && fault === undefined ? differs : undefined}
        autocomplete="new-password"
        inputRef={repeatInput}
      />
      <PassphraseStrength strength={advice.strength} />
      {error && <Notice kind="error">{error}</Notice>}
      <div class="page-actions">
        <Button kind="primary" type="submit" busy={busy}>
          {t('createVault')}
        </Button>
        <Button onClick={() => create(true)}>{t('importFromApp')}</Button>
        <p class="small muted">{t('importNeedsVault')}</p>
      </div>
    </form>
  );
}
