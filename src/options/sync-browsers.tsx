import type { Credential, SyncView } from '../messages';
import { CredentialForm } from '../ui/credential-form';
import { dayText } from '../ui/date-text';
import { IconButton } from '../ui/icon-button';
import { isolated, OutsideText } from '../ui/outside-text';
import { Page } from '../ui/page';
import { listText, t } from '../ui/text';

type Browser = SyncView['browsers'][number];

const nameOf = ({ name }: Browser): string => isolated(name || '–');

interface Props {
  readonly browsers: readonly Browser[];
  /** Null where this browser is left out itself. */
  readonly onRemove: ((browser: Browser) => void) | null;
}

/** Who takes part, and the way out for each of the others. */
export function SyncBrowsers({ browsers, onRemove }: Props) {
  if (browsers.length === 0) return null;
  return (
    <>
      <h3>{t('syncBrowsers')}</h3>
      <ul class="sync-browsers">
        {browsers.map((browser) => (
          <li key={browser.id}>
            <span>
              <OutsideText text={browser.name || '–'} />{' '}
              <span class="small muted">{browser.isOwn ? t('syncThisOne') : dayText(browser.at)}</span>
            </span>
            {onRemove && !browser.isOwn && (
              <IconButton
                icon="trash"
                label={t('removeSite', nameOf(browser))}
                onClick={() => onRemove(browser)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RemoveProps {
  readonly browser: Browser;
  readonly browsers: readonly Browser[];
  readonly onCredential: (credential: Credential) => Promise<void>;
  readonly onBack: () => void;
}

/** A new key leaves every other browser out; those that shall go on are named. */
export function SyncRemove({ browser, browsers, onCredential, onBack }: RemoveProps) {
  const others = browsers.filter((one) => !one.isOwn && one.id !== browser.id).map(nameOf);
  const why = t('syncRemoveWhy', nameOf(browser));
  return (
    <Page title={t('removeSite', nameOf(browser))} onBack={onBack}>
      <CredentialForm
        why={others.length === 0 ? why : `${why} ${t('syncRemoveOthers', listText(others))}`}
        isPassphraseAlone
        onCredential={onCredential}
        onCancel={onBack}
      />
    </Page>
  );
}

export const removedText = (browser: Browser): string => t('syncRemoved', nameOf(browser));
