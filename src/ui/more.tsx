import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import './more.css';

interface MoreProps {
  readonly summary: string;
  /** Whether it is open, for a caller that opens it too. */
  readonly state?: readonly [boolean, (isOpen: boolean) => void];
  readonly children: ComponentChildren;
}

/** Something that few need: one line, and what is behind it is made when it is opened. */
export function More({ summary, state, children }: MoreProps) {
  const own = useState(false);
  const [isOpen, setOpen] = state ?? own;
  return (
    <details class="more" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && <div class="more-part">{children}</div>}
    </details>
  );
}
