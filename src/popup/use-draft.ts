import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { ask } from '../ui/ask';

/** A draft that cannot be kept (the vault has just locked) must not stop the person who is typing. */
function keep(draft: string | null): void {
  const kept = draft === null ? ask('dropDraft', {}) : ask('saveDraft', { draft });
  kept.catch(() => undefined);
}

/**
 * Keeps what is typed while the popup closes: `draft` (null: nothing typed) is saved sealed at each change, because
 * a message of a page that is going mostly does not arrive. `restore` gets an earlier one at the start.
 * @returns drops the draft for good
 */
export function useDraft(draft: string | null, restore: (draft: string) => void): () => void {
  const isTouched = useRef(false);
  const isDropped = useRef(false);

  useEffect(() => {
    const load = async (): Promise<void> => {
      const found = await ask('loadDraft', {});
      if (found.draft !== null && !isTouched.current) restore(found.draft);
    };
    load().catch(() => undefined);
  }, []);

  useLayoutEffect(() => {
    if (isDropped.current || (draft === null && !isTouched.current)) return;
    isTouched.current = true;
    keep(draft);
  }, [draft]);

  return () => {
    isDropped.current = true;
    keep(null);
  };
}
