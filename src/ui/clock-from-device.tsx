import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { Arguments } from '../messages';
import { ask } from './ask';
import { Button } from './button';
import type { ClockFinding } from './clock-repair';
import { Field, Select } from './field';
import { Notice } from './notice';
import { t } from './text';
import { useAction } from './use-action';

type Reading = Arguments<'findOffset'>['readings'][number];

/** Three that fit by chance one after the other there are not. */
const MOST_READINGS = 4;

const nameOf = ({ issuer, name }: AccountSummary): string =>
  [issuer, name].filter(Boolean).join(', ') || t('unnamedAccount');

interface Props {
  readonly accounts: readonly AccountSummary[];
  /** Chosen beforehand. */
  readonly id: string | undefined;
  readonly onFound: (finding: ClockFinding) => void;
}

/** Finds the error of the clock from what another device shows: offline, and with nobody's word but that device's. */
export function ClockFromDevice({ accounts, id: first, onFound }: Props) {
  const [id, setId] = useState(first ?? '');
  const options = accounts.map((one) => ({ value: one.id, label: nameOf(one) }));
  return (
    <section class="card clock-way" aria-labelledby="clock-device">
      <h2 id="clock-device">{t('clockFromDevice')}</h2>
      <p class="muted">{t('clockFromDeviceHow')}</p>
      <Select
        label={t('recoveryAccount')}
        value={id}
        options={id === '' ? [{ value: '', label: t('recoveryChoose') }, ...options] : options}
        onInput={setId}
      />
      <CodeForm key={id} id={id} onFound={onFound} />
    </section>
  );
}

/** What is told from a code and, where that is not enough, from those that come after it. */
function CodeForm({ id, onFound }: { readonly id: string; readonly onFound: Props['onFound'] }) {
  const [code, setCode] = useState('');
  const [before, setBefore] = useState<readonly Reading[]>([]);
  const [isWrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  /** The nearest that is known to when the code was read. */
  const beganAt = useRef(0);
  const box = useRef<HTMLInputElement>(null);
  const { run, error } = useAction();

  const type = (text: string) => {
    if (code === '') beganAt.current = Date.now();
    setCode(text);
    setWrong(false);
  };
  const compare = async () => {
    const readings = [...before, { code: code.trim(), at: beganAt.current }];
    const found = await ask('findOffset', { id, readings });
    if (found.status === 'found') return onFound({ ...found, by: 'device' });
    const goesOn = found.status === 'more' && readings.length < MOST_READINGS;
    setBefore(goesOn ? readings : []);
    setWrong(!goesOn);
    if (goesOn) setCode('');
    box.current?.focus();
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || id === '' || code.trim() === '') return box.current?.focus();
    setBusy(true);
    run(() => compare().finally(() => setBusy(false)));
  };
  return (
    <form class="clock-way" onSubmit={submit}>
      <div role="status">{before.length > 0 && <Notice kind="info">{t('clockNextCode')}</Notice>}</div>
      <Field
        label={t('clockCode')}
        value={code}
        onInput={type}
        error={isWrong ? t('clockNoMatch') : undefined}
        inputRef={box}
        disabled={id === ''}
      />
      <Button kind="primary" type="submit" busy={busy} disabled={id === ''}>
        {t('clockCompare')}
      </Button>
      {error && <Notice kind="error">{error}</Notice>}
    </form>
  );
}
