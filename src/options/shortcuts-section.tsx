import { useEffect, useState } from 'preact/hooks';
import { hasShortcuts, readShortcuts, shortcutSettings } from '../platform/gestures';
import { Button } from '../ui/button';
import { showStatus } from '../ui/status';
import { t } from '../ui/text';
import { Section } from './section';

/** No page may link to it; Edge leads it to its own. */
const CHROME_ADDRESS = 'chrome://extensions/shortcuts';

interface Shortcut {
  readonly description: string;
  readonly keys: string;
}

async function namedShortcuts(): Promise<Shortcut[]> {
  return (await readShortcuts()).map(({ name, description, shortcut }) => ({
    description: name === '_execute_action' ? t('shortcutOpen') : (description ?? ''),
    keys: shortcut ?? '',
  }));
}

async function copyAddress(): Promise<void> {
  await navigator.clipboard.writeText(CHROME_ADDRESS);
  showStatus(t('statusCopied'));
}

/** Nothing where there are no shortcuts: on phones. */
export function ShortcutsSection() {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    const read = async (): Promise<void> => setShortcuts(await namedShortcuts());
    void read();
    // they are changed on a page of the browser, and seen here on the way back
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);
  if (!hasShortcuts()) return null;
  const openSettings = shortcutSettings();
  return (
    <Section id="shortcuts" title={t('shortcutsTitle')}>
      <dl class="shortcuts">
        {shortcuts.map(({ description, keys }) => (
          <div key={description}>
            <dt>{description}</dt>
            <dd>{keys ? <kbd>{keys}</kbd> : <span class="muted">{t('shortcutNone')}</span>}</dd>
          </div>
        ))}
      </dl>
      {openSettings ? (
        <Button onClick={openSettings}>{t('shortcutsChange')}</Button>
      ) : (
        <>
          <p class="muted">{t('shortcutsHow')}</p>
          <code class="address">{CHROME_ADDRESS}</code>
          <Button onClick={() => void copyAddress()}>{t('copyAddress')}</Button>
        </>
      )}
    </Section>
  );
}
