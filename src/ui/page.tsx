import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from './icon-button';
import { t } from './text';
import { useEscape } from './use-escape';

interface PageProps {
  readonly title: ComponentChildren;
  /** Escape does it, too. */
  readonly onBack?: (() => void) | undefined;
  /** Where Escape, which may be pressed by mistake, lets go of less than the button does. */
  readonly onEscape?: () => void;
  readonly children: ComponentChildren;
  /** Pushed to the foot; at most one filled button. */
  readonly actions?: ComponentChildren;
}

/** A screen with a heading. Where no field takes the focus, the heading does, so that it is read out. */
export function Page({ title, onBack, onEscape = onBack, children, actions }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  useEscape(onEscape);
  return (
    <main class="page">
      <header class="page-head">
        {onBack && <IconButton icon="back" label={t('back')} onClick={onBack} />}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      {children}
      {actions !== undefined && <div class="page-actions">{actions}</div>}
    </main>
  );
}
