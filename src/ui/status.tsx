import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { onAnnouncement } from './announcements';

/** How long a message stands, in milliseconds; one with something to press stands longer. */
const STANDS_FOR = { message: 3_000, withAction: 10_000 };

export interface StatusAction {
  readonly label: string;
  readonly run: () => void;
}

interface Shown {
  readonly text: string;
  readonly action: StatusAction | undefined;
}

const lines = new Set<(shown: Shown) => void>();
/** What was said before the line stood: a popup that opens to say something has it ready before its first frame. */
let unheard: Shown | null = null;

/** Says in the one live region of the page what has just been done, and offers one way back. */
export function showStatus(text: string, action?: StatusAction): void {
  if (lines.size === 0) unheard = { text, action };
  for (const line of lines) line({ text, action });
}

/** Stands once in an app, on every screen, so that a reader knows the region before it speaks. */
export function StatusLine() {
  const [shown, setShown] = useState<Shown | null>(null);
  // Not useEffect: that waits for a frame.
  useLayoutEffect(() => {
    lines.add(setShown);
    if (unheard) setShown(unheard);
    unheard = null;
    return () => lines.delete(setShown);
  }, []);
  // What can be undone is an account's, and a locked vault says nothing of those.
  useEffect(() => onAnnouncement(({ type }) => type === 'locked' && setShown(null)), []);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), STANDS_FOR[shown.action ? 'withAction' : 'message']);
    return () => clearTimeout(timer);
  }, [shown]);
  const act = (action: StatusAction) => {
    setShown(null);
    action.run();
  };
  const action = shown?.action;
  return (
    <div class="status" role="status">
      {shown && (
        <span class="status-text">
          {shown.text}
          {action && (
            <button type="button" onClick={() => act(action)}>
              {action.label}
            </button>
          )}
        </span>
      )}
    </div>
  );
}
