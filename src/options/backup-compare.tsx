import { useMemo, useState } from 'preact/hooks';
import type { BackupView, Credential } from '../messages';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { CredentialForm } from '../ui/credential-form';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { errorText, t, tn } from '../ui/text';
import { type Choices, isNews, isOlder } from './backup-choices';
import './backup-compare.css';
import { CompareLists } from './backup-lists';
import { BackupSides } from './backup-sides';

/** A file that opened, what opens it, and what it would change here. No secret of an account is in it. */
interface BackupSubject {
  readonly file: string;
  readonly credential: Credential;
  readonly view: BackupView;
}

interface Props {
  readonly subject: BackupSubject;
  readonly onClose: (status?: string) => void;
  /** The person has taken over what is in it. */
  readonly onTaken?: () => void;
}

/** Shows what a backup would change, before it changes anything. */
export function BackupCompare({ subject, onClose, onTaken }: Props) {
  const { file, credential, view } = subject;
  const [choices, setChoices] = useState<Choices>(new Map());
  const [isReplacing, setReplacing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // One id for one request: a retry after a lost answer merges nothing twice, another choice is another request.
  const mergeId = useMemo(() => crypto.randomUUID(), [choices]);
  const replaceId = useMemo(() => crypto.randomUUID(), []);
  const hasNews = isNews(view.comparison);

  const taken = (status: string) => {
    onTaken?.();
    onClose(status);
  };
  const merge = async () => {
    setBusy(true);
    setError(null);
    try {
      const args = { opId: mergeId, file, credential, choices: [...choices.values()] };
      const { added, changed } = await ask('mergeBackup', args);
      taken([tn('mergedAdded', added), tn('mergedChanged', changed)].join(' '));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const replace = async (own: Credential) => {
    const { accounts } = await ask('replaceByBackup', { opId: replaceId, file, credential, own });
    taken(tn('restoredAccounts', accounts));
  };

  if (isReplacing) {
    return (
      <Page key="replace" title={t('replaceTitle')} onBack={() => setReplacing(false)}>
        <Notice kind="warning">
          <strong>{tn('replaceWhat', view.mine.accounts)}</strong> {t('replaceKept')}
        </Notice>
        <CredentialForm why={t('replaceWhy')} onCredential={replace} onCancel={() => setReplacing(false)} />
      </Page>
    );
  }
  const actions = (
    <>
      {hasNews && (
        <Button kind="primary" busy={busy} onClick={() => void merge()}>
          {t('merge')}
        </Button>
      )}
      <Button kind="danger" onClick={() => setReplacing(true)}>
        {t('replaceEverything')}
      </Button>
    </>
  );
  return (
    <Page key="compare" title={t('compareTitle')} onBack={() => onClose()} actions={actions}>
      <p class="muted">{t('compareLead')}</p>
      <BackupSides view={view} />
      {!view.sameVault && <Notice kind="info">{t('compareOtherVault')}</Notice>}
      {isOlder(view) && <Notice kind="warning">{t('compareOlder')}</Notice>}
      {!hasNews && <Notice kind="info">{t('compareNoNews')}</Notice>}
      <CompareLists comparison={view.comparison} choices={choices} onChoices={setChoices} />
      {error !== null && <Notice kind="error">{errorText(error)}</Notice>}
    </Page>
  );
}
