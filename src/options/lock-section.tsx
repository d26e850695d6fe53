import { useEffect, useState } from 'preact/hooks';
import type { LockPolicy, SecurityView } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CheckBox, Select } from '../ui/field';
import { Notice } from '../ui/notice';
import { t, tn } from '../ui/text';
import { useSettingsChange } from './lock-change';
import { ClipboardSetting } from './lock-clipboard';
import { minutesText, offeredMinutes } from './lock-minutes';
import { PinLine } from './pin-line';
import { Section } from './section';
import { browserTellsSystemLock } from './system-lock';

const USUAL_HOURS = 12;

interface Props {
  readonly security: SecurityView;
}

/** How long the vault stays open, and what lies around of it meanwhile. */
export function LockSection({ security }: Props) {
  /** What was chosen stands at once; it goes back where it could not be saved. */
  const [lock, setLock] = useState(security.lock);
  useEffect(() => setLock(security.lock), [security]);
  const { change, error, run } = useSettingsChange(() => setLock(security.lock));

  const changeLock = (part: Partial<LockPolicy>): void => {
    const next = { ...lock, ...part };
    setLock(next);
    change({ lock: next });
  };
  const lockNow = () =>
    run(async () => {
      await ask('lock', {});
    });
  const hours = security.lock.maxHours ?? USUAL_HOURS;
  return (
    <Section id="lock" title={t('lockTitle')}>
      <p class="muted">{t('lockAlways')}</p>
      <Select
        label={t('lockWhenUnused')}
        value={String(lock.afterMinutes)}
        options={offeredMinutes(lock.afterMinutes).map((minutes) => ({
          value: String(minutes),
          label: minutesText(minutes),
        }))}
        onInput={(value) => changeLock({ afterMinutes: value === 'null' ? null : Number(value) })}
      />
      {browserTellsSystemLock ? (
        <CheckBox
          label={t('lockWithSystem')}
          checked={lock.onSystemLock}
          onInput={(onSystemLock) => changeLock({ onSystemLock })}
        />
      ) : (
        <p class="muted">{t('lockWithSystemNotHere')}</p>
      )}
      <CheckBox
        label={tn('lockAfterHours', hours)}
        checked={lock.maxHours !== null}
        onInput={(isOn) => changeLock({ maxHours: isOn ? hours : null })}
      />
      <PinLine security={security} />
      <ClipboardSetting isOn={security.clearClipboard} />
      {error && <Notice kind="error">{error}</Notice>}
      <Button onClick={lockNow}>{t('lockNow')}</Button>
    </Section>
  );
}
