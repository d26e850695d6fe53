import type { Credential } from '../messages';
import { ask } from './ask';
import { offsetText } from './offset-text';
import { showStatus } from './status';
import { t } from './text';

/** As the background has it: more than this ahead asks for a credential, which an undo has none of. */
const FREE_SECONDS = 600;

/** Puts a correction in force (seconds, 0: the system's clock), says so, and offers the way back to the one before. */
export async function correctClock(offset: number, before: number, credential?: Credential): Promise<void> {
  await ask('setClockOffset', credential ? { offset, credential } : { offset });
  const said = offset === 0 ? t('clockSystem') : t('clockCorrected', offsetText(offset));
  // Where the way back fails, the line about the clock still tells what holds.
  const undo = () => void ask('setClockOffset', { offset: before }).catch(() => undefined);
  showStatus(said, before > FREE_SECONDS ? undefined : { label: t('undo'), run: undo });
}
