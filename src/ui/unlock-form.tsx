import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Arguments, UnlockWays } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import { judgePassphrase } from './judge-passphrase';
import { Notice } from './notice';
import { usePolicy } from './policy';
import { browserHasSecurityKeys } from './security-key';
import { errorText, t } from './text';
import { isToolbarPopup } from './toolbar-popup';
import { unlockByKey } from './unlock-by-key';
import { type Typed, UnlockField } from './unlock-field';
import { useTries } from './unlock-tries';
import { UnlockWait } from './unlock-wait';

/** For a page that was locked a moment ago and has not asked yet. */
export const PASSPHRASE_ONLY: UnlockWays = { pin: false, securityKey: false, recoveryKey: false };

function credentialOf(typed: Typed, text: string): Arguments<'unlock'>['credential'] {
  if (typed === 'pin') return { type: 'pin', pin: text };
  return typed === 'recovery' ? { type: 'recovery', key: text } : { type: 'passphrase', passphrase: text };
}

/** In the toolbar popup the browser's dialog would close the page that asks, so a small window does it. */
async function askForKey(): Promise<void> {
  if (await isToolbarPopup()) await ask('showPage', { page: 'security-key' });
  else await unlockByKey();
}

interface UnlockFormProps {
  readonly ways: UnlockWays;
}

/** Asks for what opens the vault. Once it is open the background announces it, and every page of ours goes on. */
export function UnlockForm({ ways }: UnlockFormProps) {
  /** Null until the person has begun: the ways of a vault that was just locked are told a moment later. */
  const [chosen, setChosen] = useState<Typed | null>(null);
  const [text, setText] = useState('');
  /** Why the PIN is no way any more. */
  const [gone, setGone] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const isJudged = usePolicy().minimumPassphraseStrength !== null;
  const typed = chosen ?? (ways.pin ? 'pin' : 'passphrase');

  const choose = (way: Typed): void => {
    setText('');
    setChosen(way);
  };
  const tries = useTries((failure) => {
    if (failure instanceof UserError && failure.code === 'pin-gone') {
      setGone(errorText(failure));
      tries.clear();
      choose('passphrase');
    } else input.current?.select();
  });
  const unlock = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (text === '') return input.current?.focus();
    const credential = credentialOf(typed, text);
    void tries.attempt(credential.type, async () => {
      await ask('unlock', { credential });
      setText('');
      if (isJudged && credential.type === 'passphrase') void judgePassphrase(credential.passphrase);
    });
  };
  const other = (way: Typed, label: string) =>
    way !== typed && (
      <Button
        onClick={() => {
          tries.clear();
          choose(way);
        }}
      >
        {label}
      </Button>
    );
  return (
    <form class="unlock-form" onSubmit={unlock}>
      <UnlockField
        key={typed}
        typed={typed}
        value={text}
        onInput={(value) => {
          setChosen(typed);
          setText(value);
        }}
        error={tries.fieldError}
        hint={typed === 'passphrase' ? gone : undefined}
        inputRef={input}
      />
      <UnlockWait wait={tries.wait} />
      {tries.error && <Notice kind="error">{tries.error}</Notice>}
      <Button kind="primary" type="submit" busy={tries.busy} waiting={tries.wait !== null}>
        {t('unlock')}
      </Button>
      {ways.pin && gone === undefined && other('pin', t('usePin'))}
      {(ways.pin || typed === 'recovery') && other('passphrase', t('usePassphrase'))}
      {ways.securityKey && browserHasSecurityKeys && (
        <Button onClick={() => void tries.attempt('webauthn-prf', askForKey)}>{t('useSecurityKey')}</Button>
      )}
      {ways.recoveryKey && other('recovery', t('useRecoveryKey'))}
    </form>
  );
}
