import type { SecurityView, SlotView } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { usePolicy } from '../ui/policy';
import { browserHasSecurityKeys } from '../ui/security-key';
import { t } from '../ui/text';
import { HeldButton } from './held-button';
import { Section } from './section';
import { SecurityConfirm } from './security-confirm';
import { SecurityDone } from './security-done';
import { SecurityKeyAdd } from './security-key-add';
import { SecurityPassphrase } from './security-passphrase';
import { SecurityRecovery } from './security-recovery';
import { useSectionScreens } from './security-screens';
import { RemoveText, SlotLine } from './security-slot';

interface Props {
  readonly security: SecurityView;
}

/** Everything that opens the vault, and the ways to change it. */
export function SecuritySection({ security }: Props) {
  const { show, back } = useSectionScreens('security');
  const isHeld = usePolicy().hideFeatures.includes('security-keys');
  const leave = () => back();
  const recovery = security.slots.find(({ type }) => type === 'recovery');

  const remove = (slot: SlotView, title: string, why: string) => {
    show(
      <SecurityConfirm
        title={title}
        why={why}
        onCredential={async (credential) => {
          const { earlierLeft } = await ask('removeSlot', { credential, slotId: slot.slotId });
          if (!earlierLeft) return back(t('slotRemoved'));
          show(<SecurityDone title={t('slotRemoved')} earlierLeft onDone={leave} />);
        }}
        onBack={leave}
      />,
    );
  };
  const removeKey = (slot: SlotView) => remove(slot, t('removeSecurityKey'), t('removeSecurityKeyWhy'));
  const removeRecovery = (slot: SlotView) => remove(slot, t('removeRecoveryKey'), t('removeRecoveryKeyWhy'));
  const newRecovery = () =>
    show(<SecurityRecovery replaces={recovery !== undefined} onDone={leave} onBack={leave} />);
  const buttonsOf = (slot: SlotView) => {
    if (slot.type === 'webauthn-prf') {
      return (
        <Button kind="danger" onClick={() => removeKey(slot)}>
          <RemoveText slot={slot} />
        </Button>
      );
    }
    if (slot.type !== 'recovery') return undefined;
    return (
      <>
        <Button onClick={newRecovery}>{t('replace')}</Button>
        <Button kind="danger" onClick={() => removeRecovery(slot)}>
          <RemoveText slot={slot} />
        </Button>
      </>
    );
  };
  return (
    <Section id="security" title={t('securityTitle')}>
      <p class="muted">{t('securityWhat')}</p>
      <ul class="slots">
        {security.slots.map((slot) => (
          <SlotLine key={slot.slotId} slot={slot}>
            {buttonsOf(slot)}
          </SlotLine>
        ))}
      </ul>
      <Button
        onClick={() => show(<SecurityPassphrase slots={security.slots} onDone={back} onBack={leave} />)}
      >
        {t('changePassphrase')}
      </Button>
      {!recovery && <Button onClick={newRecovery}>{t('createRecoveryKey')}</Button>}
      {browserHasSecurityKeys && isHeld && <HeldButton>{t('addSecurityKey')}</HeldButton>}
      {browserHasSecurityKeys && !isHeld && (
        <Button
          onClick={() => show(<SecurityKeyAdd lock={security.heldLock} onDone={back} onBack={leave} />)}
        >
          {t('addSecurityKey')}
        </Button>
      )}
      {!browserHasSecurityKeys && <p class="muted">{t('noSecurityKeysHere')}</p>}
    </Section>
  );
}
