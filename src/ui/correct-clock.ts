import { ask } from './ask';
import { offsetText } from './offset-text';
import { showStatus } from './status';
import { t } from './text';

/** Puts a correction in force (seconds, 0: the system's clock), says so, and offers the way back to the one before. */
export async function correctClock(offset: number, before: number): Promise<void> {
  await ask('setClockOffset', { offset });
  const said = offset === 0 ? t('clockSystem') : t('clockCorrected', offsetText(offset));
  // Where the way back fails, the line about the clock still tells what holds.
  const undo = () => void ask('setClockOffset', { offset: before }).catch(() => undefined);
  showStatus(said, { label: t('undo'), run: undo });
}
