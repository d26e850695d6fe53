import { useEffect, useState } from 'preact/hooks';
import type { LockPolicy, SecurityView } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CheckBox, Select } from '../ui/field';
import { Notice } from '../ui/notice';
import { usePolicy } from '../ui/policy';
import { t, tn } from '../ui/text';
import { useSettingsChange } from './lock-change';
import { ClipboardSetting } from './lock-clipboard';
import { minutesText, offeredMinutes } from './lock-minutes';
import { PinLine } from './pin-line';
import { Section } from './section';
import { browserTellsSystemLock } from './system-lock';

const USUAL_HOURS = 12;

const heldHint = (isHeld: boolean): string | undefined => (isHeld ? t('setByOrganisation') : undefined);

interface Props {
  readonly security: SecurityView;
}

/** How long the vault stays open, and what lies around of it meanwhile. */
export function LockSection({ security }: Props) {
  /** What was chosen stands at once; it goes back where it could not be saved. */
  const [lock, setLock] = useState(security.heldLock);
  useEffect(() => setLock(security.heldLock), [security]);
  const { change, error, run } = useSettingsChange(() => setLock(security.heldLock));
  const { lockAfterMinutes: most, lockAfterHours, lockWithComputer } = usePolicy();

  const changeLock = (part: Partial<LockPolicy>): void => {
    setLock({ ...lock, ...part });
    // What the person chose lies under what the organisation holds, and is there again without it.
    change({ lock: { ...security.lock, ...part } });
  };
  const lockNow = () =>
    run(async () => {
      await ask('lock', {});
    });
  const hours = security.heldLock.maxHours ?? USUAL_HOURS;
  return (
    <Section id="lock" title={t('lockTitle')}>
      <p class="muted">{t('lockAlways')}</p>
      <Select
        label={t('lockWhenUnused')}
        value={String(lock.afterMinutes)}
        options={offeredMinutes(lock.afterMinutes, most).map((minutes) => ({
          value: String(minutes),
          label: minutesText(minutes),
        }))}
        hint={most === null ? undefined : t('lockAtMost', minutesText(most))}
        onInput={(value) => changeLock({ afterMinutes: value === 'null' ? null : Number(value) })}
      />
      {browserTellsSystemLock ? (
        <CheckBox
          label={t('lockWithSystem')}
          checked={lock.onSystemLock}
          hint={heldHint(lockWithComputer)}
          disabled={lockWithComputer}
          onInput={(onSystemLock) => changeLock({ onSystemLock })}
        />
      ) : (
        <p class="muted">{t('lockWithSystemNotHere')}</p>
      )}
      <CheckBox
        label={tn('lockAfterHours', hours)}
        checked={lock.maxHours !== null}
        hint={heldHint(lockAfterHours !== null)}
        disabled={lockAfterHours !== null}
        onInput={(isOn) => changeLock({ maxHours: isOn ? hours : null })}
      />
      <PinLine security={security} />
      <ClipboardSetting isOn={security.clearClipboard} />
      {error && <Notice kind="error">{error}</Notice>}
      <Button onClick={lockNow}>{t('lockNow')}</Button>
    </Section>
  );
}
