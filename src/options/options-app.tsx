import type { ComponentChild } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { UserError } from '../core/errors';
import type { OpenReply, PolicyView, Replies } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { ConfirmAccounts } from '../ui/confirm-accounts';
import { ImportSaved } from '../ui/import-saved';
import { Notice } from '../ui/notice';
import { PolicyContext } from '../ui/policy';
import { StatusLine, showStatus } from '../ui/status';
import { t, tn } from '../ui/text';
import { PASSPHRASE_ONLY } from '../ui/unlock-form';
import type { FoundAccounts } from './found-accounts';
import { LeftOut } from './left-out';
import { type ClosedView, OtherStates } from './other-states';
import { OverScreen } from './over-screen';
import { SettingsPage } from './settings-page';

type View = 'opening' | 'unlocked' | ClosedView;

interface Props {
  readonly opening: Promise<OpenReply>;
}

function viewOf(reply: OpenReply): View {
  if (reply.vault === 'unlocked') return 'unlocked';
  return reply.vault === 'locked' ? { locked: reply.ways } : reply.vault;
}

const failedView = (failed: unknown): View =>
  failed instanceof UserError && failed.code === 'storage-failed' ? 'damaged' : { failed };

/** Settings, import and backups. While locked it shows nothing but the way to unlock. */
export function OptionsApp({ opening }: Props) {
  const [view, setView] = useState<View>('opening');
  /** A screen that the person went to from the settings. */
  const [over, setOver] = useState<ComponentChild>(null);
  const [policy, setPolicy] = useState<PolicyView>();
  const turn = useRef(0);

  /** Answers can overtake each other; only the one asked for last counts. */
  function show(reply: Promise<OpenReply>): void {
    const mine = ++turn.current;
    const meet = (met: View, settled?: PolicyView) => {
      if (mine !== turn.current) return;
      if (settled) setPolicy(settled);
      setView(met);
    };
    reply.then(
      (opened) => meet(viewOf(opened), opened.policy),
      (failed: unknown) => meet(failedView(failed)),
    );
  }
  const refresh = () => show(ask('open', { first: 0, again: true }));

  useEffect(() => {
    show(opening);
    return onAnnouncement(({ type }) => {
      if (type === 'changed' || type === 'synced') return;
      if (type === 'locked') {
        setOver(null);
        setView((before) => (before === 'unlocked' ? { locked: PASSPHRASE_ONLY } : before));
      }
      refresh();
    });
  }, [opening]);

  const overScreen = useMemo<OverScreen>(
    () => ({
      show: setOver,
      close: (status) => {
        setOver(null);
        if (status) showStatus(status);
      },
    }),
    [],
  );
  const confirm = (found: FoundAccounts) => setOver(<ConfirmFound found={found} over={overScreen} />);

  const shown = (
    <OverScreen.Provider value={overScreen}>
      {view === 'unlocked' && (over ?? <SettingsPage onFound={confirm} />)}
      {view !== 'unlocked' && view !== 'opening' && <OtherStates view={view} onRetry={refresh} />}
      <StatusLine />
    </OverScreen.Provider>
  );
  return policy ? <PolicyContext.Provider value={policy}>{shown}</PolicyContext.Provider> : shown;
}

interface ConfirmProps {
  readonly found: FoundAccounts;
  readonly over: OverScreen;
}

function ConfirmFound({ found, over }: ConfirmProps) {
  const leave = () => over.close();
  const showSaved = (added: Replies['add']): void => {
    const { ids } = added;
    showStatus(`${t('statusSaved')}: ${tn('accountsSaved', ids.length)}`);
    if (ids.length === 0) leave();
    else over.show(<ImportSaved added={added} onDone={leave} />);
  };
  return (
    <ConfirmAccounts
      candidates={found.candidates}
      pageOrigin={null}
      pageHost=""
      source="import"
      onAdded={showSaved}
      onCancel={leave}
      hasBack
      lost={found.lost}
      trashed={new Set(found.trashed)}
    >
      {found.hasMoreSecrets && <Notice kind="warning">{t('steamSecretsStay')}</Notice>}
      <LeftOut entries={found.leftOut} />
    </ConfirmAccounts>
  );
}
