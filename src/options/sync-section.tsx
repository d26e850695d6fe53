import { useEffect, useState } from 'preact/hooks';
import type { SyncView } from '../messages';
import { onAnnouncement } from '../ui/announcements';
import { ask } from '../ui/ask';
import { Button } from '../ui/button';
import { dateText, dayText } from '../ui/date-text';
import { More } from '../ui/more';
import { Notice } from '../ui/notice';
import { OutsideText } from '../ui/outside-text';
import { showStatus } from '../ui/status';
import { t, tn } from '../ui/text';
import { useAction } from '../ui/use-action';
import { AccountName } from './account-name';
import { HeldButton } from './held-button';
import { Section } from './section';
import { SecurityConfirm } from './security-confirm';
import { useSectionScreens } from './security-screens';
import { SyncConflicts } from './sync-conflicts';
import './sync-section.css';
import { SyncTurnOn } from './sync-turn-on';

/** What stands in the way, in a sentence; nothing while all is well. */
function Trouble({ standing, isOn }: Pick<SyncView, 'standing' | 'isOn'>) {
  if (standing === 'gone') return <Notice kind="warning">{t('syncGone')}</Notice>;
  if (standing === 'rotated') return <Notice kind="warning">{t('syncRotated')}</Notice>;
  if (standing !== 'unavailable') return null;
  return <Notice kind="warning">{t(isOn ? 'syncUnavailable' : 'error_sync_unavailable')}</Notice>;
}

function Left({ left }: Pick<SyncView, 'left'>) {
  if (left.length === 0) return null;
  return (
    <Notice kind="warning">
      <More summary={tn('syncLeft', left.length)}>
        <ul class="sync-left small">
          {left.map((account) => (
            <li key={account.id}>
              <AccountName {...account} />
            </li>
          ))}
        </ul>
      </More>
    </Notice>
  );
}

/**
 * A browser whose own sync is off, or in which nobody is signed in, stores as ever and carries nothing: what was written
 * has come to nobody while no other browser is there.
 */
function Last({ at, browsers, standing }: Pick<SyncView, 'at' | 'browsers' | 'standing'>) {
  const isWritten = standing === 'on' || standing === 'full';
  const isAlone = isWritten && browsers.every(({ isOwn }) => isOwn);
  return (
    <>
      {at > 0 && <p class="sync-at">{t(isAlone ? 'syncWritten' : 'syncAt', dateText(at))}</p>}
      {isAlone && <Notice kind="info">{t('syncAlone')}</Notice>}
    </>
  );
}

function Browsers({ browsers }: Pick<SyncView, 'browsers'>) {
  if (browsers.length === 0) return null;
  return (
    <>
      <h3>{t('syncBrowsers')}</h3>
      <ul class="sync-browsers">
        {browsers.map(({ id, name, at, isOwn }) => (
          <li key={id}>
            <OutsideText text={name || '–'} />{' '}
            <span class="small muted">{isOwn ? t('syncThisOne') : dayText(at)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The person's browsers, brought together through the browser's own sync; sealed, and off until somebody wants it. */
export function SyncSection() {
  const [view, setView] = useState<SyncView | null>(null);
  const { run, error } = useAction();
  const { show, back } = useSectionScreens('sync');
  const load = () => run(async () => setView(await ask('sync', {})));
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
      setView(await ask('sync', {}));
    });
  const leaveOut = () =>
    show(
      <SecurityConfirm
        title={t('syncLeaveOut')}
        why={t('syncLeaveOutWhy')}
        onCredential={async (credential) => {
          await ask('leaveOthersOut', { credential });
          back(t('syncOthersOut'));
        }}
        onBack={leave}
      />,
    );

  const standing = view?.standing;
  return (
    <Section id="sync" title={t('syncTitle')}>
      <p class="muted">{t('syncWhat')}</p>
      {error && <Notice kind="error">{error}</Notice>}
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
          <Left {...view} />
          <SyncConflicts
            conflicts={view.conflicts}
            onSettle={({ id, field, at }, take) =>
              run(async () => {
                await ask('settleConflict', { id, field, at, take });
                setView(await ask('sync', {}));
              })
            }
          />
          <Browsers {...view} />
          {(standing === 'gone' || standing === 'rotated') && (
            <Button onClick={turnOn}>{t('syncTurnOnAgain')}</Button>
          )}
          {view.browsers.length > 1 && <Button onClick={leaveOut}>{t('syncLeaveOut')}</Button>}
          <Button onClick={turnOff}>{t('syncTurnOff')}</Button>
          <p class="sync-hint small muted">{t('syncTurnOffWhat')}</p>
        </>
      )}
    </Section>
  );
}
