import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { t, tn } from '../ui/text';
import './settings-finder.css';
import { filterSettings } from './settings-search';

/** How many sections have the words; null while nobody looks for any. What comes later is looked through as well. */
function useFilter(query: string) {
  const page = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<number | null>(null);
  useLayoutEffect(() => {
    const { current } = page;
    if (!current) return;
    const filter = () => {
      const count = filterSettings(current, query);
      setFound(query.trim() === '' ? null : count);
    };
    filter();
    const observer = new MutationObserver(filter);
    observer.observe(current, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [query]);
  return { page, found };
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');

/** Settings behind a search: `/` leads to it, Escape clears it, and so does a link to a section. */
export function SettingsFinder({ children }: { readonly children: ComponentChildren }) {
  const [query, setQuery] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const { page, found } = useFilter(query);
  const clear = () => {
    setQuery('');
    box.current?.focus();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    const onLink = () => setQuery('');
    addEventListener('keydown', onKey);
    addEventListener('hashchange', onLink);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('hashchange', onLink);
    };
  }, []);
  return (
    <>
      <search class="settings-finder">
        <label class="settings-search">
          <Icon name="search" />
          <input
            ref={box}
            type="search"
            aria-label={t('settingsSearch')}
            placeholder={t('settingsSearch')}
            aria-keyshortcuts="/"
            value={query}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && clear()}
          />
        </label>
        <div class="settings-found">
          <p class="small muted" role="status">
            {found === null ? '' : found === 0 ? t('settingsNothing') : tn('settingsFound', found)}
          </p>
          {found !== null && <Button onClick={clear}>{t('settingsClear')}</Button>}
        </div>
      </search>
      <div ref={page} class="settings">
        {children}
      </div>
    </>
  );
}
