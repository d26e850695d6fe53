import type { TargetedFocusEvent } from 'preact';
import { useState } from 'preact/hooks';

/** Whether the pointer or the focus is on an element or in it, as `:hover` and `:focus-within` have it. */
export function useReached() {
  const [isPointed, setPointed] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const events = {
    onMouseEnter: () => setPointed(true),
    onMouseLeave: () => setPointed(false),
    onFocusIn: () => setFocus(true),
    // A window that comes before this one takes no focus from it.
    onFocusOut: ({ currentTarget, relatedTarget }: TargetedFocusEvent<HTMLElement>) =>
      setFocus(
        [relatedTarget, document.activeElement].some(
          (one) => one instanceof Node && currentTarget.contains(one),
        ),
      ),
  };
  return { isReached: isPointed || hasFocus, events };
}
