import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { Credential, LockPolicy } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Page } from '../ui/page';
import { errorText, t } from '../ui/text';
import { isDefaultLock, LockOffer } from './lock-offer';
import { SecurityConfirm } from './security-confirm';

/** As the background asks for it. */
const SHORTEST = 6;
const isLongEnough = (pin: string): boolean => /^\p{Nd}+$/u.test(pin) && [...pin].length >= SHORTEST;

interface Props {
  readonly replaces: boolean;
  readonly lock: LockPolicy;
  readonly onDone: (status?: string) => void;
  readonly onBack: () => void;
}

/** Sets or changes the PIN, and says what it is good for before it is typed. */
export function PinScreen({ replaces, lock, onDone, onBack }: Props) {
  const [pin, setPin] = useState<string | null>(null);
  const [isSet, setSet] = useState(false);
  const title = t(replaces ? 'changePin' : 'setPin');

  const save = async (credential: Credential) => {
    await ask('setPin', { credential, pin });
    if (isDefaultLock(lock)) setSet(true);
    else onDone(t('pinSaved'));
  };
  if (isSet) return <LockOffer title={t('pinSaved')} onDone={onDone} />;
  if (pin !== null) {
    return (
      <SecurityConfirm title={title} why={t('setPinWhy')} onCredential={save} onBack={() => setPin(null)} />
    );
  }
  return (
    <Page title={title} onBack={onBack}>
      <p>{t('pinWhat')}</p>
      <p class="muted">{t('pinLimits')}</p>
      <PinForm onPin={setPin} />
    </Page>
  );
}

function PinForm({ onPin }: { readonly onPin: (pin: string) => void }) {
  const [pin, setPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isTried, setTried] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const repeatBox = useRef<HTMLInputElement>(null);
  const isShort = !isLongEnough(pin);
  const isDifferent = !isShort && pin !== repeated;

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (isShort) box.current?.focus();
    else if (isDifferent) repeatBox.current?.focus();
    else onPin(pin);
  };
  return (
    <form class="section-form" onSubmit={submit}>
      <Field
        label={t('pinField')}
        type="password"
        inputMode="numeric"
        value={pin}
        onInput={setPin}
        error={isTried && isShort ? errorText(new UserError('pin-too-short', { min: SHORTEST })) : undefined}
        hint={t('pinHint')}
        autoFocus
        inputRef={box}
      />
      <Field
        label={t('repeatPin')}
        type="password"
        inputMode="numeric"
        value={repeated}
        onInput={setRepeated}
        error={isTried && isDifferent ? t('pinsDiffer') : undefined}
        inputRef={repeatBox}
      />
      <div class="page-actions">
        <Button kind="primary" type="submit">
          {t('continue')}
        </Button>
      </div>
    </form>
  );
}
