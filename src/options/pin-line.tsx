import type { SecurityView } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { HeldButton } from './held-button';
import { PinScreen } from './pin-screen';
import { SecurityConfirm } from './security-confirm';
import { useSectionScreens } from './security-screens';
import './security.css';

interface Props {
  readonly security: SecurityView;
}

/** The PIN, which opens what was locked a while ago; the passphrase stays the way in. */
export function PinLine({ security: { pin, heldLock: lock } }: Props) {
  const { show, back } = useSectionScreens('lock');
  const isHeld = usePolicy().hideFeatures.includes('pin');
  const leave = () => back();
  const set = () => show(<PinScreen replaces={pin} lock={lock} onDone={back} onBack={leave} />);
  const remove = () =>
    show(
      <SecurityConfirm
        title={t('removePin')}
        why={t('removePinWhy')}
        onCredential={async (credential) => {
          await ask('setPin', { credential, pin: null });
          back(t('pinRemoved'));
        }}
        onBack={leave}
      />,
    );
  return (
    <div class="slot">
      <span class="slot-names">
        <b>{t('pinField')}</b>
        <span class="small muted">{t(pin ? 'pinIsSet' : 'pinNotSet')}</span>
      </span>
      <span class="slot-buttons">
        {isHeld ? (
          <HeldButton>{t(pin ? 'changePin' : 'setPin')}</HeldButton>
        ) : (
          <Button onClick={set}>{t(pin ? 'changePin' : 'setPin')}</Button>
        )}
        {pin && (
          <Button kind="danger" onClick={remove}>
            {t('remove')}
            <span class="hidden-text"> {t('pinField')}</span>
          </Button>
        )}
      </span>
    </div>
  );
}
