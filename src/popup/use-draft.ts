import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftForm } from '../messages';
import { ask } from '../ui/ask';

/** A draft that cannot be kept (the vault has just locked) must not stop the person who is typing. */
function keep(form: DraftForm, draft: string | null): void {
  const kept = draft === null ? ask('dropDraft', { form }) : ask('saveDraft', { form, draft });
  kept.catch(() => undefined);
}

/**
 * Keeps what is typed while the popup closes: `draft` (null: nothing typed) is saved sealed at each change, because
 * a message of a page that is going mostly does not arrive. `restore` gets an earlier one at the start. Of several
 * pages with the same form open only the first keeps a draft; its lock goes with it, however it is closed.
 * @returns drops the draft for good
 */
export function useDraft(
  form: DraftForm,
  draft: string | null,
  restore: (draft: string) => void,
): () => void {
  /** `undefined`: nobody has typed yet. */
  const typed = useRef<string | null | undefined>(undefined);
  const isKeeper = useRef(false);

  useEffect(() => {
    const gone = Promise.withResolvers<void>();
    const beKeeper = async (lock: Lock | null): Promise<void> => {
      if (!lock) return;
      isKeeper.current = true;
      if (typed.current !== undefined) keep(form, typed.current);
      const found = await ask('loadDraft', { form });
      if (found.draft !== null && typed.current === undefined) restore(found.draft);
      await gone.promise;
    };
    navigator.locks.request(`draft.${form}`, { ifAvailable: true }, beKeeper).catch(() => undefined);
    return () => gone.resolve();
  }, []);

  useLayoutEffect(() => {
    if (draft === null && typed.current === undefined) return;
    typed.current = draft;
    if (isKeeper.current) keep(form, draft);
  }, [draft]);

  return () => {
    if (isKeeper.current) keep(form, null);
    isKeeper.current = false;
  };
}
