import { useState } from 'preact/hooks';
import type { Replies } from '../messages';
import { ask } from '../ui/ask';
import { t } from '../ui/text';
import { RecoverySheet } from './recovery-sheet';
import { SecurityConfirm } from './security-confirm';
import { SecurityDone } from './security-done';

interface Props {
  /** There is one, and it opens nothing any more afterwards. */
  readonly replaces: boolean;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

export function SecurityRecovery({ replaces, onDone, onBack }: Props) {
  const [made, setMade] = useState<Replies['newRecoveryKey'] | null>(null);
  const [isWritten, setWritten] = useState(false);
  if (made && isWritten)
    return <SecurityDone title={t('recoveryKey')} earlierLeft={made.earlierLeft} onDone={onDone} />;
  if (made) {
    const written = () => (made.earlierLeft ? setWritten(true) : onDone());
    return <RecoverySheet recoveryKey={made.recoveryKey} onDone={written} />;
  }
  return (
    <SecurityConfirm
      title={t(replaces ? 'replaceRecoveryKey' : 'createRecoveryKey')}
      why={t(replaces ? 'replaceRecoveryKeyWhy' : 'createRecoveryKeyWhy')}
      onCredential={async (credential) => setMade(await ask('newRecoveryKey', { credential }))}
      onBack={onBack}
    />
  );
}
