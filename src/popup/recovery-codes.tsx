import { useState } from 'preact/hooks';
import type { RecoveryCode } from '../core/account';
import type { AccountRow, Credential } from '../messages';
import { showInTab } from '../platform/surfaces';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { usePolicy } from '../ui/policy';
import { t } from '../ui/text';
import { TicketNames } from '../ui/ticket';
import { useShownFor } from '../ui/use-shown-for';
import { RecoveryForm } from './recovery-form';
import { RecoveryList } from './recovery-list';
import { useRecoveryCodes } from './use-recovery-codes';
import './recovery.css';

interface Props {
  readonly row: AccountRow;
  readonly onBack: (status?: string) => void;
}

/**
 * A site's recovery codes, behind the passphrase: each opens the account without the authenticator. Where there are
 * none yet, there is nothing to hide. They are gone with this screen, with a lock, and after a while.
 */
export function RecoveryCodes({ row, onBack }: Props) {
  const [codes, setCodes] = useState<readonly RecoveryCode[] | null>(row.recovery ? null : []);
  const read = async (credential: Credential) =>
    setCodes((await ask('recoveryCodes', { id: row.id, credential })).codes);
  if (codes) return <Shown row={row} first={codes} onBack={onBack} />;
  const leave = () => onBack();
  return (
    <Page title={t('recoveryCodes')} onBack={leave}>
      <TicketNames issuer={row.issuer} name={row.name} />
      <CredentialForm
        why={t('recoveryWhy')}
        onCredential={read}
        onCancel={leave}
        showInTab={() => showInTab('recovery', row.id)}
      />
    </Page>
  );
}

function Shown({ row, first, onBack }: Props & { readonly first: readonly RecoveryCode[] }) {
  const deeds = useRecoveryCodes(row.id, first);
  const { codes, error, keep } = deeds;
  const [form, setForm] = useState<'add' | 'replace' | null>(first.length === 0 ? 'add' : null);
  useShownFor(() => onBack(t('recoveryHidden')));

  const names = <TicketNames issuer={row.issuer} name={row.name} />;
  if (form) {
    const isReplacing = form === 'replace';
    return (
      <RecoveryForm
        title={t(isReplacing ? 'recoveryReplace' : 'recoveryAdd')}
        above={
          <>
            {names}
            {isReplacing && <p>{t('recoveryReplaceWhy')}</p>}
          </>
        }
        onKeep={async (typed) => {
          await keep(typed, form);
          setForm(null);
        }}
        onBack={() => (codes.length === 0 ? onBack() : setForm(null))}
      />
    );
  }
  // They are used up still: none may be added, and none removed, which could not be taken back.
  const isHeld = usePolicy().hideFeatures.includes('recovery-codes');
  const actions = isHeld ? (
    <p class="muted">{t('setByOrganisation')}</p>
  ) : (
    <>
      <Button onClick={() => setForm('add')}>{t('recoveryAdd')}</Button>
      {codes.length > 0 && <Button onClick={() => setForm('replace')}>{t('recoveryReplace')}</Button>}
    </>
  );
  return (
    <Page title={t('recoveryCodes')} onBack={() => onBack()} actions={actions}>
      {names}
      {error && <Notice kind="error">{error}</Notice>}
      <RecoveryList codes={codes} deeds={deeds} isHeld={isHeld} />
    </Page>
  );
}
