import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { judgeNew, passphraseFault } from '../ui/passphrase-rule';
import { PassphraseStrength } from '../ui/passphrase-strength';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { usePassphraseAdvice } from '../ui/use-passphrase-advice';
import { SuggestionCard } from './suggestion-card';

export type Kdf = 'argon2id' | 'pbkdf2';

interface CreateFormProps {
  readonly onCreated: (kdf: Kdf, thenImport: boolean) => void;
}

export function CreateForm({ onCreated }: CreateFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const repeatInput = useRef<HTMLInputElement>(null);
  const { minimumPassphraseStrength: least } = usePolicy();
  const advice = usePassphraseAdvice(passphrase);
  const { run, error } = useAction();

  const fault = passphraseFault(passphrase, advice.strength, least);
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
        const strength = await judgeNew(passphrase, least);
        const { kdf } = await ask('createVault', { passphrase, strength });
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
      <PassphraseStrength strength={advice.lastStrength} />
      {/* Judged twice, and said once: the field may know a moment later what sending the form has found. */}
      {error && fault === undefined && <Notice kind="error">{error}</Notice>}
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
