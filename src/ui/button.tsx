import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly kind?: 'primary' | 'quiet' | 'danger';
  /** Work that this button started is under way: it keeps its place and the focus, and does nothing. */
  readonly busy?: boolean;
  /** Nothing may be started for a while: it keeps the focus too, and says that it is off. */
  readonly waiting?: boolean;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

/** A screen has at most one `primary` button. */
export function Button({ kind = 'quiet', busy = false, type = 'button', ...rest }: ButtonProps) {
  const { disabled = false, waiting = false, onClick, children } = rest;
  const press = (event: Event) => {
    if (busy || waiting) event.preventDefault();
    else onClick?.();
  };
  return (
    <button
      class={`button ${kind}`}
      type={type}
      disabled={disabled}
      aria-disabled={waiting ? true : undefined}
      aria-busy={busy}
      onClick={press}
    >
      {children}
    </button>
  );
}
