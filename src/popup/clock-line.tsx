import { useState } from 'preact/hooks';
import type { ClockView } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { correctClock } from '../ui/correct-clock';
import { durationText, offsetText } from '../ui/offset-text';
import { t } from '../ui/text';
import type { Action } from '../ui/use-action';
import { isSaid, type Jump } from './clock-jump';
import './clock-line.css';

interface Props {
  readonly clock: ClockView;
  /** What was seen under this list. */
  readonly jump: Jump | null;
  readonly action: Action;
  readonly onRepair: () => void;
}

/** What there is to know of the clock: that it was changed, that it is corrected, or nothing. */
export function ClockLine({ clock, jump, action, onRepair }: Props) {
  const [read, setRead] = useState<Jump | null>(null);
  const { offset } = clock;
  const seen = jump && jump !== read && isSaid(jump, offset) ? Math.round(jump.milliseconds / 1000) : 0;
  const seconds = seen || clock.jump;
  const reset = () =>
    action.run(async () => {
      await correctClock(0, offset);
      setRead(jump);
    });
  const drop = () =>
    action.run(async () => {
      setRead(jump);
      if (clock.jump !== 0) await ask('dropClockJump', {});
    });
  if (seconds !== 0)
    return (
      <aside class="clock-jump" aria-label={t('clockSection')}>
        <p>
          {offset === 0
            ? t('clockJumped', durationText(seconds))
            : t('clockJumpedCorrected', durationText(seconds), offsetText(offset))}
        </p>
        <div class="clock-buttons">
          {offset !== 0 && <Button onClick={reset}>{t('clockReset')}</Button>}
          <Button onClick={onRepair}>{t('clockTitle')}</Button>
          <Button onClick={drop}>{t('close')}</Button>
        </div>
      </aside>
    );
  if (offset === 0) return null;
  return (
    <p class="clock-line">
      <span>{t('clockCorrected', offsetText(offset))}</span>
      <Button onClick={onRepair}>{t('clockChange')}</Button>
    </p>
  );
}
