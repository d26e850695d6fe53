import type { RefObject } from 'preact';
import { ask } from '../ui/ask';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { t } from '../ui/text';
import { closePopup } from '../ui/toolbar-popup';
import type { Action } from '../ui/use-action';
import type { Ways } from './opened';

interface TopBarProps {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly ways: Ways;
  readonly action: Action;
}

/** Captures the page and leaves the stage to the window that reads the picture. */
export async function scanPage(): Promise<void> {
  await ask('scanPage', {});
  await closePopup();
}

/** Opens one of our pages in a tab and leaves. */
export async function showPage(page: 'settings' | 'import' | 'shortcuts'): Promise<void> {
  await ask('showPage', { page });
  await closePopup();
}

export function TopBar({ search, query, onQuery, ways, action }: TopBarProps) {
  const lock = async () => {
    await ask('lock', {});
    ways.locked();
  };
  return (
    <div class="top-bar">
      <label class="search">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={query}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onQuery(event.currentTarget.value)}
        />
      </label>
      <IconButton icon="scan" label={t('scanPage')} onClick={() => action.run(scanPage)} />
      <IconButton icon="plus" label={t('addAccount')} onClick={ways.add} />
      <IconButton icon="lock" label={t('lock')} onClick={() => action.run(lock)} />
      <IconButton icon="gear" label={t('settings')} onClick={() => action.run(() => showPage('settings'))} />
    </div>
  );
}
