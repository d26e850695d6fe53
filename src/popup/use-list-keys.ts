import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface ListKeys {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly count: number;
  readonly active: number;
  readonly query: string;
  readonly moveTo: (index: number) => void;
  readonly clearSearch: () => void;
  readonly enter: (index: number, shift: boolean) => void;
  /** Single letters, which act only while a row has the focus; a key that is none of them is searched for. */
  readonly letters: Readonly<Record<string, (index: number) => void>>;
  readonly close: () => void;
}

const isTyped = (event: KeyboardEvent) =>
  event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;

/** Letters of Latin scripts, and what is written with them. */
const LATIN = /^[\u0020-\u024f]$/u;

/** The key by what it types, or, where that is of another script, by what stands there on a Latin keyboard. */
function letterOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (LATIN.test(key)) return key.toLowerCase();
  if (code === 'Slash' && shiftKey) return '?';
  return code.replace(/^Key/u, '').toLowerCase();
}

/** Where an arrow, Home or End leads from a row; undefined for other keys. */
function targetOf(key: string, active: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(active + 1, count - 1);
  if (key === 'ArrowUp') return active - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

function onSearchKey(event: KeyboardEvent, keys: ListKeys): void {
  if (event.key === 'ArrowDown' && keys.count > 0) keys.moveTo(0);
  else if (event.key === 'Enter' && keys.count > 0) keys.enter(0, event.shiftKey);
  else return;
  event.preventDefault();
}

function onRowKey(event: KeyboardEvent, keys: ListKeys): void {
  const target = targetOf(event.key, keys.active, keys.count);
  const isOnRow = event.target instanceof HTMLLIElement;
  if (target === -1) keys.search.current?.focus();
  else if (target !== undefined && keys.count > 0) keys.moveTo(target);
  else if (event.key === 'Enter' && isOnRow) keys.enter(keys.active, event.shiftKey);
  else return;
  event.preventDefault();
}

/** The keys of the codes screen; typing anywhere goes into the search. */
export function useListKeys(keys: ListKeys): void {
  const current = useRef(keys);
  current.current = keys;
  // Not useEffect: it hears from the frame after this one, and a person may be quicker.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const now = current.current;
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape') {
        if (now.query === '') return now.close();
        event.preventDefault();
        return now.clearSearch();
      }
      if (event.target === now.search.current) return onSearchKey(event, now);
      const letter = event.target instanceof HTMLLIElement ? now.letters[letterOf(event)] : undefined;
      if (letter && isTyped(event)) {
        event.preventDefault();
        return letter(now.active);
      }
      if (isTyped(event)) {
        if (event.key === '/') event.preventDefault();
        return now.search.current?.focus();
      }
      onRowKey(event, now);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
