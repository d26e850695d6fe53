import { UserError } from '../core/errors';
import type { Arguments } from '../messages';
import { ask } from '../ui/ask';
import { t } from '../ui/text';
import { type Action, useAction } from '../ui/use-action';
import { SecurityConfirm } from './security-confirm';
import { useSectionScreens } from './security-screens';

type Change = Omit<Arguments<'changeSettings'>, 'opId' | 'credential'>;

interface SettingsChange extends Pick<Action, 'run' | 'error'> {
  readonly change: (change: Change) => void;
}

/** Saves settings of the vault. Where locking becomes weaker, the passphrase is asked for, and it is saved then. */
export function useSettingsChange(onFailure: () => void): SettingsChange {
  const { show, back } = useSectionScreens('lock');
  const { run, error } = useAction();

  const confirm = (asked: Arguments<'changeSettings'>): void =>
    show(
      <SecurityConfirm
        title={t('lockTitle')}
        why={t('weakerLockWhy')}
        onCredential={async (credential) => {
          await ask('changeSettings', { ...asked, credential });
          back(t('statusSaved'));
        }}
        onBack={() => back()}
      />,
    );
  const change = (wanted: Change): void =>
    run(async () => {
      const asked = { opId: crypto.randomUUID(), ...wanted };
      try {
        await ask('changeSettings', asked);
      } catch (failure) {
        if (failure instanceof UserError && failure.code === 'credential-required') return confirm(asked);
        onFailure();
        throw failure;
      }
    });
  return { change, error, run };
}
