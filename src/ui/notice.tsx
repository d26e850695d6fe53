import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly kind: 'info' | 'warning' | 'error';
  readonly children: ComponentChildren;
}

/** An error is read out at once (`role=alert`). */
export function Notice({ kind, children }: NoticeProps) {
  return kind === 'error' ? (
    <div class="notice error" role="alert">
      {children}
    </div>
  ) : (
    <div class={`notice ${kind}`}>{children}</div>
  );
}
