import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../ui/ask';

const PAUSE_MS = 300;

/** A draft that cannot be kept (the vault has just locked) must not stop the person who is typing. */
function keep(draft: string | null): void {
  const kept = draft === null ? ask('dropDraft', {}) : ask('saveDraft', { draft });
  kept.catch(() => undefined);
}

/**
 * Keeps what is typed while the popup closes: `draft` (null: nothing typed) is saved sealed, shortly after the
 * last change and when the page goes. `restore` gets an earlier one at the start.
 * @returns drops the draft for good
 */
export function useDraft(draft: string | null, restore: (draft: string) => void): () => void {
  const unsaved = useRef<string | null>(null);
  const isDropped = useRef(false);

  useEffect(() => {
    const load = async (): Promise<void> => {
      const found = await ask('loadDraft', {});
      if (found.draft !== null && unsaved.current === null) restore(found.draft);
    };
    load().catch(() => undefined);
    const flush = (): void => {
      if (unsaved.current !== null && !isDropped.current) keep(unsaved.current);
    };
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  useEffect(() => {
    if (draft === null && unsaved.current === null) return;
    unsaved.current = draft;
    const timer = setTimeout(() => {
      if (!isDropped.current) keep(draft);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  return () => {
    isDropped.current = true;
    keep(null);
  };
}
