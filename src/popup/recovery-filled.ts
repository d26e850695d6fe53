import type { RecoveryFillReply } from '../messages';
import { ask } from '../ui/ask';
import { showStatus } from '../ui/status';
import { errorText, t, tn } from '../ui/text';

/** Says that a code was used up, how many are left, and how to take it back where it was not sent after all. */
export function sayRecoveryFilled(id: string, reply: Extract<RecoveryFillReply, { status: 'filled' }>): void {
  const { left, usedAt } = reply;
  const takeBack = async (): Promise<void> => {
    try {
      await ask('takeBackRecoveryCode', { opId: crypto.randomUUID(), id, usedAt });
      showStatus(t('recoveryUnstruck'));
    } catch (error) {
      showStatus(errorText(error));
    }
  };
  showStatus(tn('recoveryFilled', left), { label: t('undo'), run: () => void takeBack() });
}
