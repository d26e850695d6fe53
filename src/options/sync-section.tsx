import { useEffect, useState } from 'preact/hooks';
import type { SyncView } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { dateText } from '../ui/date-text';
import { More } from '../ui/more';
import { Notice } from '../ui/notice';
import { showStatus } from '../ui/status';
import { t, tn } from '../ui/text';
import { useAction } from '../ui/use-action';
import { AccountName } from './account-name';
import { HeldButton } from './held-button';
import { Section } from './section';
import { useSectionScreens } from './security-screens';
import { removedText, SyncBrowsers, SyncRemove } from './sync-browsers';
import { SyncConflicts } from './sync-conflicts';
import './sync-section.css';
import { SyncTurnOn } from './sync-turn-on';
import { useActs } from './use-acts';

/** What stands in the way, in a sentence; nothing while all is well. */
function Trouble({ standing, isOn }: Pick<SyncView, 'standing' | 'isOn'>) {
  if (standing === 'gone') return <Notice kind="warning">{t('syncGone')}</Notice>;
  if (standing === 'rotated') return <Notice kind="warning">{t('syncRotated')}</Notice>;
  if (standing !== 'unavailable') return null;
  return <Notice kind="warning">{t(isOn ? 'syncUnavailable' : 'error_sync_unavailable')}</Notice>;
}

interface NotSyncedProps {
  readonly accounts: SyncView['left'];
  /** Why. */
  readonly text: string;
}

function NotSynced({ accounts, text }: NotSyncedProps) {
  if (accounts.length === 0) return null;
  return (
    <Notice kind="warning">
      <More summary={text}>
        <ul class="sync-left small">
          {accounts.map((account) => (
            <li key={account.id}>
              <AccountName {...account} />
            </li>
          ))}
        </ul>
      </More>
    </Notice>
  );
}

/** Whether what is written here is what the others read. */
const isCarried = ({ standing }: Pick<SyncView, 'standing'>): boolean =>
  standing === 'on' || standing === 'full';

/**
 * A browser whose own sync is off, or in which nobody is signed in, stores as ever and carries nothing: what was written
 * has come to nobody while no other browser is there.
 */
function Last({ at, browsers, standing }: Pick<SyncView, 'at' | 'browsers' | 'standing'>) {
  const isAlone = isCarried({ standing }) && browsers.every(({ isOwn }) => isOwn);
  return (
    <>
      {at > 0 && <p class="sync-at">{t(isAlone ? 'syncWritten' : 'syncAt', dateText(at))}</p>}
      {isAlone && <Notice kind="info">{t('syncAlone')}</Notice>}
    </>
  );
}

/** The person's browsers, brought together through the browser's own sync; sealed, and off until somebody wants it. */
export function SyncSection() {
  const [view, setView] = useState<SyncView | null>(null);
  const action = useAction();
  const { run, error } = action;
  const { show, back } = useSectionScreens('sync');
  const read = async () => setView(await ask('sync', {}));
  const acts = useActs(action, read);
  const load = () => run(read);
  useEffect(() => {
    load();
    return onAnnouncement(
      ({ type }) => (type === 'synced' || type === 'changed' || type === 'policy') && load(),
    );
  }, []);
  const leave = () => back();
  const turnOn = () =>
    show(
      <SyncTurnOn
        isThere={view?.isThere === true || view?.standing === 'rotated'}
        onDone={back}
        onBack={leave}
      />,
    );
  const turnOff = () =>
    run(async () => {
      const { isCleared } = await ask('turnOffSync', {});
      showStatus(t(isCleared ? 'syncTurnedOff' : 'syncTurnedOffHere'));
      await read();
    });
  const remove = (browser: SyncView['browsers'][number]) =>
    show(
      <SyncRemove
        browser={browser}
        browsers={view?.browsers ?? []}
        onCredential={async (credential) => {
          await ask('leaveOthersOut', { credential });
          back(removedText(browser));
        }}
        onBack={leave}
      />,
    );

  const standing = view?.standing;
  return (
    <Section id="sync" title={t('syncTitle')}>
      <p class="muted">{t('syncWhat')}</p>
      {error && <Notice kind="error">{error}</Notice>}
      {view && (
        <SyncConflicts
          conflicts={view.conflicts}
          onSettle={({ id, field, at }, take) =>
            acts.perform({
              said: t(take ? 'statusRestored' : 'statusSaved'),
              act: () => ask('settleConflict', { id, field, at, take }),
              undo: () => ask('unsettleConflict', { id, field, at }),
            })
          }
        />
      )}
      {view && standing === 'hidden' && <HeldButton>{t('syncTurnOn')}</HeldButton>}
      {view && <Trouble {...view} />}
      {view && !view.isOn && standing !== 'hidden' && (
        <>
          {view.isThere && <p>{t('syncThere')}</p>}
          <Button onClick={turnOn}>{t('syncTurnOn')}</Button>
        </>
      )}
      {view?.isOn && standing !== 'hidden' && (
        <>
          <Last {...view} />
          <NotSynced accounts={view.left} text={tn('syncLeft', view.left.length)} />
          <NotSynced accounts={view.later} text={t('syncLater')} />
          <SyncBrowsers browsers={view.browsers} onRemove={isCarried(view) ? remove : null} />
          {(standing === 'gone' || standing === 'rotated') && (
            <Button onClick={turnOn}>{t('syncTurnOnAgain')}</Button>
          )}
          <Button onClick={turnOff}>{t('syncTurnOff')}</Button>
          <p class="sync-hint small muted">{t('syncTurnOffWhat')}</p>
        </>
      )}
    </Section>
  );
}
