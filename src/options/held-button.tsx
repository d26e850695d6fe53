import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../ui/text';
import './held-button.css';

/** What a policy keeps from being pressed, with the reason beside it. */
export function HeldButton({ children }: { readonly children: ComponentChildren }) {
  const id = useId();
  return (
    <div class="held">
      <button class="button quiet" type="button" disabled aria-describedby={id}>
        {children}
      </button>
      <span id={id} class="small muted">
        {t('setByOrganisation')}
      </span>
    </div>
  );
}
