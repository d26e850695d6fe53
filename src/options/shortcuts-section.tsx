import { useEffect, useState } from 'preact/hooks';
import { browser } from '../platform/browser';
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

async function readShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name, description, shortcut }) => ({
    description: name === '_execute_action' ? t('shortcutOpen') : (description ?? ''),
    keys: shortcut ?? '',
  }));
}

async function copyAddress(): Promise<void> {
  await navigator.clipboard.writeText(CHROME_ADDRESS);
  showStatus(t('statusCopied'));
}

export function ShortcutsSection() {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    const read = async (): Promise<void> => setShortcuts(await readShortcuts());
    void read();
    // they are changed on a page of the browser, and seen here on the way back
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);
  const hasSettings = typeof browser.commands.openShortcutSettings === 'function';
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
      {hasSettings ? (
        <Button onClick={() => void browser.commands.openShortcutSettings()}>{t('shortcutsChange')}</Button>
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
