import { useState } from 'preact/hooks';
import { ask } from '../ui/ask';
import { t } from '../ui/text';
import { RecoverySheet } from './recovery-sheet';
import { SecurityConfirm } from './security-confirm';

interface Props {
  /** There is one, and it opens nothing any more afterwards. */
  readonly replaces: boolean;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

export function SecurityRecovery({ replaces, onDone, onBack }: Props) {
  const [key, setKey] = useState<string | null>(null);
  if (key !== null) return <RecoverySheet recoveryKey={key} onDone={onDone} />;
  return (
    <SecurityConfirm
      title={t(replaces ? 'replaceRecoveryKey' : 'createRecoveryKey')}
      why={t(replaces ? 'replaceRecoveryKeyWhy' : 'createRecoveryKeyWhy')}
      onCredential={async (credential) => setKey((await ask('newRecoveryKey', { credential })).recoveryKey)}
      onBack={onBack}
    />
  );
}
