import type { Strength } from './passphrase-advice';
import './passphrase-strength.css';
import { t } from './text';

const SENTENCES = {
  common: () => t('strengthCommon'),
  weak: () => t('strengthWeak'),
  fair: () => t('strengthFair'),
  good: () => t('strengthGood'),
  strong: () => t('strengthStrong'),
} satisfies Record<Strength, () => string>;

/** How long the passphrase would hold, in a sentence; the stubs beside it say the same to the eye. */
export function PassphraseStrength({ strength }: { readonly strength: Strength | null }) {
  return (
    <div class={`strength ${strength ?? ''}`}>
      <div class="strength-stubs" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
      <p class="small" aria-live="polite">
        {strength ? SENTENCES[strength]() : ''}
      </p>
      <p class="small muted">{t('strengthWhy')}</p>
    </div>
  );
}
