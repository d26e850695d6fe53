import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import './more.css';

interface MoreProps {
  readonly summary: string;
  readonly children: ComponentChildren;
}

/** Something that few need: one line, and what is behind it is made when it is opened. */
export function More({ summary, children }: MoreProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && <div class="more-part">{children}</div>}
    </details>
  );
}
