import { useEffect, useState } from 'preact/hooks';
import { hasShortcuts, openShortcutSettings, readShortcuts } from '../platform/gestures';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { t } from '../ui/text';
import { useAction } from '../ui/use-action';
import { Section } from './section';

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
  const action = useAction();
  if (!hasShortcuts()) return null;
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
      <Button onClick={() => action.run(openShortcutSettings)}>{t('shortcutsChange')}</Button>
      {action.error && <Notice kind="error">{action.error}</Notice>}
    </Section>
  );
}
