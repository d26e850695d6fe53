import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { AccountSummary } from '../core/account';
import type { Credential } from '../messages';
import { ask } from '../ui/ask';
import { CredentialForm } from '../ui/credential-form';
import { showStatus } from '../ui/status';
import { t, tn } from '../ui/text';
import { useGrowing } from '../ui/use-growing';
import { AccountName } from './account-name';
import './export-accounts.css';

interface Props {
  readonly accounts: readonly AccountSummary[];
  readonly onPurged: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what is about to be destroyed, and asks who is there: nothing brings these accounts back. */
export function ManagePurge({ accounts, onPurged, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const opId = useMemo(() => crypto.randomUUID(), []);
  const drawn = useGrowing(accounts.length);
  useEffect(() => heading.current?.focus(), []);
  const purge = async (credential: Credential): Promise<void> => {
    await ask('purge', { opId, credential, ids: accounts.map(({ id }) => id) });
    showStatus(`${t('statusPurged')}: ${tn('accountsCount', accounts.length)}`);
    onClose();
    await onPurged();
  };
  return (
    <section class="card section" aria-labelledby="purge-title">
      <h2 ref={heading} id="purge-title" tabIndex={-1}>
        {t('deleteForGood')}
      </h2>
      <p>{tn('purgeWhat', accounts.length)}</p>
      <ul class="export-picks">
        {accounts.slice(0, drawn).map((account) => (
          <li key={account.id}>
            <AccountName issuer={account.issuer} name={account.name} />
          </li>
        ))}
      </ul>
      <CredentialForm why={t('purgeWhy')} onCredential={purge} onCancel={onClose} />
    </section>
  );
}
